package main

import "golang.org/x/sys/windows"

// interfaceLanguages returns the languages that a user of Windows has chosen, such as
// vi-VN, the preferred one first.
func interfaceLanguages() []string {
	names, err := windows.GetUserPreferredUILanguages(windows.MUI_LANGUAGE_NAME)
	if err != nil {
		return nil
	}
	return names
}

//go:build !windows

package main

// interfaceLanguages returns no languages: the locale has that of the user.
func interfaceLanguages() []string { return nil }

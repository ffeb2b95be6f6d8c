package main

import "runtime/debug"

// version is the version of the module that the program was built from, as the build
// noted it.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}

package main

import "runtime/debug"

// stamped is the version that make release builds with (-ldflags -X).
var stamped string

// version is what the program was stamped with, else the module's version where
// it was installed as one, else the commit it was built from.
func version() string {
	if stamped != "" {
		return stamped
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && (info.Main.Version == "" || info.Main.Version == "(devel)") {
			return s.Value
		}
	}
	return info.Main.Version
}

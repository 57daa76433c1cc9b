package main

import (
	"os"
	"path/filepath"
	"strings"
)

// abroad adds the first names of faker's lists, of many languages, that English
// lists lack: those that are nobody's last name, no noun and no place. Names
// of lists for both sexes are "b".
func abroad(locales string, given map[string]string, other func(name string) bool) error {
	last, err := surnames(locales, given)
	if err != nil {
		return err
	}
	found := map[string]string{}
	for _, list := range [...]struct{ file, sex string }{
		{"first_name.js", "b"}, {"female_first_name.js", "f"}, {"feminine_name.js", "f"}, {"male_first_name.js", "m"}, {"masculine_name.js", "m"},
	} {
		files, err := filepath.Glob(filepath.Join(locales, "*", "name", list.file))
		if err != nil {
			return err
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			for _, m := range quoted.FindAllStringSubmatch(string(data), -1) {
				name := strings.TrimSpace(m[1])
				if given[name] != "" || last[name] != "" || other(name) {
					continue
				}
				if sex := found[name]; sex == "" || sex == "b" {
					found[name] = list.sex
				} else if sex != list.sex && list.sex != "b" {
					found[name] = "b"
				}
			}
		}
	}
	for name, sex := range found {
		given[name] = sex
	}
	return nil
}

// openers are names that open those of places, Santa Barbara's.
var openers = map[string]bool{"santa": true, "santo": true, "san": true, "sao": true, "são": true, "saint": true, "fort": true, "new": true}

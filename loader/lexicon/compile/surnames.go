package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// quoted is a surname in faker's lists, which are JavaScript arrays. Lists in
// other alphabets give none.
var quoted = regexp.MustCompile(`["'](\p{Lu}[\p{Latin}'-]{2,23})["']`)

// surnames are the last names in faker's lists, less those that are first names:
// "n". Croatian is left out: it has more than all other languages together.
func surnames(locales string, given map[string]string) (map[string]string, error) {
	files, err := filepath.Glob(filepath.Join(locales, "*", "name", "*last_name.js"))
	if err != nil {
		return nil, err
	}
	found := map[string]string{}
	for _, file := range files {
		if filepath.Base(filepath.Dir(filepath.Dir(file))) == "hr" {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		for _, m := range quoted.FindAllStringSubmatch(string(data), -1) {
			if name := strings.TrimSpace(m[1]); given[name] == "" {
				found[name] = "n"
			}
		}
	}
	return found, nil
}

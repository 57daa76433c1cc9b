package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rooms says which rooms of the house each one may know. Imports run one way:
// a circle, or an arrow back up, would have to be written down here first.
var rooms = map[string][]string{
	".":         {"access", "graph", "graph/live", "ops", "eval", "loader", "loader/extract", "loader/fetch", "loader/read", "loader/syntax", "web", "quadstore", "quadstore/postgres", "quadstore/postgres/queue", "work", "kg", "rdf"},
	"kg":        {"rdf"},
	"rdf":       {},
	"quadstore": {"rdf"},

	"quadstore/postgres":       {"quadstore"},
	"quadstore/postgres/queue": {"quadstore", "quadstore/postgres"},

	"work": {"kg", "loader", "quadstore", "quadstore/postgres", "quadstore/postgres/queue"},

	"access":          {},
	"ops":             {},
	"graph":           {"access", "graph/generated", "graph/live", "kg"},
	"graph/generated": {"graph/live", "kg"},
	"graph/live":      {"kg"},
	"web":             {"examples"},
	"examples":        {},
	"eval":            {"loader/syntax", "kg"},
	"loader":          {"loader/split", "loader/parse", "loader/detect", "loader/link", "loader/extract", "loader/lexicon", "loader/syntax", "kg"},
	"loader/fetch":    {},
	"loader/read":     {"loader/fetch", "kg", "rdf"},
	"loader/split":    {"loader/syntax", "kg"},
	"loader/parse":    {"loader/parse/kernel", "loader/parse/model", "loader/syntax", "kg"},
	"loader/detect":   {"loader/lexicon", "loader/syntax", "kg"},
	"loader/link":     {"loader/lexicon", "loader/syntax", "kg"},
	"loader/extract":  {"loader/lexicon", "loader/syntax", "kg"},
	"loader/syntax":   {"kg"},
	"loader/lexicon":  {"kg"},
}

func TestImportsRunOneWay(t *testing.T) {
	for room, known := range rooms {
		files, err := filepath.Glob(filepath.Join(filepath.FromSlash(room), "*.go"))
		if err != nil || len(files) == 0 {
			t.Errorf("%s: no files (%v)", room, err)
		}
		for _, file := range files {
			for _, imported := range imports(t, file) {
				if !slices.Contains(known, imported) {
					t.Errorf("%s: %s may not know %s", file, room, imported)
				}
			}
		}
	}
}

// Every folder with code is a room of the house, a part of one (a command that
// trains its model, a kernel), the suite that engines are held to, or a module
// of its own: bench, portable SQL, the Go client, and what npm installs beside the examples.
func TestEveryFolderIsARoom(t *testing.T) {
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		dir := path.Dir(filepath.ToSlash(name))
		if err != nil || entry.IsDir() || path.Ext(name) != ".go" || strings.Contains(name, "testdata") {
			return err
		}
		if dir == "bench" || dir == "bench/sizing" || dir == "quadstore/postgres/portable" || dir == "examples/go" || strings.HasPrefix(dir, "examples/node_modules/") {
			return nil
		}
		_, room := rooms[dir]
		_, part := rooms[path.Dir(dir)]
		if !room && !part {
			t.Errorf("%s stands in no room", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// imports are the rooms that a file imports; tests may know more than the code.
func imports(t *testing.T, file string) (list []string) {
	if strings.HasSuffix(file, "_test.go") {
		return nil
	}
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range f.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		if room, own := strings.CutPrefix(name, "claimgraph/"); own {
			list = append(list, room)
		}
	}
	return list
}

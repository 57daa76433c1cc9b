package main

import (
	"bytes"
	"compress/gzip"
	"encoding/hex"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// asProgram makes the test's own binary be claimgraph.
const asProgram = "CLAIMGRAPH_TEST_IS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	testscript.Main(m, map[string]func(){"claimgraph": main})
}

// TestScripts uses every verb as a person would; see testdata/script. What
// the scripts have beside testscript's own commands:
//
//	exits CODE PROGRAM ARGS…   as exec, with this exit code
//	zip FILE                   makes FILE.gz
//	cut FILE BYTES             takes bytes off the end
//	hex FILE DIGITS            writes bytes
//	repeat FILE BYTES TEXT     writes TEXT again and again, on one line
//	undo FILE                  undoes the decisions that "claimgraph decisions" listed there
//	block FILE LANGUAGE OUT    writes the first block of code in a language of a page
//
// and $SAMPLES and $DOCS, the folders of the bundled articles and of docs.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", Cmds: scriptCommands, Setup: scriptEnvironment})
}

var scriptCommands = map[string]func(*testscript.TestScript, bool, []string){
	"exits": exits, "zip": zip, "cut": cut, "damage": damage, "hex": hexBytes, "repeat": repeat, "undo": undo, "block": block,
}

func scriptEnvironment(e *testscript.Env) error {
	e.Setenv("TMPDIR", e.WorkDir)
	if cache, err := os.UserCacheDir(); err == nil {
		e.Setenv("XDG_CACHE_HOME", cache) // the scripts have no home; PDFs start from there
	}
	here, err := filepath.Abs(".")
	e.Setenv("SAMPLES", filepath.Join(here, "samples"))
	e.Setenv("DOCS", filepath.Join(here, "docs"))
	return err
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARGS…")
	}
	err := ts.Exec(args[1], args[2:]...)
	code := 0
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		code = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%s: %v", args[1], err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s\n%s", code, args[0], ts.ReadFile("stderr"))
	}
}

func undo(ts *testscript.TestScript, _ bool, args []string) {
	for line := range strings.Lines(ts.ReadFile(args[0])) {
		iri, _, _ := strings.Cut(line, " ")
		ts.Check(ts.Exec("claimgraph", "undo", iri))
	}
}

func zip(ts *testscript.TestScript, _ bool, args []string) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write([]byte(ts.ReadFile(args[0])))
	ts.Check(err)
	ts.Check(z.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]+".gz"), b.Bytes(), 0o644))
}

func cut(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	content := ts.ReadFile(args[0])
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(content[:len(content)-n]), 0o644))
}

// damage turns round bytes of the largest file with an ending, at so many percent.
func damage(ts *testscript.TestScript, _ bool, args []string) {
	names, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "*"+args[1]))
	ts.Check(err)
	at, err := strconv.Atoi(args[2])
	ts.Check(err)
	largest, content := "", []byte(nil)
	for _, name := range names {
		b, err := os.ReadFile(name)
		ts.Check(err)
		if len(b) > len(content) {
			largest, content = name, b
		}
	}
	for i := range 100 {
		content[len(content)*at/100+i] ^= 0xFF
	}
	ts.Check(os.WriteFile(largest, content, 0o644))
}

func hexBytes(ts *testscript.TestScript, _ bool, args []string) {
	b, err := hex.DecodeString(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o644))
}

func repeat(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	text := bytes.Repeat([]byte(args[2]), n/len(args[2])+1)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), text[:n], 0o644))
}

func block(ts *testscript.TestScript, _ bool, args []string) {
	_, rest, found := strings.Cut(ts.ReadFile(args[0]), "```"+args[1]+"\n")
	code, _, closed := strings.Cut(rest, "```")
	if !found || !closed {
		ts.Fatalf("%s has no block of %s", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(code), 0o644))
}

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

var tutorialBlock = regexp.MustCompile("(?ms)^```(sh server|sh|text|go)\n(.*?)^```\n")

const tutorialAddress = "127.0.0.1:8080"

// TestTutorial types what docs/tutorial.md says, word by word, in an empty
// folder, and has what it prints. -update writes that down anew.
func TestTutorial(t *testing.T) {
	if testing.Short() {
		t.Skip("it compiles a program")
	}
	const file = "docs/tutorial.md"
	page := readPage(t, file)
	dir := t.TempDir()
	w := walk{t: t, dir: dir, path: claimgraphOn(t)}
	written := tutorialBlock.ReplaceAllStringFunc(page, w.block)
	w.stop()
	if w.commands < 5 || w.server == nil {
		t.Errorf("%s has %d blocks of commands", file, w.commands)
	}
	if *update {
		if err := os.WriteFile(file, []byte(written), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// claimgraphOn is a PATH on which claimgraph is the test's own binary.
func claimgraphOn(t *testing.T) string {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	script := "#!/bin/sh\n" + asProgram + "=1 exec '" + self + "' \"$@\"\n"
	if err := os.WriteFile(filepath.Join(bin, "claimgraph"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	return bin + string(os.PathListSeparator) + os.Getenv("PATH")
}

// walk is a walk through the page.
type walk struct {
	t         *testing.T
	dir, path string

	server   *exec.Cmd
	address  string
	commands int
	printed  string // by the last block of commands
}

// block does what a block says, and gives the block as it should be.
func (w *walk) block(block string) string {
	parts := tutorialBlock.FindStringSubmatch(block)
	switch kind, text := parts[1], parts[2]; kind {
	case "sh server":
		w.server, w.address = server(w.t, w.dir)
	case "go":
		if w.server == nil {
			w.t.Fatal("a program before the server")
		}
		text = strings.ReplaceAll(text, tutorialAddress, w.address)
		if err := os.WriteFile(filepath.Join(w.dir, "asks.go"), []byte(text), 0o644); err != nil {
			w.t.Fatal(err)
		}
	case "sh":
		w.run(text)
	case "text":
		return w.compare(block, text)
	}
	return block
}

func (w *walk) run(commands string) {
	w.commands++
	cmd := exec.Command("sh", "-e", "-c", commands)
	cmd.Dir, cmd.Env = w.dir, append(os.Environ(), "PATH="+w.path)
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		w.t.Fatalf("%s\n%v\n%s%s", commands, err, out, errs.String())
	}
	w.printed = string(out)
}

var decisionIRI = regexp.MustCompile(`urn:claimgraph:curation:[0-9a-f]+`)

// compare holds what was printed to the page. A decision's IRI tells when it was
// taken, and stands there as "…".
func (w *walk) compare(block, want string) string {
	got := decisionIRI.ReplaceAllString(w.printed, "urn:claimgraph:curation:…")
	if got != want && !*update {
		w.t.Errorf("the tutorial says:\n%s\nand this is printed:\n%s", want, got)
	}
	return strings.Replace(block, "text\n"+want, "text\n"+got, 1)
}

func (w *walk) stop() {
	if w.server != nil {
		_ = w.server.Process.Signal(syscall.SIGTERM)
		_ = w.server.Wait()
	}
}

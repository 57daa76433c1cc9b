//go:build linux

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// Ten megabytes in one line, as a text and as a line of JSON, in one language
// and another, cost a process a bounded multiple of what they weigh.
func TestTenMegabytesInOneLine(t *testing.T) {
	const size = 10 << 20
	word := bytes.Repeat([]byte("a"), size)
	german := bytes.Repeat([]byte("Die Regierung hat am Montag ein neues Gesetz beschlossen. "), size/58)
	dir := t.TempDir()
	for name, content := range map[string][]byte{
		"word.txt":   word,
		"word.jsonl": bytes.Join([][]byte{[]byte(`{"id":"word","language":"fr","text":"`), word, []byte(`"}`)}, nil),
		"german.txt": german,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, verb := range []string{"parse", "extract", "load"} {
		cmd := program(t, dir, verb, "--workers", "1", "german.txt", "word.jsonl", "word.txt")
		var said bytes.Buffer
		cmd.Stderr = &said
		if err := cmd.Run(); err != nil {
			t.Fatalf("%s: %v\n%s", verb, err, said.String())
		}
		if n := strings.Count(said.String(), "nothing is read from it"); n != 2 {
			t.Errorf("%s: says of %d articles that nothing is read from them, want 2\n%s", verb, n, said.String())
		}
		peak := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss >> 10
		if t.Logf("%s: %d MB", verb, peak); peak > maxPeak {
			t.Errorf("%s: peak of %d MB, want at most %d", verb, peak, maxPeak)
		}
	}
}

// maxPeak is in megabytes: three articles are on their way at once, and the
// collector lets half of the memory be garbage.
const maxPeak = 600

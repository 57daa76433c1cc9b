package main

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestSorter: lines come sorted and once, whether they fit into memory or not,
// and no file stays.
func TestSorter(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOf(rapid.StringMatching(`[a-c]{0,3}`)).Draw(t, "lines")
		s := sorter{limit: rapid.IntRange(1, 200).Draw(t, "limit")}
		for _, line := range lines {
			if err := s.add([]byte(line + "\n")); err != nil {
				t.Fatal(err)
			}
		}
		var got bytes.Buffer
		if err := s.write(&got); err != nil {
			t.Fatal(err)
		}
		if err := s.close(); err != nil {
			t.Fatal(err)
		}
		slices.Sort(lines)
		want := strings.Join(append(slices.Compact(lines), ""), "\n")
		if got.String() != want {
			t.Fatalf("got %q, want %q", got.String(), want)
		}
	})
	left, err := os.ReadDir(os.TempDir())
	if err != nil || len(left) > 0 {
		t.Errorf("files left: %v, %v", left, err)
	}
}

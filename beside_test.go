package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// A restore that was killed leaves its folder; the next verb that works there
// removes it, and leaves alone what somebody still works in.
func TestBesideIsTidied(t *testing.T) {
	dir := t.TempDir()
	folders := func() []string {
		found, err := filepath.Glob(filepath.Join(dir, besidePrefix+"*"))
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	const line = "<http://x/s> <http://x/p> <http://x/o> <http://x/g> .\n"
	begin := func(data string) (finish func(), kill func()) {
		had := folders()
		cmd := program(t, dir, "restore", "--data", data, "-")
		stdin, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		waitFor(t, func() bool {
			return slices.ContainsFunc(folders(), func(made string) bool {
				_, err := os.Stat(filepath.Join(made, lockFile))
				return err == nil && !slices.Contains(had, made)
			})
		})
		return func() {
				if _, err := io.WriteString(stdin, line); err != nil {
					t.Fatal(err)
				}
				stdin.Close()
				if err := cmd.Wait(); err != nil {
					t.Errorf("a restore beside others: %v", err)
				}
			}, func() {
				if err := cmd.Process.Kill(); err != nil {
					t.Fatal(err)
				}
				_ = cmd.Wait()
			}
	}
	_, kill := begin("killed.db")
	kill()
	finish, _ := begin("slow.db") // removes what the killed one left
	if left := folders(); len(left) != 1 {
		t.Errorf("beside a restore that runs: %v", left)
	}
	if err := os.WriteFile(filepath.Join(dir, "all.nq"), []byte(line), 0o644); err != nil {
		t.Fatal(err)
	}
	outputOf(t, dir, "restore", "--data", "quick.db", "all.nq")
	outputOf(t, dir, "export", "--data", "quick.db", "-o", "copy.nq")
	if left := folders(); len(left) != 1 {
		t.Errorf("others have tidied up the one that runs, or left their own: %v", left)
	}
	finish()
	if left := folders(); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
	outputOf(t, dir, "check", "--data", "slow.db")
}

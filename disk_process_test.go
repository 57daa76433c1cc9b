package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// On a disk that fills up changes are refused and say why, while questions are
// answered; with room again changes go on, and what was acknowledged is there.
func TestServerOnSmallDisk(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("needs root, to mount a small disk")
	}
	dir := t.TempDir()
	if err := exec.Command("mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", dir).Run(); err != nil {
		t.Skipf("a small disk cannot be mounted here: %v", err)
	}
	t.Cleanup(func() { exec.Command("umount", dir).Run() }) //nolint:errcheck // it is a test's
	cmd, address := server(t, dir)
	give := func(n int) asked {
		text := strings.Repeat(fmt.Sprintf("Company %d makes the chip %x. ", n, n*7919), 200)
		return askWith(t, address, ingestOne, map[string]any{"key": fmt.Sprint("full-", n), "text": text})
	}
	acknowledged, last := 0, asked{}
	for ; acknowledged < 200; acknowledged++ {
		if last = give(acknowledged); last.at("ingestArticles", "job", "state") != "DONE" {
			break
		}
	}
	if last.code() != "STORE_FULL" || last.status != 200 || acknowledged < 5 {
		t.Fatalf("after %d articles: %+v\n%s", acknowledged, last, cmd.Stderr)
	}
	for range 3 {
		if r := askWith(t, address, `{ articles { totalCount } }`, nil); r.at("articles", "totalCount") != float64(acknowledged+5) {
			t.Errorf("a question: %+v", r)
		}
		if r := give(1000); r.code() != "STORE_FULL" {
			t.Errorf("another change: %+v", r)
		}
	}
	if r := askWith(t, address, `mutation { retract(input: {key: "full-0"}) { retractedClaimCount } }`, nil); r.code() != "" {
		t.Errorf("a retraction: %+v", r)
	}
	if status, body := statusOf("http://" + address + "/readyz"); status != 200 {
		t.Errorf("/readyz: %d %s", status, body)
	}
	if err := exec.Command("mount", "-o", "remount,size=200m", dir).Run(); err != nil {
		t.Fatal(err)
	}
	if r := give(1000); r.at("ingestArticles", "job", "state") != "DONE" {
		t.Errorf("with room again: %+v", r)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
	outputOf(t, dir, "check")
}

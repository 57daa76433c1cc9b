package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// jsonRuns are runs of verbs, in an order in which each finds what it needs.
// What is refused with --json writes one form only, and says so.
var jsonRuns = []struct {
	args    string
	refused bool
}{
	{args: "load story.txt other.txt"},
	{args: "extract story.txt"},
	{args: "extract --mentions story.txt"},
	{args: "extract --propositions story.txt"},
	{args: "parse story.txt", refused: true},
	{args: "query {graph{claimCount}}"},
	{args: "export --format jsonld"},
	{args: "export", refused: true},
	{args: "schema"},
	{args: "check"},
	{args: "check --repair"},
	{args: "stats"},
	{args: "queue"},
	{args: "keep-apart Acme Nordlicht"},
	{args: "merge Berlin Nordlicht"},
	{args: "split Acme story.txt"},
	{args: "deprecate Hentzau instance_of nothing", refused: true},
	{args: "confirm story.txt#c0000000000000000", refused: true},
	{args: "decisions"},
	{args: "undo DECISION"},
	{args: "backup copy.tar"},
	{args: "restore --data restored.db copy.tar"},
	{args: "reread --dry-run"},
	{args: "compact"},
	{args: "reindex"},
	{args: "vocabulary"},
	{args: "vocabulary --kinds"},
	{args: "vocabulary mine.txt"},
	{args: "eval --gold gold"},
	{args: "key add --role read --name desk"},
	{args: "key list"},
	{args: "key remove desk"},
	{args: "demo"},
	{args: "man pages"},
	{args: "retract other.txt"},
	{args: "enqueue story.txt", refused: true}, // a folder has no queue; TestQueueOverDatabase has one
	{args: "work", refused: true},
	{args: "tasks list", refused: true},
	{args: "tasks retry story.txt", refused: true},
	{args: "tasks drop story.txt", refused: true},
	{args: "serve --addr 127.0.0.1:0"},
}

// TestEveryVerbPrintsJSON walks all verbs: with --json, what they print is JSON.
func TestEveryVerbPrintsJSON(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"story.txt": "Karl Hentzau founded Acme. Acme is headquartered in Berlin.",
		"other.txt": "Acme acquired Nordlicht in 2021.",
		"mine.txt":  "sponsored_by\n    kinds   * -> Organization | Person\n    reads   Y sponsor X\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir("gold", 0o755); err != nil {
		t.Fatal(err)
	}
	tried, decision := map[string]bool{}, ""
	for _, r := range jsonRuns {
		args := strings.Fields(strings.Replace(r.args, "DECISION", decision, 1))
		tried[verbOf(t, args)] = true
		out, errs := runJSON(args)
		values, err := jsonValues(out)
		switch {
		case r.refused && (len(values) > 0 && err != nil || errs == ""):
			t.Errorf("%s: wrote %q, said %q", r.args, out, errs)
		case !r.refused && (err != nil || len(values) == 0):
			t.Errorf("%s: no JSON: %v\n%.300s%s", r.args, err, out, errs)
		}
		if strings.HasPrefix(r.args, "keep-apart") && len(values) > 0 {
			decision, _ = values[0].(map[string]any)["curation"].(string)
		}
	}
	for _, name := range verbs((&app{}).command(), "") {
		if !tried[name] {
			t.Errorf("%s: no run with --json here", name)
		}
	}
}

// runJSON runs a verb; one that goes on ends when it has printed something.
func runJSON(args []string) (out, errs string) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var printed, told bytes.Buffer
	a := &app{in: strings.NewReader(""), out: &printed, errors: &told, cache: defaultCache, hinted: map[string]bool{}}
	if args[0] == "serve" {
		a.out = &endingWriter{&printed, cancel}
	}
	root := a.command()
	root.SetArgs(append(args, "--json", "--log-level", "error"))
	a.exitCode(root.ExecuteContext(ctx), func() string { return "" })
	return printed.String(), told.String()
}

type endingWriter struct {
	io.Writer
	end func()
}

func (w *endingWriter) Write(p []byte) (int, error) {
	defer w.end()
	return w.Writer.Write(p)
}

func jsonValues(text string) (values []any, err error) {
	for d := json.NewDecoder(strings.NewReader(text)); ; {
		var v any
		if err := d.Decode(&v); err == io.EOF {
			return values, nil
		} else if err != nil {
			return values, err
		}
		values = append(values, v)
	}
}

func verbOf(t *testing.T, args []string) string {
	cmd, _, err := (&app{}).command().Find(args)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(cmd.CommandPath(), "claimgraph ")
}

// verbs are the names of all that does something.
func verbs(cmd *cobra.Command, prefix string) (list []string) {
	for _, c := range cmd.Commands() {
		name := prefix + c.Name()
		if c.HasSubCommands() {
			list = append(list, verbs(c, name+" ")...)
		} else {
			list = append(list, name)
		}
	}
	return list
}

// TestShellsCompleteValues asks for completions as a shell does.
func TestShellsCompleteValues(t *testing.T) {
	for line, want := range map[string]string{
		"export --format ":   "nquads trig jsonld nanopub nanopub-trig graphml csv dot svg markdown",
		"key add --role ":    "read write admin",
		"stats --sync ":      "always batch none",
		"eval quan":          "",
		"stats ":             "",
		"merge ":             "",
		"stats --log-level ": "debug info warn error",
	} {
		var out, errs bytes.Buffer
		args := strings.Split(line, " ")
		if code := run(append([]string{cobra.ShellCompNoDescRequestCmd}, args...), strings.NewReader(""), &out, &errs); code != 0 {
			t.Fatal(errs.String())
		}
		got, directive, _ := strings.Cut(out.String(), ":")
		if strings.Join(strings.Fields(got), " ") != want || !strings.HasPrefix(directive, "4") {
			t.Errorf("%q: %q", line, out.String())
		}
	}
}

// TestEveryVerbHasAManualPage writes them, twice the same.
func TestEveryVerbHasAManualPage(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "0")
	dir := t.TempDir()
	root := (&app{out: io.Discard, errors: io.Discard}).command()
	for range 2 {
		if err := (&app{out: io.Discard}).man(root, dir); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range verbs(root, "") {
		if name == "man" || strings.HasSuffix(name, "help") {
			continue // hidden, and cobra's own
		}
		page, err := os.ReadFile(filepath.Join(dir, "claimgraph-"+strings.ReplaceAll(name, " ", "-")+".1"))
		if err != nil || !bytes.Contains(page, []byte("EXAMPLE")) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

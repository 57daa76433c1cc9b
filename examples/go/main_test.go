package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/Khan/genqlient/graphql"
)

// TestGenerated: generated.go is what the queries and the schema of today give.
func TestGenerated(t *testing.T) {
	generate(t, "queries.graphql", filepath.Join(t.TempDir(), "generated.go"), func(path string) {
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile("generated.go")
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Error("generated.go is not up to date: go generate")
		}
	})
}

// TestExamplesCompile: code can be generated for every example, and compiles.
func TestExamplesCompile(t *testing.T) {
	dir, err := os.MkdirTemp(".", "testdata-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	generate(t, "../operations/*.graphql", filepath.Join(dir, "generated.go"), func(string) {
		run(t, "go", "vet", "./"+dir)
	})
}

// generate runs genqlient with the configuration of this folder, but for the
// operations and the file to write.
func generate(t *testing.T, operations, to string, then func(path string)) {
	t.Helper()
	config, err := os.ReadFile("genqlient.yaml")
	if err != nil {
		t.Fatal(err)
	}
	here, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	if !filepath.IsAbs(to) {
		to = filepath.Join(here, to)
	}
	text := string(config)
	for old, by := range map[string]string{
		"schema: ../..":   "schema: " + filepath.Join(here, "..", ".."),
		"queries.graphql": filepath.Join(here, operations),
		": generated.go":  ": " + to,
	} {
		if !strings.Contains(text, old) {
			t.Fatalf("genqlient.yaml lacks %q", old)
		}
		text = strings.ReplaceAll(text, old, by)
	}
	file := filepath.Join(t.TempDir(), "genqlient.yaml")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	run(t, "go", "tool", "genqlient", file)
	then(to)
}

func run(t *testing.T, name string, args ...string) {
	t.Helper()
	if out, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
}

// TestReport prints what the bundled articles say.
func TestReport(t *testing.T) {
	client := graphql.NewClient(serve(t), nil)
	for name, want := range map[string][]string{
		"DeepSeek-V3": {
			"DeepSeek-V3 (product), 5 facts",
			"DeepSeek-V3 trained_on H800: contested\n  reported, by DeepSeek researchers in deepseek.txt, 1048 to 1250:\n    However, DeepSeek researchers recently claimed",
			"DeepSeek’s success attributed_to DeepSeek-V3: ", // seen from its object
		},
		"United States": {"United States (place), "},
	} {
		var b strings.Builder
		if err := report(t.Context(), &b, client, name); err != nil {
			t.Error(name, err)
		}
		for _, part := range want {
			if !strings.Contains(b.String(), part) {
				t.Errorf("%s: no %q in\n%s", name, part, &b)
			}
		}
	}
	for name, want := range map[string]string{"DeepSeek-V": "there is DeepSeek-V3", "xyzzy": "nothing is called xyzzy"} {
		if err := report(t.Context(), &strings.Builder{}, client, name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
}

// TestExamples asks every example that changes nothing, and has its answer.
func TestExamples(t *testing.T) {
	client := graphql.NewClient(serve(t), nil)
	files, err := filepath.Glob("../operations/*.graphql")
	if err != nil || len(files) < 20 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		query, base := read(t, file), strings.TrimSuffix(file, ".graphql")
		if bytes.Contains(query, []byte("\nmutation ")) {
			continue
		}
		variables := []byte("{}")
		if _, err := os.Stat(base + ".variables.json"); err == nil {
			variables = read(t, base+".variables.json")
		}
		var got, want struct{ Data any }
		request := &graphql.Request{Query: string(query), Variables: json.RawMessage(variables)}
		if err := client.MakeRequest(t.Context(), request, &graphql.Response{Data: &got.Data}); err != nil {
			t.Errorf("%s: %v", base, err)
			continue
		}
		if err := json.Unmarshal(read(t, base+".answer.json"), &want); err != nil {
			t.Fatal(err)
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: %v, want %v", base, got, want)
		}
	}
}

func read(t *testing.T, file string) []byte {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// serve starts $CLAIMGRAPH, or a claimgraph that is built here, with the
// bundled articles.
func serve(t *testing.T) (url string) {
	t.Helper()
	program := os.Getenv("CLAIMGRAPH")
	if program == "" {
		program = filepath.Join(t.TempDir(), "claimgraph")
		run(t, "go", "build", "-C", "../..", "-o", program, ".")
	}
	cmd := exec.Command(program, "--addr", "127.0.0.1:0", "--data", filepath.Join(t.TempDir(), "store"))
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	_, rest, found := strings.Cut(line, "http://")
	address, _, ends := strings.Cut(rest, "/")
	if err != nil || !found || !ends {
		t.Fatalf("no address in %q: %v", line, err)
	}
	return "http://" + address + "/graphql"
}

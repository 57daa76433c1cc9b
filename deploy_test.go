package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

// What the Dockerfile, the unit and the rules name is there: flags and metrics.
func TestDeploymentNamesWhatIsThere(t *testing.T) {
	flags := map[string]bool{}
	cmd := (&app{cache: defaultCache}).command()
	for _, set := range []*pflag.FlagSet{cmd.Flags(), cmd.PersistentFlags()} {
		set.VisitAll(func(f *pflag.Flag) {
			flags[environmentPrefix+strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))] = true
		})
	}
	page := fileText(t, "docs/metrics.md")
	for _, file := range []string{"Dockerfile", "deploy/claimgraph.service", "deploy/compose.yml", "deploy/workers.yml", "deploy/alerts.yml", "docs/runbook.md"} {
		text := fileText(t, file)
		for _, found := range regexp.MustCompile(`(CLAIMGRAPH_[A-Z_]+)=`).FindAllStringSubmatch(text, -1) {
			if !flags[found[1]] {
				t.Errorf("%s: %s is no flag", file, found[1])
			}
		}
		for _, name := range regexp.MustCompile(`claimgraph_[a-z]+_[a-z_]+`).FindAllString(text, -1) {
			if !strings.Contains(page, "`"+strings.TrimSuffix(name, "_bucket")+"`") {
				t.Errorf("%s: %s is no metric", file, name)
			}
		}
	}
	goVersion := regexp.MustCompile(`golang:(\d+\.\d+)\.`).FindStringSubmatch(fileText(t, "Dockerfile"))
	if goVersion == nil || !strings.Contains(fileText(t, "go.mod"), "\ngo "+goVersion[1]) {
		t.Errorf("the Dockerfile builds with another Go than go.mod says: %v", goVersion)
	}
}

func fileText(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

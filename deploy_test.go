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
	unit := fileText(t, "deploy/claimgraph.service")
	if strings.Contains(unit, "config.yml") && !strings.Contains(unit, environmentPrefix+"CONFIG=/etc/claimgraph/config.yml") {
		t.Error("the unit speaks of a file of flags that nothing reads")
	}
	for _, line := range regexp.MustCompile(`systemd-run .*`).FindAllString(unit, -1) {
		if !strings.Contains(line, "-p DynamicUser=yes -p StateDirectory=claimgraph") {
			t.Errorf("%s: does not get into the folder of a dynamic user", line)
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

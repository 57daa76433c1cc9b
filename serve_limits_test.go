package main

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"testing"

	"claimgraph/graph"

	"github.com/spf13/pflag"
)

// docs/limits.md lists every limit that is a flag, with its default, and no other.
func TestLimitsAreDocumented(t *testing.T) {
	page, err := os.ReadFile("docs/limits.md")
	if err != nil {
		t.Fatal(err)
	}
	documented := map[string]string{}
	for _, row := range regexp.MustCompile("(?m)^\\| `--([a-z-]+)` \\| ([^ ]+) \\|").FindAllSubmatch(page, -1) {
		documented[string(row[1])] = string(row[2])
	}
	cmd := (&app{cache: defaultCache}).serveCommand()
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if group := f.Annotations[groupOf]; !slices.Equal(group, []string{limitGroup}) && !slices.Equal(group, []string{rateGroup}) || f.Name == "trusted-proxy" {
			return
		}
		if documented[f.Name] != f.DefValue {
			t.Errorf("--%s: the default is %s, documented is %q", f.Name, f.DefValue, documented[f.Name])
		}
		delete(documented, f.Name)
	})
	for name := range documented {
		t.Errorf("--%s is documented and no flag", name)
	}
}

// docs/serving.md tells of every flag that says who may do what.
func TestAccessIsDocumented(t *testing.T) {
	page, err := os.ReadFile("docs/serving.md")
	if err != nil {
		t.Fatal(err)
	}
	cmd := (&app{cache: defaultCache}).serveCommand()
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if slices.Equal(f.Annotations[groupOf], []string{accessGroup}) && !regexp.MustCompile("--"+f.Name+`\b`).Match(page) {
			t.Errorf("--%s is not documented", f.Name)
		}
	})
}

// Every limit of a request can be set, and each flag sets its own.
func TestEveryLimitIsAFlag(t *testing.T) {
	var limits graph.Limits
	set := pflag.NewFlagSet("serve", pflag.ContinueOnError)
	limitFlags(set, &limits)
	set.VisitAll(func(f *pflag.Flag) {
		value := "21"
		if f.Value.Type() == "time" {
			value = "21ns"
		}
		if err := f.Value.Set(value); err != nil || f.Value.String() != value {
			t.Errorf("--%s: %s, %v", f.Name, f.Value, err)
		}
	})
	fields := reflect.ValueOf(limits)
	for i := range fields.NumField() {
		if fields.Field(i).Int() != 21 {
			t.Errorf("no flag sets %s", fields.Type().Field(i).Name)
		}
	}
}

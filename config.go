package main

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// A flag's value is the command line's, else the environment's, else the
// configuration file's, else the default. --max-article-bytes is
// CLAIMGRAPH_MAX_ARTICLE_BYTES there, and here a key of a YAML mapping, at the
// top for every verb that has the flag or under one verb's name:
//
//	data: /var/lib/claimgraph
//	serve:
//	  addr: 0.0.0.0:80
//	  host: [graph.example.org, www.example.org]

const environmentPrefix = "CLAIMGRAPH_"

// configure sets the flags that the command line leaves open.
func (a *app) configure(cmd *cobra.Command) error {
	if err := setFromEnvironment(cmd.Flags()); err != nil {
		return err
	}
	if a.config == "" {
		return nil
	}
	content, err := os.ReadFile(a.config)
	if err != nil {
		return fmt.Errorf("--config %w", err)
	}
	var settings map[string]any
	if err := yaml.Unmarshal(content, &settings); err != nil {
		return fmt.Errorf("%s: %w", a.config, err)
	}
	if err := setFromFile(cmd, settings); err != nil {
		return fmt.Errorf("%s: %w", a.config, err)
	}
	return nil
}

func setFromEnvironment(flags *pflag.FlagSet) error {
	var failure error
	flags.VisitAll(func(f *pflag.Flag) {
		name := environmentPrefix + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		value, ok := os.LookupEnv(name)
		if !ok || f.Changed || failure != nil {
			return
		}
		if err := flags.Set(f.Name, value); err != nil {
			failure = fmt.Errorf("%s=%s: %w", name, value, err)
		}
	})
	return failure
}

func setFromFile(cmd *cobra.Command, settings map[string]any) error {
	verb := cmd.Name()
	if cmd == cmd.Root() {
		verb = "serve"
	}
	own, _ := settings[verb].(map[string]any)
	for _, layer := range []map[string]any{own, settings} {
		for _, key := range slices.Sorted(maps.Keys(layer)) {
			if err := setFlag(cmd, key, layer[key]); err != nil {
				return err
			}
		}
	}
	return nil
}

// setFlag sets a flag that nothing before has set. Keys of other verbs pass,
// keys of nobody do not.
func setFlag(cmd *cobra.Command, key string, value any) error {
	f := cmd.Flags().Lookup(key)
	switch {
	case f == nil && isKnown(cmd.Root(), key):
		return nil
	case f == nil:
		return fmt.Errorf("%s: neither a flag nor a verb", key)
	case f.Changed:
		return nil
	}
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	for _, v := range list {
		if err := cmd.Flags().Set(key, fmt.Sprint(v)); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
	}
	return nil
}

func isKnown(root *cobra.Command, key string) bool {
	return slices.ContainsFunc(root.Commands(), func(verb *cobra.Command) bool {
		return verb.Name() == key || verb.Flags().Lookup(key) != nil
	})
}

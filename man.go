package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// manCommand is for those who package claimgraph. The pages are made of the
// same texts as --help; their date is SOURCE_DATE_EPOCH's where that is set.
func (a *app) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "man FOLDER",
		Short: "Write the manual pages, one for each verb",
		Long: `man writes claimgraph.1 and a page for each verb into a folder, which it makes
where there is none.`,
		Example: `  claimgraph man man1 && man ./man1/claimgraph-load.1
  SOURCE_DATE_EPOCH=0 claimgraph man /usr/local/share/man/man1`,
		Args:   cobra.ExactArgs(1),
		Hidden: true,
		RunE:   func(cmd *cobra.Command, args []string) error { return a.man(cmd.Root(), args[0]) },
	}
}

func (a *app) man(root *cobra.Command, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	root.DisableAutoGenTag = true // it would name a tool and a day
	header := doc.GenManHeader{Title: "CLAIMGRAPH", Section: "1", Source: "claimgraph", Manual: "claimgraph"}
	if err := doc.GenManTree(root, &header, dir); err != nil {
		return err
	}
	pages, err := filepath.Glob(filepath.Join(dir, "claimgraph*.1"))
	if err != nil {
		return err
	}
	if a.asJSON {
		return writeJSON(a.out, map[string]any{"folder": dir, "pages": len(pages)})
	}
	_, err = fmt.Fprintf(a.out, "%s: %s\n", dir, plural(len(pages), "manual page", "manual pages"))
	return err
}

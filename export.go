package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader"
	"claimgraph/quadstore"

	"github.com/spf13/cobra"
)

func (a *app) exportCommand() *cobra.Command {
	e := exporting{app: a}
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the graph as N-Quads or for other programs",
		Long: `export writes the ground state, catalogues and the curation: enough to rebuild all the rest.
With --derived it adds what follows from them. Quads are sorted by their bytes, so
that equal graphs are equal files; trig and jsonld have them by graph and subject.

nanopub (JSON-LD) and nanopub-trig hold each claim that counts as a nanopublication: its
assertion, where it was read, who says it, and what read it. A claim that is negated or
only possible is told as such, never as a plain triple.

graphml (Gephi, yEd, Cytoscape), csv (spreadsheets, Gephi), dot (Graphviz) and svg (a
picture, of an entity or an article) hold an edge for each fact that may be walked: what
is only negated, possible or deprecated is left out. With --entity it is what lies around
an entity, in any format, the quads with the claims that make them.

markdown is a report for people, of an entity (--entity) or an article (--article): each
fact or claim with the sentences that say so.`,
		Example: `  claimgraph export > all.nq
  claimgraph export --derived -o all.nq
  claimgraph export --article articles/story.txt --format trig
  claimgraph export --format graphml -o all.graphml
  claimgraph export --entity Nvidia --format svg -o nvidia.svg
  claimgraph export --entity Nvidia --hops 2 --format dot | dot -Tpdf > nvidia.pdf
  claimgraph export --article articles/story.txt --format nanopub-trig
  claimgraph export --entity Nvidia --format markdown > nvidia.md`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return e.run(cmd.Context()) },
	}
	e.format = kg.NQuads
	cmd.Flags().Var(&formatFlag{&e.format}, "format", "`format`: "+formatNames())
	cmd.Flags().BoolVar(&e.derived, "derived", false, "the derived state too")
	cmd.Flags().StringVar(&e.article, "article", "", "only what was read from the article with this `id` (key or IRI)")
	cmd.Flags().StringVar(&e.entity, "entity", "", "only what lies around the entity with this `name` (label, alias or IRI)")
	cmd.Flags().IntVar(&e.hops, "hops", 1, "with --entity: how many `facts` away, at most 10")
	cmd.Flags().IntVar(&e.most, "max-entities", 1000, "with --entity: how many `entities`, the nearest first, at most 5000")
	cmd.Flags().StringVarP(&e.file, "output", "o", "", "`file` to write; it appears when it is complete")
	return cmd
}

type exporting struct {
	*app
	format  kg.ExportFormat
	derived bool
	article string
	entity  string
	hops    int
	most    int
	file    string
	walked  *bar
}

// walkBar shows how much of a store was walked, unless the output fills the screen.
func (e *exporting) walkBar(db quadstore.Engine) (*bar, error) {
	if e.file == "" && terminalOf(e.out) != nil {
		return &bar{}, nil
	}
	stats, err := db.Stats()
	return newCountBar(e.errors, "exporting", "quads", int64(stats.Quads)), err
}

func (e *exporting) run(ctx context.Context) (err error) {
	if e.entity != "" && (e.article != "" || e.derived) {
		return usageError{errors.New("--entity gives what lies around an entity; leave --article and --derived out")}
	}
	if e.asJSON && e.format != kg.JSONLD && e.format != kg.Nanopub {
		return usageError{errors.New("--json: export writes JSON as --format jsonld or nanopub")}
	}
	if (e.format == kg.Markdown || e.format == kg.SVG) && e.entity == "" && e.article == "" {
		what := "a report"
		if e.format == kg.SVG {
			what = "a picture"
		}
		return usageError{fmt.Errorf("--format %s is %s of an entity or an article: name it with --entity or --article", e.format, what)}
	}
	if e.derived && !e.format.HoldsQuads() {
		return usageError{fmt.Errorf("--derived: %s holds what is derived anyway; leave it out", e.format)}
	}
	db, err := e.openToRead()
	if err != nil {
		return err
	}
	defer closing(db, &err)
	snap, err := db.Snapshot()
	if err != nil {
		return err
	}
	defer snap.Close()
	if e.walked, err = e.walkBar(db); err != nil {
		return err
	}
	defer e.walked.finish()
	if e.file == "" {
		return e.write(ctx, snap, e.out)
	}
	return writeWhole(e.file, func(w io.Writer) error { return e.write(ctx, snap, w) })
}

// formatFlag is a flag with one of the formats.
type formatFlag struct{ format *kg.ExportFormat }

func (f *formatFlag) String() string { return string(*f.format) }
func (f *formatFlag) Type() string   { return "format" }

func (f *formatFlag) Set(s string) error {
	if *f.format = kg.ExportFormat(s); *f.format != kg.Markdown && !slices.Contains(kg.ExportFormats(), *f.format) {
		return errors.New("want " + formatNames())
	}
	return nil
}

// formatNames lists the formats for people.
func formatNames() string {
	names := ""
	for _, f := range kg.ExportFormats() {
		names += string(f) + ", "
	}
	return strings.TrimSuffix(names, ", ") + " or " + string(kg.Markdown)
}

func (e *exporting) write(ctx context.Context, snap quadstore.Snapshot, w io.Writer) error {
	switch {
	case e.format == kg.Markdown:
		return e.writeReport(ctx, snap, w)
	case e.entity != "":
		return e.writeNeighborhood(ctx, snap, w)
	case e.format.HoldsNanopubs():
		return e.writeNanopubs(ctx, snap, w)
	case !e.format.HoldsQuads():
		return e.writeGraph(ctx, snap, w)
	}
	return e.writeQuads(ctx, snap, w)
}

func (e *exporting) writeQuads(ctx context.Context, snap quadstore.Snapshot, w io.Writer) error {
	quads := counted(allQuads(ctx, snap), e.walked)
	if e.article != "" {
		iri, err := loader.Find(snap, e.article)
		if err != nil {
			return fmt.Errorf("%s: %w", e.article, err)
		}
		quads = articleQuads(ctx, snap, iri)
	}
	if !e.derived {
		quads = groundQuads(snap, quads)
	}
	out := bufio.NewWriterSize(w, 1<<20)
	if e.format == kg.NQuads {
		if err := writeSorted(out, snap, quads); err != nil {
			return err
		}
	} else if err := writeDocument(out, e.format, snap, quads); err != nil {
		return err
	}
	return out.Flush()
}

// writeWhole writes a file that is there with all its content or not at all.
func writeWhole(path string, write func(io.Writer) error) (err error) {
	dir, done, err := beside(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	f, err := os.Create(filepath.Join(dir, "file"))
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		return errors.Join(err, f.Close())
	}
	if err := errors.Join(f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

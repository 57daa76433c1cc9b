package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"claimgraph/quadstore"

	"github.com/spf13/cobra"
)

func (a *app) backupCommand() *cobra.Command {
	b := backing{app: a}
	cmd := &cobra.Command{
		Use:   "backup FOLDER|FILE.tar|-",
		Short: "Write a whole copy of the store",
		Long: `backup writes the store of one moment: its quads, its load log and its indexes.
A name that ends in .tar is a file, "-" standard output, any other a new folder,
which is a store of its own: --data opens it. On one disk a folder shares with
the store what does not change; to outlive the disk, write a file on another.

A server has its store for itself: with --server it makes the backup, while it
answers and changes go on. claimgraph restore makes a store of a backup.`,
		Example: `  claimgraph backup /backups/news.tar
  claimgraph backup yesterday.db
  claimgraph backup --server http://127.0.0.1:8080 - | ssh safe 'cat > news.tar'`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return b.run(cmd.Context(), args[0]) },
	}
	b.server.flag(cmd)
	return cmd
}

// backing is one run of backup.
type backing struct {
	*app
	server client
}

func (b *backing) run(ctx context.Context, to string) (err error) {
	if b.server.given() {
		stream, err := b.server.backup(ctx)
		if err != nil {
			return err
		}
		defer stream.Close()
		bar := newBar(b.errors, "copying", -1)
		from := bar.reader(stream)
		return b.keep(to,
			func(w io.Writer) error { defer bar.finish(); _, err := io.Copy(w, from); return err },
			func(dir string) error { defer bar.finish(); return quadstore.Unpack(from, dir) })
	}
	db, err := b.openFolder()
	if err != nil {
		return err
	}
	defer closing(db, &err)
	bar := newBar(b.errors, "copying", bytesIn(b.data))
	return b.keep(to, func(w io.Writer) error { defer bar.finish(); return db.WriteBackup(ctx, bar.writer(w)) }, db.Backup)
}

// keep makes the backup in the form that its name asks for.
func (b *backing) keep(to string, write func(io.Writer) error, folder func(string) error) (err error) {
	switch {
	case to == "-":
		return write(b.out)
	case strings.HasSuffix(to, ".tar"):
		err = writeWhole(to, write)
	default:
		err = folder(to)
	}
	if err != nil {
		return err
	}
	if b.asJSON {
		return writeJSON(b.out, map[string]any{"backup": to, "bytes": bytesIn(to)})
	}
	_, err = fmt.Fprintf(b.out, "%s: %s\n", to, count(int(bytesIn(to)), "byte"))
	return err
}

// backup asks a server for a backup's stream.
func (c *client) backup(ctx context.Context) (io.ReadCloser, error) {
	response, err := c.do(ctx, func() (*http.Request, error) {
		return http.NewRequestWithContext(ctx, http.MethodPost, c.at("/backup"), http.NoBody)
	})
	if err != nil {
		return nil, fmt.Errorf("--server %w", err)
	}
	if response.StatusCode == http.StatusUnauthorized || response.StatusCode == http.StatusForbidden {
		why, err := io.ReadAll(io.LimitReader(response.Body, 1000))
		err = errors.Join(err, response.Body.Close())
		return nil, errors.Join(fmt.Errorf("--server %s: %w: %s", c.url, errKeyNeeded, bytes.TrimSpace(why)), err)
	}
	if response.StatusCode != http.StatusOK || response.Header.Get("Content-Type") != backupType {
		return nil, errors.Join(fmt.Errorf("--server %s: %s, and no backup", c.url, response.Status), response.Body.Close())
	}
	return response.Body, nil
}

const backupType = "application/x-tar"

// sendBackup answers with a backup's stream. Browsers say where a page that
// posts comes from; pages may not have it. A stream that fails is cut off.
func (s *serving) sendBackup(w http.ResponseWriter, r *http.Request, db *quadstore.DB) {
	if r.Header.Get("Origin") != "" {
		http.Error(w, "backups are for claimgraph backup --server, not for pages", http.StatusForbidden)
		return
	}
	w.Header().Set("Content-Type", backupType)
	if err := db.WriteBackup(r.Context(), w); err != nil {
		s.log.Error("backup", "error", err)
		panic(http.ErrAbortHandler)
	}
}

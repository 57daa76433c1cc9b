package postgres

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"strings"

	"claimgraph/quadstore"

	"github.com/jackc/pgx/v5"
)

// The format of the tables is the number of the last migration that was run: files
// 1.sql, 2.sql, … each lead from one format to the next, whole or not at all.
const format = 4

//go:embed migrations/*.sql
var migrations embed.FS

const (
	sqlMakeMigrations = `CREATE TABLE IF NOT EXISTS migrations (format INT NOT NULL PRIMARY KEY)`
	sqlFormat         = `SELECT coalesce(max(format), 0)::INT FROM migrations`
	sqlMigrated       = `INSERT INTO migrations (format) VALUES ($1)`
)

// migrate makes the tables, or leads them to the present format. Another process may
// be at the same: who comes second looks again.
func migrate(ctx context.Context, conn *pgx.Conn) error {
	var err error
	for range 2 * (format + 1) { // another process may win each migration
		err = migrateOnce(ctx, conn)
		if c := code(err); c != codeDuplicateTable && c != codeDuplicateObject && c != codeUnique && !passes(err) {
			break
		}
	}
	if code(err) == codeDuplicateTable {
		return fmt.Errorf("there are other tables with the names of claimgraph's: give it a database or, with ?search_path=, a schema of its own: %w", err)
	}
	if errors.Is(err, quadstore.ErrFormat) {
		return err
	}
	return classify(err)
}

func migrateOnce(ctx context.Context, conn *pgx.Conn) error {
	found := 0
	err := conn.QueryRow(ctx, sqlFormat).Scan(&found)
	switch {
	case code(err) == codeUndefinedTable:
		if _, err := conn.Exec(ctx, sqlMakeMigrations); err != nil {
			return err
		}
	case err != nil:
		return err
	}
	if found > format {
		return fmt.Errorf("%w: it is %d, this program knows up to %d", quadstore.ErrFormat, found, format)
	}
	for next := found + 1; next <= format; next++ {
		if err := runMigration(ctx, conn, next); err != nil {
			return fmt.Errorf("format %d: %w", next, err)
		}
	}
	return nil
}

func runMigration(ctx context.Context, conn *pgx.Conn, number int) error {
	tx, err := conn.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback(ctx)
	statements, err := migration(number)
	if err != nil {
		return err
	}
	for _, statement := range statements {
		if _, err := tx.Exec(ctx, statement); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(ctx, sqlMigrated, number); err != nil {
		return err
	}
	return tx.Commit(ctx)
}

// migration gives the statements of one.
func migration(number int) (statements []string, err error) {
	file, err := migrations.ReadFile(fmt.Sprintf("migrations/%d.sql", number))
	if err != nil {
		return nil, err
	}
	var lines strings.Builder
	for line := range strings.Lines(string(file)) {
		if !strings.HasPrefix(line, "--") {
			lines.WriteString(line)
		}
	}
	for statement := range strings.SplitSeq(lines.String(), ";\n") {
		if statement = strings.TrimSpace(statement); statement != "" {
			statements = append(statements, statement)
		}
	}
	return statements, nil
}

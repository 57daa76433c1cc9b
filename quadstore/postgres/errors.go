package postgres

import (
	"context"
	"errors"
	"fmt"

	"claimgraph/quadstore"

	"github.com/jackc/pgx/v5/pgconn"
)

// Codes of SQLSTATE that something is done about.
const (
	codeDuplicateTable = "42P07"
	codeUnique         = "23505"
	codeUndefinedTable = "42P01"
	codeSerialization  = "40001"
	codeDeadlock       = "40P01"
	codeLockNotHeld    = "55P03"
	codeNoSuchSchema   = "3F000"
	classOfBadPassword = "28"
	codeNoSuchDatabase = "3D000"
	codeReadOnlyServer = "25006"

	codeAdminShutdown    = "57P01"
	codeCrashShutdown    = "57P02"
	codeCannotConnectNow = "57P03"
)

// ErrAccess: the server refuses the user, or has no such database.
var ErrAccess = errors.New("the database refuses")

func code(err error) string {
	if refused, ok := errors.AsType[*pgconn.PgError](err); ok {
		return refused.Code
	}
	return ""
}

// classify gives what the server or the way to it says one of quadstore's faces.
func classify(err error) error {
	switch {
	case err == nil, errors.Is(err, quadstore.ErrIO), errors.Is(err, quadstore.ErrCorruption), errors.Is(err, quadstore.ErrClosed),
		errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	}
	switch c := code(err); {
	case c == "XX001", c == "XX002", c == codeUndefinedTable:
		return fmt.Errorf("%w: %w", quadstore.ErrCorruption, err)
	case c == codeNoSuchDatabase, c == codeNoSuchSchema, len(c) == 5 && c[:2] == classOfBadPassword:
		return fmt.Errorf("%w: %w", ErrAccess, err)
	case c == codeReadOnlyServer:
		return fmt.Errorf("%w: %w", quadstore.ErrReadOnly, err)
	}
	return fmt.Errorf("%w: %w", quadstore.ErrIO, err)
}

// passes says whether doing the same again may succeed: another transaction was
// in the way.
func passes(err error) bool {
	c := code(err)
	return c == codeSerialization || c == codeDeadlock
}

package postgres

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

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
	codeDiskFull       = "53100"
	codeTooMany        = "53300"
	codeCancelled      = "57014"
	codeShutdown       = "57P01"
	codeCrash          = "57P02"
	codeNotYet         = "57P03"
	codeSyntax         = "42601"
	codeNotSupported   = "0A000"
	codeUnknownResult  = "40003"
	classOfConnection  = "08"

	codeDuplicateObject = "42710" // also a table that another process makes just now
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
	case err == nil, errors.Is(err, quadstore.ErrIO), errors.Is(err, quadstore.ErrCorruption), errors.Is(err, quadstore.ErrClosed), errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, context.DeadlineExceeded) && !errors.As(err, new(*pgconn.ConnectError)):
		return err // of who asks; one of connecting is the server's
	}
	switch c := code(err); {
	case c == "XX001", c == "XX002", c == codeUndefinedTable:
		return fmt.Errorf("%w: %w", quadstore.ErrCorruption, err)
	case c == codeNoSuchDatabase, c == codeNoSuchSchema, len(c) == 5 && c[:2] == classOfBadPassword:
		return fmt.Errorf("%w: %w", ErrAccess, err)
	case c == codeReadOnlyServer:
		return fmt.Errorf("%w: %w", quadstore.ErrReadOnly, err)
	case c == codeDiskFull:
		return fmt.Errorf("%w: %w", quadstore.ErrFull, err)
	case c == codeCancelled:
		return fmt.Errorf("%w: %w", quadstore.ErrTimeout, err)
	case c == codeTooMany, c == codeNotYet, goes(c), c == "" && broken(err):
		return fmt.Errorf("%w: %w", quadstore.ErrUnavailable, err)
	}
	return fmt.Errorf("%w: %w", quadstore.ErrIO, err)
}

// met is classify for what a connection of the pools met. Where it was broken, the
// others most likely are, too: none that is idle is used again.
func (db *DB) met(err error) error {
	err = classify(err)
	_, notConnected := errors.AsType[*pgconn.ConnectError](err)
	if errors.Is(err, quadstore.ErrUnavailable) && !errors.Is(err, errNoAnswer) && !notConnected && code(err) != codeTooMany {
		for _, pool := range db.pools() {
			pool.Reset()
		}
	}
	return err
}

// goes says whether a code means that the server leaves, or the way to it breaks.
func goes(c string) bool {
	return c == codeShutdown || c == codeCrash || strings.HasPrefix(c, classOfConnection)
}

// broken says whether an error is one of the way to the server.
func broken(err error) bool {
	_, notConnected := errors.AsType[*pgconn.ConnectError](err)
	_, network := errors.AsType[net.Error](err)
	return notConnected || network || pgconn.SafeToRetry(err) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed)
}

// uncertain says whether a commit that met an error may have happened all the same:
// the server did not say no.
func uncertain(err error) bool {
	c := code(err)
	return c == "" || c == codeUnknownResult || goes(c)
}

// passes says whether doing the same again may succeed: another transaction was
// in the way.
func passes(err error) bool {
	c := code(err)
	return c == codeSerialization || c == codeDeadlock
}

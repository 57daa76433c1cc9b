package bench

/*
#cgo LDFLAGS: -lsqlite3
#include <sqlite3.h>
#include <stdlib.h>

static int bind(sqlite3_stmt *s, int i, const char *text, int n) {
	return sqlite3_bind_text(s, i, text, n, SQLITE_TRANSIENT);
}

// drain steps to the end and counts rows and the bytes of their first column.
static int drain(sqlite3_stmt *s, int *rows, int *bytes) {
	int rc;
	*rows = *bytes = 0;
	while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
		(*rows)++;
		sqlite3_column_text(s, 0);
		*bytes += sqlite3_column_bytes(s, 0);
	}
	sqlite3_reset(s);
	return rc;
}
*/
import "C"

import (
	"fmt"
	"unsafe"
)

// database is an open SQLite database.
type database struct{ c *C.sqlite3 }

func openSQLite(path string) (*database, error) {
	name := C.CString(path)
	defer C.free(unsafe.Pointer(name))
	db := &database{}
	if C.sqlite3_open(name, &db.c) != C.SQLITE_OK {
		return nil, db.err()
	}
	return db, nil
}

func (db *database) err() error { return fmt.Errorf("sqlite: %s", C.GoString(C.sqlite3_errmsg(db.c))) }

func (db *database) close() { C.sqlite3_close_v2(db.c) }

func (db *database) exec(sql string) error {
	text := C.CString(sql)
	defer C.free(unsafe.Pointer(text))
	if C.sqlite3_exec(db.c, text, nil, nil, nil) != C.SQLITE_OK {
		return db.err()
	}
	return nil
}

// statement is prepared once and run often.
type statement struct {
	db *database
	c  *C.sqlite3_stmt
}

func (db *database) prepare(sql string) (*statement, error) {
	text := C.CString(sql)
	defer C.free(unsafe.Pointer(text))
	s := &statement{db: db}
	if C.sqlite3_prepare_v3(db.c, text, -1, C.SQLITE_PREPARE_PERSISTENT, &s.c, nil) != C.SQLITE_OK {
		return nil, db.err()
	}
	return s, nil
}

func (s *statement) close() { C.sqlite3_finalize(s.c) }

// run binds texts and numbers and reads all rows.
func (s *statement) run(args ...any) (rows int, err error) {
	for i, a := range args {
		rc := C.int(C.SQLITE_OK)
		switch a := a.(type) {
		case int:
			rc = C.sqlite3_bind_int64(s.c, C.int(i+1), C.sqlite3_int64(a))
		case string:
			rc = C.bind(s.c, C.int(i+1), (*C.char)(unsafe.Pointer(unsafe.StringData(a))), C.int(len(a)))
		}
		if rc != C.SQLITE_OK {
			return 0, s.db.err()
		}
	}
	var n, bytes C.int
	if C.drain(s.c, &n, &bytes) != C.SQLITE_DONE {
		return 0, s.db.err()
	}
	return int(n), nil
}

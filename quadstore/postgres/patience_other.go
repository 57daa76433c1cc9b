//go:build !linux

package postgres

import "syscall"

// userTimeout is for Linux; elsewhere the system's own bound has to do.
func userTimeout(string, string, syscall.RawConn) error { return nil }

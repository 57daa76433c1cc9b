package main

import (
	"fmt"
	"strconv"

	"claimgraph/quadstore"
)

// syncFlag is --sync, a quadstore.Sync.
type syncFlag quadstore.Sync

var syncNames = [...]string{quadstore.SyncAlways: "always", quadstore.SyncBatch: "batch", quadstore.SyncNone: "none"}

func (f *syncFlag) String() string { return syncNames[*f] }
func (f *syncFlag) Type() string   { return "when" }

func (f *syncFlag) Set(s string) error {
	for i, name := range syncNames {
		if s == name {
			*f = syncFlag(i)
			return nil
		}
	}
	return fmt.Errorf("want always, batch or none")
}

// cacheFlag is --cache, in MB.
type cacheFlag int

const (
	defaultCache = 256
	mostCache    = 1 << 20
)

func (f *cacheFlag) String() string { return strconv.Itoa(int(*f)) }
func (f *cacheFlag) Type() string   { return "MB" }

func (f *cacheFlag) Set(s string) error {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > mostCache {
		return fmt.Errorf("want a whole number from 1 to %d", mostCache)
	}
	*f = cacheFlag(n)
	return nil
}

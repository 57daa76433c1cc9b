package main

import (
	"context"
	"errors"
	"net/url"
	"strings"

	"claimgraph/kg"
	"claimgraph/quadstore"
	"claimgraph/quadstore/postgres"
)

var errNoFolder = errors.New("this is for stores in a folder; a database has tools of its own")

// isDatabase says whether --data names a database instead of a folder.
func isDatabase(data string) bool {
	return strings.HasPrefix(data, "postgres://") || strings.HasPrefix(data, "postgresql://")
}

// openDatabase opens the store in a database, and makes its tables where there are
// none: a database that is there is one that somebody made for it.
func (a *app) openDatabase() (quadstore.Engine, error) {
	db, err := a.openPostgres()
	if err != nil {
		return nil, err
	}
	return db, nil
}

func (a *app) openPostgres() (*postgres.DB, error) {
	return postgres.Open(context.Background(), a.data, postgres.Options{
		NamePredicates: kg.NamePredicates(), CacheBytes: int64(a.cache) << 20, Logger: a.log, Watch: a.statements,
		Tell: postgres.Told{Predicate: kg.Type, Object: kg.ClaimClass},
	})
}

// storeName is --data as it may be shown: without a password.
func (a *app) storeName() string {
	if !isDatabase(a.data) {
		return a.data
	}
	u, err := url.Parse(a.data)
	if err != nil {
		return "the database of --data"
	}
	query := u.Query()
	if query.Has("password") {
		query.Set("password", "xxxxx")
		u.RawQuery = query.Encode()
	}
	return u.Redacted()
}

package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"claimgraph/loader"
	"claimgraph/quadstore"

	"github.com/spf13/pflag"
)

// chosen are the flags by which retract takes articles together.
type chosen struct {
	publisher     string
	after, before day
	dryRun        bool
}

func (c *chosen) flags(set *pflag.FlagSet) {
	set.StringVar(&c.publisher, "publisher", "", "all articles of the publisher with this `name`, as it is stored")
	set.Var(&c.after, "published-after", "all articles published at that date, UTC, or later")
	set.Var(&c.before, "published-before", "all articles published earlier than that date, UTC; not those without one")
	set.BoolVar(&c.dryRun, "dry-run", false, "say what would go, and leave it")
}

func (c *chosen) given() bool {
	return c.publisher != "" || !time.Time(c.after).IsZero() || !time.Time(c.before).IsZero()
}

// day is the value of a flag that takes a date, or a date and time.
type day time.Time

func (d *day) Set(s string) error {
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if t, err := time.Parse(layout, s); err == nil {
			*d = day(t.UTC())
			return nil
		}
	}
	return errors.New("want a date such as 2025-01-27, or 2025-01-27T08:00:00Z")
}

func (d *day) String() string {
	if time.Time(*d).IsZero() {
		return ""
	}
	return time.Time(*d).Format(time.RFC3339)
}

func (*day) Type() string { return "date" }

// retractChosen removes the articles to which all of the flags apply.
func (a *app) retractChosen(ctx context.Context, c *chosen) (err error) {
	db, err := a.openStore()
	if err != nil {
		return err
	}
	defer closing(db, &err)
	store := newLoaderStore(db)
	var iris []string
	for iri, err := range loader.Choose(store, loader.Chosen{Publisher: c.publisher, After: time.Time(c.after), Before: time.Time(c.before)}) {
		if err != nil {
			return err
		}
		iris = append(iris, iri)
	}
	if c.dryRun {
		return a.rehearse(db, iris)
	}
	articles, claims := 0, 0
	for gone, err := range loader.RetractArticles(ctx, store, iris) {
		if err != nil {
			return err
		}
		articles, claims = articles+1, claims+len(gone.Reading.Claims)
		if err := a.printRetraction(retraction{ID: gone.Reading.Key, IRI: gone.IRI, Claims: len(gone.Reading.Claims)}); err != nil {
			return err
		}
	}
	return a.printRetractions(articles, claims, "retracted")
}

// rehearse says what would go.
func (a *app) rehearse(db quadstore.Engine, ids []string) error {
	articles, claims := 0, 0
	var failed error
	for _, id := range ids {
		gone, err := loader.Retraction(newLoaderStore(db), id)
		switch {
		case errors.Is(err, loader.ErrUnknown):
			a.complain(err)
			failed = errReported
			continue
		case err != nil:
			return err
		}
		r := retraction{ID: id, IRI: gone.IRI, DryRun: true}
		if gone.Reading != nil {
			articles++
			r.ID, r.Claims = gone.Reading.Key, len(gone.Reading.Claims)
		}
		claims += r.Claims
		if err := a.printRetraction(r); err != nil {
			return err
		}
	}
	return errors.Join(a.printRetractions(articles, claims, "would go"), failed)
}

func (a *app) printRetractions(articles, claims int, what string) error {
	if a.asJSON {
		return nil // each has its line
	}
	_, err := fmt.Fprintf(a.out, "%s %s, with %s\n", count(articles, "article"), what, count(claims, "claim"))
	return err
}

// oneLineOf is a text without line breaks.
func oneLineOf(s string) string { return strings.Join(strings.Fields(s), " ") }

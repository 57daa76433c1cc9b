package extract

import (
	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// lifespan reads the dates in parentheses after a person's name, as
// encyclopedias and obituaries write them:
//
//	Arthur Kornberg (March 3, 1918 – October 26, 2007)   date_of_birth, date_of_death
//	Daphne Koller (born August 27, 1968 in Jerusalem)    date_of_birth, place_of_birth
//	Warren Ost (died November 6, 1997)                   date_of_death
func (d *reading) lifespan(s *sentence) {
	for _, m := range d.mentionsOf(s) {
		at := &d.Mentions[m]
		if at.Form != syntax.Name || d.kind(m) != kg.Person && d.kind(m) != kg.Other || d.entity[m] < 0 {
			continue
		}
		if from, to := s.parenthesis(at.Last + 1); from >= 0 {
			d.dates(s, m, from, to)
		}
	}
}

// parenthesis is the span of words between the parentheses that open at word i
// or right after one that holds no date ("(Chinese: …) (born …)").
func (s *sentence) parenthesis(i int) (from, to int) {
	if i >= len(s.Words) || s.Words[i].Form != "(" {
		return -1, -1
	}
	for j := i + 1; j < len(s.Words) && j < i+25; j++ {
		if s.Words[j].Form != ")" {
			continue
		}
		for k := i + 1; k < j; k++ {
			if s.Words[k].UPOS == "NUM" {
				return i + 1, j - 1
			}
		}
		return s.parenthesis(j + 1)
	}
	return -1, -1
}

// dates enters what a parenthesis says: the event that the words name, else
// birth and death where there are two dates.
func (d *reading) dates(s *sentence, name, from, to int) {
	var found []int
	for _, m := range d.mentionsOf(s) {
		if at := &d.Mentions[m]; at.Form == syntax.Date && at.First >= from && at.Last <= to && at.Value != nil && at.Value.EDTF != "" {
			found = append(found, m)
		}
	}
	events := []string{"date_of_birth", "date_of_death"}
	event := ""
	for j := from; j <= to; j++ {
		switch s.lower(j) {
		case "born", "b.":
			event = events[0]
		case "died", "d.", "death", "†":
			event = events[1]
		}
		for n, m := range found {
			if d.Mentions[m].First != j {
				continue
			}
			switch {
			case event != "":
				d.dated(s, name, m, event)
			case len(found) == 2 && d.Mentions[found[0]].Last+2 >= d.Mentions[found[1]].First:
				d.dated(s, name, m, events[n])
			}
		}
	}
	d.lifePlaces(s, name, from, to, found, event)
}

func (d *reading) dated(s *sentence, name, date int, predicate string) {
	subject, ok := d.argument(name)
	object, ok2 := d.argument(date)
	if !ok || !ok2 {
		return
	}
	d.enter(s, context{modality: kg.Asserted}, draft{
		subject: subject, object: object, predicate: d.vocabulary.Use(predicate), sure: 1, rules: []string{"lifespan"},
	})
}

// lifePlaces reads the places beside the dates: "(12 June 1871 in Charleston,
// South Carolina – 7 June 1934 in Berlin)".
func (d *reading) lifePlaces(s *sentence, name, from, to int, dates []int, event string) {
	for _, m := range d.mentionsOf(s) {
		at := &d.Mentions[m]
		if at.Form != syntax.Name || at.First < from || at.Last > to || d.kind(m) != kg.Place {
			continue
		}
		switch {
		case len(dates) == 2 && at.First > d.Mentions[dates[1]].Last && event == "":
			d.lived(s, name, m, "place_of_death")
		case event == "date_of_birth" || len(dates) == 2 && at.Last < d.Mentions[dates[1]].First && event == "":
			d.lived(s, name, m, "place_of_birth")
		}
	}
}

func (d *reading) lived(s *sentence, name, place int, predicate string) {
	subject, ok := d.argument(name)
	object, ok2 := d.argument(place)
	if ok && ok2 {
		d.enter(s, context{modality: kg.Asserted}, draft{
			subject: subject, object: object, predicate: d.vocabulary.Use(predicate), sure: 1, rules: []string{"lifespan"},
		})
	}
}

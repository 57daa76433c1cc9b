package extract

import (
	"slices"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// Claims about claims.
//
//	DeepSeek claimed that it trained V3 for $6 million. This claim has been met
//	with some skepticism.       disputes(some skepticism, each claim of DeepSeek)
//	Nvidia disputed the report. disputes(Nvidia, each claim of the report)

// stances are what a frame with a claim for argument says about it: the
// vocabulary's predicates whose range is a claim read it.
func (d *reading) about(s *sentence, f *frame, c context) {
	if f.form != verbFrame {
		return
	}
	for _, b := range d.match(s, f) {
		if !slices.Contains(b.pattern.predicate.Range, "claim") {
			continue
		}
		targets := d.claimsAt(s, b.y.word)
		subject, ok := d.argument(d.thing(s, b.x.word))
		if !ok || subject.Entity == 0 {
			continue
		}
		for _, id := range targets {
			d.enter(s, c, draft{
				subject: subject, object: d.claimArgument(s, b.y.word, id), words: f.words,
				predicate: d.vocabulary.Use(b.pattern.predicate.Name), sure: b.sure,
				rules: append([]string{b.pattern.ruleName()}, f.rules...), time: d.time(s, f),
			})
		}
	}
}

func (d *reading) claimArgument(s *sentence, word int, id string) kg.Argument {
	span := s.Words[word].Span
	if m := d.find(s, word, func(*syntax.Mention) bool { return true }); m >= 0 {
		span = d.Mentions[m].Span
	}
	return kg.Argument{Span: d.Text.Points(span), Text: d.Text.Quote(span), Claim: id}
}

// claimsAt is the claims that "this claim", "the report" refers to: those that
// the nearest sentence before attributes to someone. A report of a speaker's
// own is preferred where the word names one ("Nvidia's claim").
func (d *reading) claimsAt(s *sentence, word int) []string {
	m := d.find(s, word, func(m *syntax.Mention) bool { return m.Form == syntax.ClaimMention })
	if m < 0 {
		return nil
	}
	const reach = 4 // sentences: farther back, nobody remembers which claim
	for i := s.index - 1; i >= 0 && i >= s.index-reach; i-- {
		if ids := d.reportedIn(d.sentences[i]); len(ids) > 0 {
			return ids
		}
	}
	return nil
}

func (d *reading) reportedIn(s *sentence) []string {
	var ids []string
	at := d.Text.Points(s.Span)
	for i := range d.claims {
		if c := &d.claims[i]; c.Evidence.Span == at && c.Attribution != nil && c.Object.Claim == "" {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

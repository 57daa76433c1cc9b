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
				predicate: d.vocabulary.Use(b.pattern.predicate.Name), sure: b.sure * 0.8,
				rules: append([]string{b.pattern.ruleName()}, f.rules...), time: d.time(s, f),
			})
		}
	}
}

// aboutAll reads "Bolton claims that …, which Trump denied": "which" is no noun
// before it but what was said, the sentence's claims since from. It says whether
// the frame is of that form.
func (d *reading) aboutAll(s *sentence, f *frame, from int) bool {
	which := s.child(f.head, "obj")
	if f.form != verbFrame || which < 0 || s.lower(which) != "which" || !s.is(f.head, "acl:relcl") || d.claimNoun(s, s.parent[f.head]) {
		return false
	}
	predicate := ""
	switch {
	case d.cues.has("verb", f.lemma, "denies"):
		predicate = "denies"
	case oneOf(f.lemma, "dispute", "contest", "reject", "dismiss", "doubt"):
		predicate = "disputes"
	case oneOf(f.lemma, "confirm", "corroborate"):
		predicate = "confirms"
	default:
		return false
	}
	subject, ok := d.argument(d.thing(s, s.child(f.head, "nsubj")))
	if !ok || subject.Entity == 0 {
		return true
	}
	for _, id := range d.said(from) {
		d.enter(s, context{modality: kg.Asserted}, draft{
			subject: subject, object: d.claimArgument(s, which, id), words: f.words, predicate: d.vocabulary.Use(predicate),
			sure: openReliability * s.sure(f.head), rules: append([]string{"which-was-said"}, f.rules...), time: d.time(s, f),
		})
	}
	return true
}

// claimNoun says whether the word is one for what is said.
func (d *reading) claimNoun(s *sentence, word int) bool {
	return word >= 0 && d.cues.has("noun", s.lemma(word), "reports")
}

// said are the claims since from that are somebody's.
func (d *reading) said(from int) []string {
	var ids []string
	for i := from; i < len(d.claims); i++ {
		if c := &d.claims[i]; c.Attribution != nil && c.Object.Claim == "" {
			ids = append(ids, c.ID)
		}
	}
	return ids
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

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
//	Nvidia disputed this.       disputes(Nvidia, what was said before)
//
// What a claim says about a claim it says of each that is meant.

// stances are what a frame with a claim for argument says about it: the
// vocabulary's predicates whose range is a claim read it. It says whether any did:
// then the frame is nothing else, no dispute with a thing.
func (d *reading) about(s *sentence, f *frame, c context) (made bool) {
	if f.form == adjectiveFrame {
		return d.belies(s, f, c)
	}
	if f.form != verbFrame {
		return false
	}
	if d.cues.has("verb", f.lemma, "answers") && s.clausal(f.head) >= 0 && c.modality == kg.Reported {
		c.sources, c.modality = nil, kg.Asserted // "Reuters reported X, which Tesla denied": Reuters did not say that
	}
	if d.judges(s, f, c) {
		return true
	}
	for _, b := range d.match(s, f) {
		if !slices.Contains(b.pattern.predicate.Range, "claim") {
			continue
		}
		word, targets := d.claimsMeant(s, f, b.y.word)
		subject, ok := d.argument(d.thing(s, b.x.word))
		if !ok || subject.Entity == 0 {
			continue
		}
		for _, id := range targets {
			made = true
			d.enter(s, c, draft{
				subject: subject, object: d.claimArgument(s, word, id), words: f.words,
				predicate: d.vocabulary.Use(b.pattern.predicate.Name), sure: b.sure,
				rules: append([]string{b.pattern.ruleName()}, f.rules...), time: d.time(s, f),
			})
		}
	}
	return made
}

// judges reads "called the claims baseless", "described the report as false": who does
// so disputes what is claimed.
func (d *reading) judges(s *sentence, f *frame, c context) (made bool) {
	if !s.callsFalse(f, d.cues) {
		return false
	}
	y, _ := f.arg(objRole)
	x, acts := f.arg(subjRole)
	subject, ok := d.argument(d.thing(s, x.word))
	if !acts || !ok || subject.Entity == 0 {
		return false
	}
	word, targets := d.claimsMeant(s, f, y.word)
	for _, id := range targets {
		made = true
		d.enter(s, c, draft{
			subject: subject, object: d.claimArgument(s, word, id), words: f.words, predicate: d.vocabulary.Use("disputes"),
			sure: d.certainty(s, f, x, y), rules: append([]string{"called-false"}, f.rules...), time: d.time(s, f),
		})
	}
	return made
}

// belies reads "Lee said the report was false": Lee disputes what it claims.
func (d *reading) belies(s *sentence, f *frame, c context) (made bool) {
	x, said := f.arg(isRole)
	if !said || c.negated || !c.said() || c.modality != kg.Reported || d.cues.class("adjective", f.lemma, "false", "absurd") == "" {
		return false
	}
	by := c.sources[0]
	subject, ok := d.argument(d.thing(by.in, by.agent))
	if !ok || subject.Entity == 0 {
		return false
	}
	word, targets := d.claimsMeant(s, f, x.word)
	for _, id := range targets {
		made = true
		d.enter(s, context{modality: kg.Asserted}, draft{
			subject: subject, object: d.claimArgument(s, word, id), words: f.words, predicate: d.vocabulary.Use("disputes"),
			sure: d.certainty(s, f, x), rules: append([]string{"called-false"}, f.rules...), time: d.time(s, f),
		})
	}
	return made
}

// callsFalse says whether the verb has its object be "baseless", "a lie".
func (s *sentence) callsFalse(f *frame, cues *cues) bool {
	y, ok := f.arg(objRole)
	return ok && y.word > f.head && s.calledFalse(f.head, y.word, s.toldBehind(y.word), cues)
}

// calledFalse says whether a verb that calls or describes has its object be "baseless", "a
// lie", which the parser may have given to the clause behind the object.
func (s *sentence) calledFalse(verb, object, clause int, cues *cues) bool {
	if lemma := s.lemma(verb); !calls(lemma) && !oneOf(lemma, "describe", "characterize", "characterise") {
		return false
	}
	for c := object + 1; c < len(s.Words); c++ {
		if above := s.parent[c]; above < 0 || above != verb && above != clause || !s.is(c, "xcomp", "obl", "obj", "advcl") {
			continue
		}
		if cues.class("adjective", s.lemma(c), "false", "absurd") != "" || oneOf(s.lemma(c), "lie", "nonsense", "rubbish", "fabrication", "falsehood", "hoax") {
			return true
		}
	}
	return false
}

// aboutAll reads "Bolton claims that …, which Trump denied": "which" is no noun
// before it but what was said, the sentence's claims since from; and "…, a claim that
// Trump denied". It says whether the frame is of that form.
func (d *reading) aboutAll(s *sentence, f *frame, from int) bool {
	if f.form != verbFrame || !s.is(f.head, "acl") {
		return false
	}
	which, apposed := s.child(f.head, "obj"), d.claimNoun(s, s.parent[f.head])
	if apposed {
		which = s.parent[f.head]
	}
	if which < 0 || apposed && !(s.apposed(which) && s.finite(f.head)) || !apposed && !(s.lower(which) == "which" && s.is(f.head, "acl:relcl")) {
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
	targets := d.said(from)
	if apposed {
		targets = d.saidBefore(s, which)
	}
	for _, id := range targets {
		d.enter(s, context{modality: kg.Asserted}, draft{
			subject: subject, object: d.claimArgument(s, which, id), words: f.words, predicate: d.vocabulary.Use(predicate),
			sure: s.sure(f.head), rules: append([]string{"which-was-said"}, f.rules...), time: d.time(s, f),
		})
	}
	return true
}

// apposed says whether "a claim" stands behind a comma, for what is before it.
func (s *sentence) apposed(noun int) bool {
	first, _ := s.reachBefore(noun, noun)
	return first > 0 && s.Words[first-1].Form == "," && oneOf(s.lower(first), "a", "an")
}

// claimNoun says whether the word is one for what is said.
func (d *reading) claimNoun(s *sentence, word int) bool {
	return word >= 0 && (d.cues.has("noun", s.lemma(word), "reports") || oneOf(s.lemma(word), "charge", "suggestion"))
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

// claimsMeant are the claims that a frame's argument at a word refers to, and the
// word that refers to them.
func (d *reading) claimsMeant(s *sentence, f *frame, word int) (at int, ids []string) {
	answers := d.cues.has("verb", f.lemma, "answers")
	if which := s.clausal(f.head); which >= 0 && answers {
		return which, d.saidBefore(s, which)
	}
	switch {
	case d.claimNoun(s, word) && s.toldBehind(word) >= 0:
		return word, d.saidBelow(s, s.toldBehind(word)) // "criticised the claim that X"
	case oneOf(s.lower(word), "this", "that", "it") && s.Words[word].UPOS == "PRON":
		if !answers { // "he criticized it": some thing
			return word, nil
		}
		if ids := d.saidBefore(s, word); d.attributed(ids) {
			return word, ids // "Iran says it fired missiles; the United States denies it"
		}
		if s.index == 0 || s.NewParagraph && s.lower(word) == "it" {
			return word, nil
		}
		before := d.sentences[s.index-1]
		if ids := d.madeIn(before, true); len(ids) > 0 || s.lower(word) == "it" {
			return word, ids
		}
		return word, d.madeIn(before, false)
	case d.find(s, word, isClaim) >= 0, s.statement(word) && d.reported(s, word):
		return word, d.lastReported(s, f, word)
	}
	return word, nil
}

func isClaim(m *syntax.Mention) bool { return m.Form == syntax.ClaimMention }

// statement says whether a word is a definite noun for what someone has said: "the
// report", "these findings".
func (s *sentence) statement(i int) bool {
	det := s.child(i, "det")
	return det >= 0 && oneOf(s.lower(det), "the", "this", "that", "these", "those") && s.Words[i].UPOS == "NOUN"
}

// reported says whether the noun is one that has a clause for what it says.
func (d *reading) reported(s *sentence, i int) bool {
	return d.cues.has("noun", s.lemma(i), "reports") && s.child(i, "acl") < 0 && s.child(i, "nmod") < 0
}

// clausal is the "which" in "X, which Tesla denied" that stands for all of the
// clause before it, -1 for none: what is denied or confirmed is no thing.
func (s *sentence) clausal(verb int) int {
	if !s.is(verb, "acl:relcl", "advcl:relcl") {
		return -1
	}
	for _, c := range s.children[verb] {
		if c < verb && c > 0 && s.is(c, "obj", "nsubj:pass") && s.lower(c) == "which" && s.Words[c-1].Form == "," {
			return c
		}
	}
	return -1
}

// saidBefore are the claims of a sentence's own that stand before a word; those
// that are somebody's words where there are any.
func (d *reading) saidBefore(s *sentence, word int) (ids []string) {
	said := false
	from, to := d.Text.Points(s.Span), d.Text.Points(s.Words[word].Span).Start
	for i := range d.claims {
		c := &d.claims[i]
		if c.Evidence.Span != from || c.Object.Claim != "" || c.Predicate.End == c.Predicate.Start || c.Predicate.End > to || !stated(c) || said && c.Attribution == nil {
			continue
		}
		if c.Attribution != nil && !said {
			ids, said = nil, true
		}
		ids = append(ids, c.ID)
	}
	return ids
}

// saidBelow are the claims that a clause of the sentence makes.
func (d *reading) saidBelow(s *sentence, clause int) (ids []string) {
	first, last := s.reach(clause)
	within, sentence := d.Text.Points(s.covering(first, last)), d.Text.Points(s.Span)
	for i := range d.claims {
		if c := &d.claims[i]; c.Evidence.Span == sentence && c.Object.Claim == "" && stated(c) && c.Predicate.Start >= within.Start && c.Predicate.End <= within.End && c.Predicate.End > c.Predicate.Start {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// attributed says whether the claims are somebody's words.
func (d *reading) attributed(ids []string) bool {
	return slices.ContainsFunc(ids, func(id string) bool { return d.claims[d.place[id]].Attribution != nil })
}

// stated says whether a claim is what its clause says, and nothing that a title or
// an apposition takes for granted.
func stated(c *kg.Claim) bool {
	return !slices.ContainsFunc(c.Rules, func(r string) bool { return oneOf(r, "title", "apposition", "relational-noun", "link", "learned") })
}

// lastReported is the claims that a noun for what was said can mean, of the nearest
// sentence before that has any.
func (d *reading) lastReported(s *sentence, f *frame, noun int) []string {
	const reach = 4 // sentences: farther back, nobody remembers which claim
	x, _ := f.arg(subjRole)
	thing := d.thing(s, x.word)
	answering, _ := d.argument(thing)
	own := d.cues.has("verb", f.lemma, "retracts")
	accused := oneOf(s.lemma(noun), "accusation", "allegation", "charge") && thing >= 0 && d.named(thing)
	last := s.index - 1
	if own { // "said that X, but later retracted the statement"
		last = s.index
	}
	for i := last; i >= 0 && i >= s.index-reach; i-- {
		before := d.sentences[i]
		ids := slices.DeleteFunc(d.madeIn(before, true), func(id string) bool {
			c := &d.claims[d.place[id]]
			return !d.content(before, c) || c.Predicate.Start > d.Text.Points(s.Words[noun].Span).Start || !answerable(c, answering.Entity, accused, own)
		})
		if len(ids) > 0 {
			return ids
		}
	}
	return nil
}

// answerable says whether an entity can answer a claim: nobody disputes what he said
// himself, or takes back what another said, and an accusation is of the one who denies it,
// not of him who speaks for him.
func answerable(c *kg.Claim, by int, accused, own bool) bool {
	if himself := by != 0 && c.Attribution.Entity == by; himself != own {
		return false
	}
	return !accused || own || c.Subject.Entity == by || c.Object.Entity == by
}

// content says whether the claim is what its sentence says, or has somebody say, and
// no clause within: of "they found that the faster it ran, the more it flapped" not
// that it ran.
func (d *reading) content(s *sentence, c *kg.Claim) bool {
	for i := range s.Words {
		if d.Text.Points(s.Words[i].Span).Start != c.Predicate.Start {
			continue
		}
		for ; i >= 0; i = s.parent[i] {
			if s.is(i, "acl", "nmod", "obl", "amod", "appos") || s.is(i, "advcl") && s.finite(i) {
				return false
			}
		}
		return true
	}
	return false
}

// madeIn are the claims that a sentence states, only those of somebody where
// reported is true.
func (d *reading) madeIn(s *sentence, reported bool) []string {
	var ids []string
	at := d.Text.Points(s.Span)
	for i := range d.claims {
		if c := &d.claims[i]; c.Evidence.Span == at && c.Object.Claim == "" && (c.Attribution != nil || !reported && stated(c)) {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

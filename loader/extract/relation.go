package extract

import (
	"slices"
	"strings"

	"claimgraph/kg"
)

// Relations that are learned.
//
// Patterns read what somebody thought of writing down. Weights that were trained
// on annotated sentences read what nobody did:
//
//	Then we decided to move to Italy, Rome, where I continued my studies.
//	                             residence(we, Rome)
//	He retired as Chairman, President and CEO of Harris on December 31.
//	                             chief_executive_officer(Harris, He)
//
// Each pair of mentions in a sentence whose kinds a relation allows is described
// by features (relation_features*.go), and a relation whose weights for them
// (relation_model.go) sum to more than its threshold becomes a claim, unless the
// patterns have read it. How the article stands to it is what the clauses above
// its words say, as for every claim: whichever side of the pair is the weaker.

// learnedRule begins the rule's name of every claim that was learned.
const learnedRule = "learned: "

// A short text is told for the sake of what it tells of one thing, as
// KnowledgeNet's passages are: the thresholds were chosen on such. A report names
// many people and places in passing. In a text of more than shortText sentences
// a claim must be at least leastInReports probable.
const (
	shortText      = 8
	leastInReports = 0.5
)

// learned enters the claims that the weights find in a sentence, and takes back
// those of the patterns that they refute (relation_veto.go). from is the first of
// the sentence's claims that patterns read.
func (d *reading) learned(s *sentence, frames []frame, from int) {
	if len(d.relations.list) == 0 {
		return
	}
	told := d.toldIn(from)
	d.pairs(s, told, func(p *pair) {
		if d.watch != nil {
			d.watch(s, frames, p)
			return
		}
		sums := d.relations.sums(p.features)
		d.trace.scored(p, &sums)
		for r := range d.relations.list {
			if p.fits&(1<<r) != 0 && p.read&(1<<r) == 0 && d.convincing(r, sums[r]) {
				d.enterLearned(s, frames, p, &d.relations.list[r], sums[r])
			}
		}
		d.weigh(told, p, &sums)
	})
	d.takeBack(from, told)
}

func (d *reading) convincing(relation int, sum int32) bool {
	return sum >= d.relations.list[relation].threshold &&
		(len(d.sentences) <= shortText || d.relations.probability(sum) >= leastInReports)
}

func (d *reading) enterLearned(s *sentence, frames []frame, p *pair, r *relation, sum int32) {
	subject, ok := d.argument(p.x.mention)
	object, ok2 := d.argument(p.y.mention)
	if !ok || !ok2 || subject.Entity == 0 {
		return
	}
	if d.anothers(s, r.predicate, &subject, &object) {
		return
	}
	governor, c := d.pairContext(s, frames, p)
	if r.predicate.Name == "affiliation" && governor.form == nounFrame && oneOf(governor.lemma, unpaid...) {
		return
	}
	d.enter(s, c, draft{
		subject: subject, object: object, words: p.expressing(s, governor.head),
		predicate: kg.PredicateUse{Name: r.predicate.Name, IRI: r.predicate.IRI},
		sure:      d.relations.probability(sum), rules: []string{learnedRule + r.predicate.Name}, time: d.learnedTime(s, governor, r.predicate.Name),
		weak: s.alternative(p.x.head) || s.alternative(p.y.head),
	})
}

// anothers says whether a pattern has read in the sentence that a value is somebody else's,
// of which everybody has his own, and not the owner's: of "his wife died in 2004" the year is hers.
func (d *reading) anothers(s *sentence, p *kg.Predicate, subject, object *kg.Argument) bool {
	return p.Once && object.Value != nil && oneOf(strings.ToLower(subject.Text), "his", "her", "their") && slices.ContainsFunc(d.claims, func(c kg.Claim) bool {
		return c.Predicate.Name == p.Name && c.Object.Span == object.Span && c.Subject.Entity != subject.Entity && !strings.HasPrefix(c.Rules[0], learnedRule)
	})
}

// learnedTime is when a learned claim holds, by what joins the two. Who is whose child or
// works where is not so on the one day that a sentence dates: "married in 1944; they had two
// sons".
func (d *reading) learnedTime(s *sentence, governor *frame, relation string) kg.Interval {
	t := d.phase(s, governor, relation)
	if relation == "parent" || t.Start == t.End && oneOf(relation, "affiliation", "country_of_citizenship", "headquarters_location", "parent_organization") {
		return kg.Interval{}
	}
	return t
}

// expressing is the word that a learned claim's predicate shows: the one that
// joins the two, unless that is one of them.
func (p *pair) expressing(s *sentence, governor int) []int {
	if p.x.first <= governor && governor <= p.x.last || p.y.first <= governor && governor <= p.y.last || s.Words[governor].UPOS == "PROPN" {
		return nil
	}
	return []int{governor}
}

// pairContext is how the article stands to what joins two words, and the frame
// that joins them. Clauses below the joining word count on both sides: of "he
// denied being the head of X" it is "head" that is denied.
func (d *reading) pairContext(s *sentence, frames []frame, p *pair) (*frame, context) {
	governor := frameAt(s, frames, p.top)
	c := d.stand(s, governor)
	for _, side := range [...]int{p.x.head, p.y.head} {
		if w := lowestClause(s, side, p.top); w >= 0 && w != governor.head {
			c = weaker(c, d.stand(s, frameAt(s, frames, w)))
		}
	}
	return governor, c
}

func (d *reading) stand(s *sentence, f *frame) context {
	c := d.contextOf(s, f)
	d.quoted(s, f, &c)
	return c
}

// weaker is the context that says less; one that denies says least.
func weaker(a, b context) context {
	if a.negated {
		return a
	}
	if b.negated || slices.Index(force, b.modality) > slices.Index(force, a.modality) {
		return b
	}
	return a
}

// lowestClause is the first word above one side of a pair, up to the top, that
// says something of the others: a verb, or a noun or adjective with a copula or
// in a clause's place. -1 for none.
func lowestClause(s *sentence, word, top int) int {
	for w := word; w >= 0; w = s.parent[w] {
		if w != word && (s.verbal(w) || s.is(w, "acl", "advcl", "xcomp", "ccomp")) || s.child(w, "cop") >= 0 {
			return w
		}
		if w == top {
			break
		}
	}
	return -1
}

// frameAt is the frame that a word heads, or a bare one that stands for it.
func frameAt(s *sentence, frames []frame, word int) *frame {
	for i := range frames {
		if frames[i].head == word && !frames[i].presupposed {
			return &frames[i]
		}
	}
	if s.verbal(word) || s.child(word, "cop") >= 0 {
		return &frame{form: verbFrame, head: word, lemma: s.lemma(word), words: []int{word}}
	}
	return &frame{form: nounFrame, head: word, lemma: s.lemma(word), presupposed: true, words: []int{word}}
}

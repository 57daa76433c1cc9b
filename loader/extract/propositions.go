package extract

import (
	"math"
	"slices"
	"strings"
)

// Proposition is an open tuple of a relation and its arguments as they stand
// in the text: ("founded", "Liang Wenfeng", "DeepSeek", "in 2023"). Claims are
// read from the same frames; propositions keep the words and every argument,
// also those that no mention stands for.
type Proposition struct {
	Sentence   string
	Confidence float64
	Rel        string
	Args       []string // the first stands before the relation
	Rules      []string
}

// Propositions are an article's open tuples, in text order.
func (r *Reader) Propositions(in Input) []Proposition {
	d := newDocument(in, r.cues)
	var list []Proposition
	for _, s := range d.sentences {
		frames := r.frames(s)
		for i := range frames {
			if p, ok := d.proposition(s, &frames[i]); ok {
				list = append(list, p)
			}
		}
	}
	return list
}

// proposition spells a frame out, false where it has fewer than two arguments.
func (d *document) proposition(s *sentence, f *frame) (Proposition, bool) {
	if slices.Contains(f.rules, "relational-noun") || slices.Contains(f.rules, "event-noun") || slices.Contains(f.rules, "copula-reversed") || slices.Contains(f.rules, "title") {
		return Proposition{}, false
	}
	t := teller{document: d, sentence: s, frame: f}
	if w := s.parent[f.head]; w >= 0 && s.is(f.head, "xcomp") && t.joined(w) == f.head {
		return Proposition{}, false // told with the verb above it
	}
	rel, args := t.tell()
	if rel == "" || len(args) < 2 {
		return Proposition{}, false
	}
	return Proposition{Sentence: d.Text.Quote(s.Span), Confidence: t.confidence(), Rel: rel, Args: args, Rules: f.rules}, true
}

// teller writes one frame as a tuple.
type teller struct {
	*document
	*sentence
	frame *frame
}

func (t *teller) tell() (rel string, args []string) {
	f := t.frame
	subject := t.first()
	if subject < 0 {
		return "", nil
	}
	args = append(args, t.phrase(subject, false))
	switch {
	case f.form != verbFrame && f.presupposed:
		return "is", append(args, t.phrase(f.head, true))
	case f.form == nounFrame || f.form == adjectiveFrame:
		return t.state(args)
	case f.lemma == "be":
		return t.state(args)
	}
	return t.action(args, subject)
}

// first is the word that stands before the relation.
func (t *teller) first() int {
	roles := []string{isRole, subjRole}
	if t.frame.passive {
		roles = []string{objRole}
	}
	for _, role := range roles {
		if a, ok := t.frame.arg(role); ok {
			return a.word
		}
	}
	return -1
}

// state reads copulas: the complement without its phrases, then the phrases.
func (t *teller) state(args []string) (string, []string) {
	rel := t.words(t.verbGroup(t.frame.head, true))
	rest := t.rest(t.frame.head)
	return rel, append(append(args, t.phrase(t.frame.head, true)), rest...)
}

// action reads verbs: the object, then each phrase and clause, those after the
// verb first. An infinitive joins the verb: "attempted to popularize".
func (t *teller) action(args []string, subject int) (string, []string) {
	head := t.frame.head
	group := t.verbGroup(head, false)
	for x := t.joined(head); x >= 0; x = t.joined(x) {
		if m := t.child(x, "mark"); m >= 0 {
			group = append(group, m)
		}
		group = append(group, t.verbGroup(x, false)...)
		head = x
	}
	after, before := t.complements(head, subject)
	if head != t.frame.head {
		more, early := t.complements(t.frame.head, subject)
		after, before = append(after, more...), append(before, early...)
	}
	if a, ok := t.frame.arg(objRole); ok && !t.frame.passive && t.parent[a.word] != t.frame.head && head == t.frame.head {
		args = append(args, t.phrase(a.word, false))
	}
	if a, ok := t.frame.arg(subjRole); ok && t.frame.passive && !slices.Contains(after, a.word) && head == t.frame.head {
		args = append(args, t.phrase(a.word, true))
	}
	rel := t.words(group)
	for i, c := range append(after, before...) {
		preposition := t.preposition(c)
		switch {
		case i == 0 && len(args) == 1 && preposition != "" && t.is(c, "obl") && c > head:
			rel += " " + strings.ReplaceAll(preposition, "_", " ") // "led to", "was born in"
			args = append(args, t.phrase(c, false))
		case i == 0 && len(args) == 1 && t.is(c, "ccomp") && t.childLemma(c, "mark", "that") >= 0:
			rel += " that"
			args = append(args, strings.TrimPrefix(t.phrase(c, true), "that "))
		default:
			args = append(args, t.phrase(c, true))
		}
	}
	return rel, args
}

// joined is the infinitive that makes one relation with a verb, -1 for none.
func (t *teller) joined(i int) int {
	x := t.child(i, "xcomp")
	if x < 0 || !t.verbal(x) || !t.infinitive(x) || t.child(i, "obj", "iobj") >= 0 {
		return -1
	}
	return x
}

// complements are the arguments below a verb, after and before it.
func (t *teller) complements(head, subject int) (after, before []int) {
	for _, c := range t.children[head] {
		switch {
		case c == subject || c == t.joined(head) || !t.is(c, "obj", "iobj", "ccomp", "xcomp", "obl"):
		case c < head:
			before = append(before, c)
		default:
			after = append(after, c)
		}
	}
	return after, before
}

// rest are the phrases of a copular clause.
func (t *teller) rest(head int) []string {
	var list []string
	for _, c := range t.children[head] {
		if t.is(c, "obl") {
			list = append(list, t.phrase(c, true))
		}
	}
	return list
}

// verbGroup is the verb with what belongs to it: auxiliaries, negation,
// particles; of a copula, all but the complement.
func (t *teller) verbGroup(head int, copula bool) []int {
	var words []int
	if !copula {
		words = append(words, head)
	}
	for _, c := range t.children[head] {
		switch {
		case t.is(c, "aux", "cop", "compound:prt"):
			words = append(words, c)
		case t.is(c, "advmod") && (c < head && !copula || oneOf(t.lower(c), "not", "n't", "n’t", "never")) && len(t.children[c]) == 0 && c > t.firstWord():
			words = append(words, c)
		}
	}
	slices.Sort(words)
	return words
}

// firstWord is the subject's position: adverbs before it are not the verb's.
func (t *teller) firstWord() int {
	if c := t.child(t.frame.head, "nsubj"); c >= 0 {
		return c
	}
	return -1
}

// phrase is all below a word but clauses that only add to it; with its
// preposition where asked for.
func (t *teller) phrase(i int, preposition bool) string {
	var words []int
	t.collect(i, preposition, &words)
	slices.Sort(words)
	return t.words(trimPunctuation(t.sentence, words))
}

func (t *teller) collect(i int, preposition bool, words *[]int) {
	*words = append(*words, i)
	for _, c := range t.children[i] {
		switch {
		case t.is(c, "punct") && len(t.children[c]) == 0 && c == t.lastWord():
			continue
		case i == t.frame.head && t.is(c, "nsubj", "cop", "aux", "obl", "advcl", "parataxis", "mark", "advmod", "conj", "cc", "punct", "ccomp", "csubj", "expl"):
			continue
		case t.is(c, "acl:relcl", "parataxis", "appos", "discourse", "advcl:relcl"):
			continue
		case !preposition && t.is(c, "case") && t.Words[c].XPOS != "POS" && c < i:
			continue
		case !preposition && t.is(c, "case") && c > i && t.is(i, "nmod:poss"):
			continue
		case t.is(c, "mark") && t.is(i, "acl"):
		case t.is(c, "conj") && t.verbal(c) && t.child(c, "nsubj") >= 0:
			continue
		}
		t.collect(c, true, words)
	}
}

func (t *teller) lastWord() int { return len(t.Words) - 1 }

func trimPunctuation(s *sentence, words []int) []int {
	for len(words) > 0 && (s.Words[words[len(words)-1]].UPOS == "PUNCT" && !oneOf(s.Words[words[len(words)-1]].Form, ")", "”", "''") || s.is(words[len(words)-1], "cc")) {
		words = words[:len(words)-1]
	}
	for len(words) > 0 && (s.Words[words[0]].UPOS == "PUNCT" && oneOf(s.Words[words[0]].Form, ",", ";", ":", "-", "–", "—") || s.is(words[0], "cc")) {
		words = words[1:]
	}
	return words
}

func (t *teller) words(list []int) string {
	forms := make([]string, len(list))
	for i, w := range list {
		forms[i] = t.Words[w].Form
	}
	return strings.Join(forms, " ")
}

func (t *teller) confidence() float64 {
	sure := 0.9
	for _, a := range t.frame.args {
		sure *= 0.5 + 0.5*a.sure
		for _, w := range a.arcs {
			sure *= 0.5 + 0.5*t.sure(w)
		}
	}
	if t.frame.presupposed {
		sure *= 0.8
	}
	return max(math.Round(sure*t.sure(t.frame.head)*10000)/10000, 0.0001)
}

package extract

import (
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// What the weights see of a pair. A feature is a hash of what it says: no strings
// are built. Words stand by lemma; each feature is of one template, whose
// number is hashed in, so that the same word between and before is not one
// feature.

// wordHashes are the hashes of a sentence's words, made once for all of its pairs.
type wordHashes struct{ lemma, rel, tag, sort []uint32 }

func hashWords(s *sentence) wordHashes {
	n := len(s.Words)
	all := make([]uint32, 4*n)
	h := wordHashes{all[:n:n], all[n : 2*n : 2*n], all[2*n : 3*n : 3*n], all[3*n:]}
	for i := range s.Words {
		w := &s.Words[i]
		h.lemma[i], h.rel[i], h.tag[i] = hashString(s.lemma(i)), hashString(w.Rel), hashString(w.UPOS)
		if w.UPOS == "PROPN" || w.UPOS == "NUM" { // names and numbers are none that a rule could speak of
			h.lemma[i], h.sort[i] = h.tag[i], 1
		}
	}
	return h
}

// sort is the lexicon's letter for a noun, looked up when it is first asked for.
func (b *describer) sort(i int) uint32 {
	if b.words.sort[i] == 0 && b.s.Words[i].UPOS == "NOUN" {
		sort, _ := lexicon.Noun(b.s.lemma(i))
		b.words.sort[i] = uint32(sort)
	}
	return b.words.sort[i]
}

// hashString is FNV-1a.
func hashString(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// mix makes one hash of two, in order.
func mix(a, b uint32) uint32 {
	h := (a ^ b*0x9e3779b1) * 0x85ebca6b
	return h ^ h>>15
}

// template numbers a kind of feature.
type template uint32

const (
	kindsFeature template = iota + 1
	formsFeature
	orderFeature
	distanceFeature
	pathFeature
	shapeFeature
	pathWordFeature
	topFeature
	topChildFeature
	sideFeature
	betweenFeature
	betweenPairFeature
	betweenAllFeature
	beforeFeature
	afterFeature
	insideFeature
	knownFeature
	nameFeature
	amongFeature
	sortFeature
	nearFeature
	toldFeature
	toldRuleFeature
	sureFeature
	rankFeature
	verbFeature
	gapFeature
	describedFeature
	sentenceFeature
)

// describer writes down one pair's features.
type describer struct {
	*document
	s     *sentence
	words wordHashes
	p     *pair
	order uint32 // 1 where the subject stands first
	list  []uint32
}

func (b *describer) add(t template, values ...uint32) {
	h := uint32(t) * 0xc2b2ae35
	for _, v := range values {
		h = mix(h, v)
	}
	b.list = append(b.list, h)
}

// ordered adds a feature that knows which of the two stands first.
func (b *describer) ordered(t template, values ...uint32) {
	h := mix(uint32(t)*0xc2b2ae35, b.order+7)
	for _, v := range values {
		h = mix(h, v)
	}
	b.list = append(b.list, h)
}

// describe writes a pair's features into a buffer that the next pair overwrites.
func (d *reading) describe(s *sentence, words wordHashes, ends []end, p *pair, told []told) []uint32 {
	b := &describer{document: d.document, s: s, words: words, p: p, list: d.features[:0]}
	if p.x.first < p.y.first {
		b.order = 1
	}
	b.kinds()
	b.path()
	b.between()
	b.around()
	b.names()
	b.others(ends)
	b.sentence()
	for i := range told {
		if t := &told[i]; t.about(p.x, p.y) {
			b.add(toldFeature, t.predicate, 1)
			b.add(toldRuleFeature, t.rule, 1)
		} else if t.about(p.y, p.x) {
			b.add(toldFeature, t.predicate, 2)
		} else if t.subject >= 0 && t.subject == p.x.entity {
			b.add(toldFeature, t.predicate, 3)
		}
	}
	d.features = b.list
	return b.list
}

// kinds says what the two are.
func (b *describer) kinds() {
	x, y := b.p.x, b.p.y
	kinds := mix(hashString(string(x.kind)), hashString(string(y.kind)))
	forms := uint32(x.form)*8 + uint32(y.form)
	b.add(kindsFeature, kinds)
	b.ordered(formsFeature, forms)
	b.ordered(orderFeature, kinds, forms)
	b.add(distanceFeature, bucket(gap(x, y)))
	b.ordered(distanceFeature, bucket(gap(x, y)), kinds)
	if x.form == syntax.Pronoun {
		b.add(formsFeature, hashString(b.s.lower(x.head)), 1)
	}
	if y.form == syntax.Pronoun {
		b.add(formsFeature, hashString(b.s.lower(y.head)), 2)
	}
}

// gap is the number of words between two mentions.
func gap(x, y *end) int { return max(0, y.first-x.last-1, x.first-y.last-1) }

func bucket(n int) uint32 {
	switch {
	case n < 5:
		return uint32(n)
	case n < 8:
		return 5
	case n < 13:
		return 6
	case n < 21:
		return 7
	}
	return 8
}

// longestPath bounds the words of a path whose shape is worth remembering.
const longestPath = 7

// path describes the way from one to the other through the tree.
func (b *describer) path() {
	s, top := b.s, b.p.top
	full, shape, plain, length := uint32(1), uint32(1), uint32(1), 0
	sure := 1.0
	for side, from := range [...]int{b.p.x.head, b.p.y.head} {
		role := uint32(side + 1)
		full, shape, plain = mix(full, role), mix(shape, role), mix(plain, role)
		below := uint32(0)
		for w := from; w != top && w >= 0; w = s.parent[w] {
			above := s.parent[w]
			full, shape = mix(mix(full, b.words.rel[w]), b.preposition(w)), mix(shape, b.words.rel[w])
			if !s.is(w, "conj", "appos", "list", "flat", "dep") { // "born in Ohio and raised in Utah"
				plain = mix(mix(plain, b.words.rel[w]), b.preposition(w))
				if above >= 0 {
					plain = mix(plain, b.words.lemma[above])
				}
			}
			if above >= 0 && above != top {
				full = mix(full, b.words.lemma[above])
			}
			if above >= 0 {
				b.add(pathWordFeature, role, b.words.lemma[above], b.words.rel[w])
				b.add(pathWordFeature, role, b.words.lemma[above], b.preposition(w), below)
				b.add(sortFeature, role, b.sort(above), b.words.rel[w])
			}
			below = b.words.rel[w]
			length++
			sure *= s.sure(w)
		}
		b.sides(side, from)
	}
	b.ordered(distanceFeature, 99, uint32(min(length, 10)))
	b.add(sureFeature, uint32(sure*5))
	if length <= longestPath {
		b.add(pathFeature, full, b.words.lemma[top])
		b.add(pathFeature, full, b.words.tag[top])
		b.add(shapeFeature, shape, b.words.tag[top])
		b.add(shapeFeature, shape, b.sort(top))
		b.ordered(shapeFeature, shape, 3)
		b.add(pathFeature, plain, 4)
	}
	b.top(top)
}

// top describes the word where the two sides meet, and what hangs on it.
func (b *describer) top(top int) {
	b.add(topFeature, b.words.lemma[top])
	x, y := b.step(b.p.x.head), b.step(b.p.y.head)
	b.add(topFeature, b.words.lemma[top], x, y)
	b.add(topFeature, b.words.lemma[top], b.preposition(b.p.y.head), 2)
	b.add(topFeature, b.words.lemma[top], b.preposition(b.p.x.head), 3)
	for _, c := range b.s.children[top] {
		if c == b.p.x.head || c == b.p.y.head || b.s.Words[c].UPOS == "PUNCT" {
			continue
		}
		b.add(topChildFeature, b.words.rel[c], b.words.lemma[c])
	}
}

// step is the relation of the last word below the top on the way from a word.
func (b *describer) step(w int) uint32 {
	for w != b.p.top && w >= 0 {
		if b.s.parent[w] == b.p.top {
			return b.words.rel[w]
		}
		w = b.s.parent[w]
	}
	return 0
}

// sides describes the place of one of the two.
func (b *describer) sides(side, w int) {
	role := uint32(side + 1)
	b.add(sideFeature, role, b.words.rel[w])
	b.add(sideFeature, role, b.words.rel[w], b.preposition(w))
	if above := b.s.parent[w]; above >= 0 {
		b.add(sideFeature, role, b.words.rel[w], b.words.lemma[above], 1)
		if next := b.s.parent[above]; next >= 0 {
			b.add(sideFeature, role, b.words.lemma[above], b.words.lemma[next], 2)
		}
	}
}

func (b *describer) preposition(w int) uint32 {
	for _, c := range b.s.children[w] {
		if b.s.Words[c].Rel == "case" {
			return b.words.lemma[c]
		}
	}
	return 0
}

// longestBetween bounds the words between two mentions that are looked at.
const longestBetween = 12

// between describes the words between the two.
func (b *describer) between() {
	first, last := b.p.x, b.p.y
	if b.order == 0 {
		first, last = last, first
	}
	from, to := first.last+1, last.first
	all := uint32(5)
	for i := from; i < to; i++ {
		all = mix(all, b.words.lemma[i])
		if i-from >= longestBetween/2 && to-i > longestBetween/2 {
			continue
		}
		b.ordered(betweenFeature, b.words.lemma[i])
		if i+1 < to {
			b.ordered(betweenPairFeature, b.words.lemma[i], b.words.lemma[i+1])
		}
		if b.s.Words[i].UPOS == "VERB" {
			b.ordered(verbFeature, b.words.lemma[i])
		}
	}
	if to-from <= 5 {
		b.ordered(betweenAllFeature, all)
	}
	if from < to {
		b.ordered(gapFeature, 1, b.words.lemma[from])
		b.ordered(gapFeature, 2, b.words.lemma[to-1])
	}
}

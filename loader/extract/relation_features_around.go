package extract

import "claimgraph/loader/syntax"

// What the weights see of a pair beside the way from one to the other: the words
// before and after the two, what they are called, what else the sentence speaks
// of, and where they stand among its other mentions.

// around describes the words before and after each of the two.
func (b *describer) around() {
	for side, e := range [...]*end{b.p.x, b.p.y} {
		role := uint32(side + 1)
		one, two := b.lemmaAt(e.first-1), b.lemmaAt(e.first-2)
		b.add(beforeFeature, role, one)
		b.add(beforeFeature, role, one, two)
		one, two = b.lemmaAt(e.last+1), b.lemmaAt(e.last+2)
		b.add(afterFeature, role, one)
		b.add(afterFeature, role, one, two)
		for i := max(0, e.first-4); i < min(len(b.s.Words), e.last+5); i++ {
			if (i < e.first || i > e.last) && (b.s.Words[i].UPOS == "NOUN" || b.s.Words[i].UPOS == "VERB") {
				b.add(nearFeature, role, b.words.lemma[i])
			}
		}
	}
}

func (b *describer) lemmaAt(i int) uint32 {
	if i < 0 || i >= len(b.words.lemma) {
		return 3
	}
	return b.words.lemma[i]
}

// names describes what the two are called.
func (b *describer) names() {
	for side, e := range [...]*end{b.p.x, b.p.y} {
		role := uint32(side + 1)
		b.add(knownFeature, role, uint32(e.known))
		if e.form != syntax.Name && e.form != syntax.Nominal {
			continue
		}
		for i := e.first; i <= e.last; i++ {
			b.add(nameFeature, role, hashString(b.s.lower(i)))
		}
		b.add(nameFeature, role, uint32(min(e.last-e.first, 4)), 9)
	}
	b.add(knownFeature, 3, uint32(b.p.x.known), uint32(b.p.y.known))
	b.described(1, b.p.x)
	b.described(2, b.p.y)
}

// mostDescriptions bounds the descriptions of a thing that a pair looks at.
const mostDescriptions = 3

// described tells what the article calls a thing beside its name: "politician"
// of "Ann Lee is a politician".
func (b *describer) described(role uint32, e *end) {
	if e.entity < 0 {
		return
	}
	n := 0
	for _, m := range b.Entities[e.entity].Mentions {
		at := &b.Mentions[m]
		if at.Form != syntax.Nominal || n == mostDescriptions {
			continue
		}
		n++
		b.add(describedFeature, role, hashString(b.Trees[at.Tree].Words[at.Head].Lemma))
	}
}

// sentence tells what else is spoken of: "with his parents" beside "born".
func (b *describer) sentence() {
	for i := range b.s.Words {
		if u := b.s.Words[i].UPOS; u == "VERB" || u == "NOUN" {
			b.add(sentenceFeature, b.words.lemma[i])
		}
	}
}

// others describes where the two stand among the sentence's mentions.
func (b *describer) others(ends []end) {
	first, last := min(b.p.x.first, b.p.y.first), max(b.p.x.last, b.p.y.last)
	var like [2]int // of the kinds of each, between them
	rank := [2]int{}
	for i := range ends {
		e := &ends[i]
		for side, own := range [...]*end{b.p.x, b.p.y} {
			if e.kind != own.kind || e == b.p.x || e == b.p.y {
				continue
			}
			if e.first > first && e.last < last {
				like[side]++
			}
			if e.first < own.first {
				rank[side]++
			}
		}
	}
	b.ordered(amongFeature, 1, uint32(min(like[0], 3)))
	b.ordered(amongFeature, 2, uint32(min(like[1], 3)))
	b.add(rankFeature, 1, uint32(min(rank[0], 3)))
	b.add(rankFeature, 2, uint32(min(rank[1], 3)))
	if b.p.x.entity == 0 { // what the article begins with, often what it is about
		b.add(rankFeature, 3)
	}
	if b.p.y.entity == 0 {
		b.add(rankFeature, 4)
	}
	depth := uint32(0)
	for i := first; i < last; i++ {
		switch b.s.Words[i].Form {
		case "(":
			depth |= 1
		case ")":
			depth |= 2
		case ";":
			depth |= 4
		}
	}
	b.ordered(insideFeature, depth)
}

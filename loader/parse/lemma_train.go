package parse

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf8"
)

// LemmaExample is one word of a treebank.
type LemmaExample struct{ Form, UPOS, XPOS, Lemma string }

// TrainLemmas makes a model file. For every set of tags it counts which script
// the words with each ending take, and keeps an ending where its majority
// differs from that of the next shorter ending kept. An ending counts each
// word once, so that it speaks for words not seen yet; a whole word counts
// its occurrences.
func TrainLemmas(examples []LemmaExample) []byte {
	t := lemmaTrainer{scripts: map[lemmaScript]uint16{}, nodes: map[uint32]*lemmaNode{}, seen: map[lemmaType]bool{}}
	for _, e := range examples {
		t.count(e)
	}
	return t.file()
}

// lemmaTrainer counts.
type lemmaTrainer struct {
	scripts map[lemmaScript]uint16
	list    []lemmaScript
	nodes   map[uint32]*lemmaNode
	order   []*lemmaNode // as first met: shorter endings before longer ones
	seen    map[lemmaType]bool
}

// lemmaType is a word counted once for its endings.
type lemmaType struct {
	tags  uint32
	lower string
	value uint16
}

// lemmaNode is an ending under some tags.
type lemmaNode struct {
	hash, parent uint32
	depth        int
	whole        bool
	counts       map[uint16]int
	total        int
}

func (t *lemmaTrainer) count(e LemmaExample) {
	if e.Lemma == "" || e.Form == "" {
		return
	}
	lower := string(appendLower(nil, e.Form))
	script, letters := deriveScript(e.Form, lower, e.Lemma)
	value := t.number(script)
	for _, xpos := range [...]string{e.XPOS, ""} {
		t.add(tagsHash(stepEnding, e.UPOS, xpos, 0), lower, value)
		t.add(tagsHash(stepCase, e.UPOS, xpos, shapeOf(e.Form)), lower, letters)
	}
}

func (t *lemmaTrainer) number(s lemmaScript) uint16 {
	n, ok := t.scripts[s]
	if !ok {
		n = uint16(len(t.list))
		t.scripts[s] = n
		t.list = append(t.list, s)
	}
	return n
}

// add counts a word under all its endings.
func (t *lemmaTrainer) add(tags uint32, lower string, value uint16) {
	once := 0
	if key := (lemmaType{tags, lower, value}); !t.seen[key] {
		t.seen[key], once = true, 1
	}
	h, parent := tags, uint32(0)
	for i := len(lower); ; i-- {
		t.node(h, parent, len(lower)-i, false).add(value, once)
		if i == 0 || len(lower)-i == maxEnding {
			break
		}
		parent, h = h, hashByte(h, lower[i-1])
	}
	if len(lower) <= maxEnding {
		t.node(hashByte(h, 0), h, len(lower)+1, true).add(value, 1)
	}
}

func (t *lemmaTrainer) node(hash, parent uint32, depth int, whole bool) *lemmaNode {
	n := t.nodes[hash]
	if n == nil {
		n = &lemmaNode{hash: hash, parent: parent, depth: depth, whole: whole, counts: map[uint16]int{}}
		t.nodes[hash] = n
		t.order = append(t.order, n)
	}
	return n
}

func (n *lemmaNode) add(value uint16, by int) {
	n.counts[value] += by
	n.total += by
}

// majority is the most frequent value, the smaller one of equals.
func (n *lemmaNode) majority() (value uint16, count int) {
	for v, c := range n.counts {
		if c > count || c == count && v < value {
			value, count = v, c
		}
	}
	return value, count
}

// file keeps what is needed of the nodes and writes it down.
func (t *lemmaTrainer) file() []byte {
	slices.SortStableFunc(t.order, func(a, b *lemmaNode) int { return cmp.Compare(a.depth, b.depth) })
	decided := map[uint32]uint16{} // what is read at a node, kept there or not
	var kept []*lemmaNode
	for _, n := range t.order {
		inherited, below := decided[n.parent]
		value, count := n.majority()
		if below && (value == inherited || !n.tells(count, inherited)) {
			decided[n.hash] = inherited
			continue
		}
		decided[n.hash] = value
		kept = append(kept, n)
	}
	slices.SortFunc(kept, func(a, b *lemmaNode) int { return cmp.Compare(a.hash, b.hash) })
	return t.write(kept, decided)
}

// tells says whether a node with another majority than inherited is worth an
// entry: an ending wants two words and a clear majority, a whole word is
// believed where it outnumbers the rule.
func (n *lemmaNode) tells(count int, inherited uint16) bool {
	if n.whole {
		return count > n.counts[inherited]
	}
	return count >= 2 && count*3 > n.total*2
}

func (t *lemmaTrainer) write(kept []*lemmaNode, values map[uint32]uint16) []byte {
	var b bytes.Buffer
	b.WriteString(lemmaMagic)
	put := func(v any) { binary.Write(&b, binary.LittleEndian, v) }
	put(uint32(len(t.list)))
	for _, s := range t.list {
		b.WriteByte(s.cut)
		b.WriteByte(byte(len(s.ending)))
		b.WriteString(s.ending)
	}
	put(uint32(len(kept)))
	for _, n := range kept {
		put(n.hash)
	}
	for _, n := range kept {
		put(values[n.hash])
	}
	return b.Bytes()
}

// deriveScript finds the script that makes the lemma of the form, and what
// becomes of the form's capitals.
func deriveScript(form, lower, lemma string) (lemmaScript, uint16) {
	straight := strings.NewReplacer("’", "'", "‘", "'").Replace
	form, lemma = straight(form), straight(lemma)
	base, letters := form, uint16(kept)
	if low := strings.ToLower(lemma); low != lemma && (form == lower || commonPrefix(form, lemma) == 0) {
		base, lemma, letters = lower, low, raised // mexico, Me
	} else if commonPrefix(form, lemma) < commonPrefix(lower, lemma) {
		base, letters = lower, lowered
	}
	n := commonPrefix(base, lemma)
	cut := utf8.RuneCountInString(base[n:])
	if n == 0 || cut >= cutAll || len(lemma)-n > 255 {
		cut, n = cutAll, 0
	}
	if len(lemma)-n > 255 {
		return lemmaScript{}, letters
	}
	return lemmaScript{byte(cut), lemma[n:]}, letters
}

// commonPrefix is the length in bytes of the runes that a and b begin with.
func commonPrefix(a, b string) int {
	for i, r := range a {
		if other, _ := utf8.DecodeRuneInString(b[min(i, len(b)):]); i >= len(b) || other != r {
			return i
		}
	}
	return len(a)
}

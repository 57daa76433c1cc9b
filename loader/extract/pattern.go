package extract

import (
	"fmt"
	"slices"
	"strings"

	"claimgraph/kg"
)

// A pattern is one "reads" line of the vocabulary: how English says a relation.
// It is written as the shortest active sentence that says it, with X for the
// claim's subject and Y for its object:
//
//	X acquire Y                  and so "Y was acquired by X", "X, which acquired
//	                             Y", "X agreed to acquire Y", "X's acquisition of Y"
//	X invest Z in Y              Z is kept as a qualifier
//	X sign|reach deal with Y     lower-case words stand for themselves; '|' offers
//	                             several
//	_ train X on|using Y         '_' is anything or nothing
//	X be founded in Y            a participle, adjective or noun that X is, has
//	Y be founder of X            been or is called: "founder Y", "Y, founder of X",
//	                             "X's founder Y", "X founder Y"
//	X be * at Y                  '*' is any word
//	X 's Y   X in Y   Y X        two things that only a possessive, a preposition
//	                             or nothing joins: both kinds must then be known
//	                             and fit, and X must be named
//
// Verbs and nouns are lemmas, a verb with its particle is one word (take_over),
// prepositions are as spelled. After the predicate come the object, then
// prepositions with what they govern, in any order in the text. A slot may
// narrow its kinds: X:Person, Y:Organization|Group (state is a country,
// nation a country or its demonym, party a political group, faction
// any name of a group or organization that is no nation, money an amount of a
// currency, length one of metres or miles), or its words: Y=president|minister.
// After "be", Y may be the noun itself: "X be Y:nation", "X be Y=president".
// "Z=word" is a word that must be there, to which a later preposition may belong,
// an owner as "of": "Z=revenue rise of X to Y" reads "Apple's revenue rose to $90
// billion", "Z=population be Y of X" "the population of Leeds is 800,000", and
// "_ be deal of X with Y" "Apple's deal with IBM".
// "mod" stands for an adjective or name before the noun and "measure" for a
// date or amount without preposition, as if they were prepositions:
//
//	X:Person be * mod Y:nation   "Ann is an American actor"
//	X be born on|measure Y       "born May 5, 1950"
type pattern struct {
	predicate *kg.Predicate
	source    string // as written
	form      patternForm
	keys      []string // lemmas or forms of the predicate's word
	slots     []slot
}

type patternForm uint8

const (
	verbPattern  patternForm = iota // X acquire Y
	statePattern                    // X be founded in Y
	linkPattern                     // X 's Y
)

// slot is one argument of a pattern.
type slot struct {
	roles []string // any of them
	fill  string   // "X", "Y", "Z", "_" or "" for words
	words []string // that must stand there
	kinds []string // that the filler must have, nil for the predicate's own
}

// prepositions are the words that patterns take for such.
var prepositions = strings.Fields("about above across after against along among around as at before behind below beside between beyond by despite during for from in inside into like near of off on onto outside over per since through throughout to toward towards under until upon using via with within without than worth mod measure")

// compilePattern reads a "reads" line.
func compilePattern(p *kg.Predicate, line string) (*pattern, error) {
	words := strings.Fields(line)
	c := &pattern{predicate: p, source: line}
	if len(words) < 2 || !isSlot(words[0]) {
		return nil, fmt.Errorf("reads %s: want a slot (X, Y, Z or _) and what follows it", line)
	}
	first := readSlot(words[0])
	rest := words[1:]
	switch {
	case rest[0] == "'s" || rest[0] == ",":
		c.form, c.keys, rest = linkPattern, []string{rest[0]}, rest[1:]
	case isSlot(rest[0]):
		c.form, c.keys = linkPattern, []string{"mod"}
	case isPreposition(rest[0]):
		c.form, c.keys, rest = linkPattern, strings.Split(rest[0], "|"), rest[1:]
	case rest[0] == "be" && len(rest) > 1 && isSlot(rest[1]):
		c.form, c.keys = statePattern, []string{"*"}
		first.roles = []string{isRole}
		self := readSlot(rest[1])
		if self.roles = []string{selfRole}; self.words != nil {
			c.keys, self.words = self.words, nil
		}
		c.slots = []slot{first, self}
		if err := c.arguments(rest[2:]); err != nil {
			return nil, fmt.Errorf("reads %s: %w", line, err)
		}
		return c, c.check()
	case rest[0] == "be" && len(rest) > 1 && !isPreposition(rest[1]):
		c.form, c.keys, rest = statePattern, strings.Split(rest[1], "|"), rest[2:]
		first.roles = []string{isRole}
	default:
		c.form, c.keys, rest = verbPattern, strings.Split(rest[0], "|"), rest[1:]
		first.roles = []string{subjRole}
	}
	c.slots = []slot{first}
	if err := c.arguments(rest); err != nil {
		return nil, fmt.Errorf("reads %s: %w", line, err)
	}
	return c, c.check()
}

// arguments reads what stands after the predicate.
func (c *pattern) arguments(words []string) error {
	roles := []string{objRole, measureRole}
	for _, w := range words {
		if isPreposition(w) {
			roles = strings.Split(w, "|")
			continue
		}
		if last := len(c.slots) - 1; roles == nil && last == 1 && slices.Contains(c.slots[last].roles, objRole) {
			c.slots[last].roles = []string{iobjRole, objRole} // "award X Y"
			roles = []string{objRole, measureRole}
		}
		if roles == nil {
			return fmt.Errorf("%q has no preposition before it", w)
		}
		s := readSlot(w)
		s.roles, roles = roles, nil
		c.slots = append(c.slots, s)
	}
	if roles != nil && len(words) > 0 && isPreposition(words[len(words)-1]) {
		return fmt.Errorf("%q has nothing after it", words[len(words)-1])
	}
	return nil
}

// narrower are the kinds by which a slot may narrow further than a vocabulary's
// entry: by what is known of names, and by what an amount is counted in.
var narrower = []string{"state", "nation", "party", "faction", "money", "length"}

func (c *pattern) check() error {
	fills := map[string]int{}
	for _, s := range c.slots {
		fills[s.fill]++
		if c.form == linkPattern && s.words != nil {
			return fmt.Errorf("reads %s: words (=) need a verb or noun between the slots", c.source)
		}
		for _, k := range s.kinds {
			if !isEntityKind(k) && !oneOf(k, narrower...) && !oneOf(k, "quantity", "time") {
				return fmt.Errorf("reads %s: %q is no kind that a slot can have", c.source, k)
			}
		}
	}
	if fills["X"] != 1 || fills["Y"] != 1 {
		return fmt.Errorf("reads %s: want X once and Y once", c.source)
	}
	if c.form == linkPattern && len(c.slots) != 2 {
		return fmt.Errorf("reads %s: want two slots and what joins them", c.source)
	}
	return nil
}

func isSlot(w string) bool {
	name := w
	if i := strings.IndexAny(w, ":="); i >= 0 {
		name = w[:i]
	}
	return oneOf(name, "X", "Y", "Z", "_")
}

func isPreposition(w string) bool {
	for p := range strings.SplitSeq(w, "|") {
		if !oneOf(p, prepositions...) && !strings.HasSuffix(p, "_of") && !strings.HasSuffix(p, "_to") {
			return false
		}
	}
	return true
}

func readSlot(w string) slot {
	if !isSlot(w) {
		return slot{words: strings.Split(w, "|")}
	}
	if name, words, ok := strings.Cut(w, "="); ok {
		return slot{fill: name, words: strings.Split(words, "|")}
	}
	name, kinds, _ := strings.Cut(w, ":")
	s := slot{fill: name}
	if kinds != "" {
		s.kinds = strings.Split(kinds, "|")
	}
	return s
}

// grammar is the vocabulary's patterns, each under every key.
type grammar struct {
	byKey [3]map[string][]*pattern
}

func compileGrammar(v *kg.Vocabulary) (*grammar, error) {
	g := &grammar{}
	for i := range g.byKey {
		g.byKey[i] = map[string][]*pattern{}
	}
	for i := range v.Predicates {
		p := &v.Predicates[i]
		for _, line := range p.Reads {
			c, err := compilePattern(p, line.Text)
			if err != nil {
				return nil, fmt.Errorf("%s: line %d: predicate %s: %w", line.File, line.At, p.Name, err)
			}
			for _, k := range c.keys {
				g.byKey[c.form][k] = append(g.byKey[c.form][k], c)
			}
		}
	}
	return g, nil
}

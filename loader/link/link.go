// Package link finds out which mentions of an article mean the same thing. It
// decides in four steps, surest first, and joins chains by union–find:
//
//	names       same name, short forms, acronyms, a country and its adjective       (name.go)
//	structure   appositions, predicate nouns, "the DeepSeek-V3 model", relatives    (structure.go)
//	pronouns and descriptions, left to right: by agreement and salience             (pronoun.go, description.go)
//
// A chain knows its kind, gender and number from all of its mentions, and kinds
// that contradict each other keep chains apart. Where nothing is sure the
// mention stays an entity of its own: a missing link costs less than a wrong one.
package link

import (
	"slices"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// Entities are the local entities of an article in order of first mention.
// Every mention that is no date, quantity or claim belongs to exactly one.
func Entities(text *syntax.Text, trees []syntax.Tree, mentions []syntax.Mention) []syntax.Entity {
	return EntitiesBy(text, trees, mentions, &weights)
}

// Unlinked are the local entities where each mention is one of its own, but for
// equal names: what reading is worth without coreference.
func Unlinked(text *syntax.Text, trees []syntax.Tree, mentions []syntax.Mention) []syntax.Entity {
	a := newArticle(text, trees, mentions)
	a.equalNames()
	entities := a.entities()
	a.acrossArticles(entities)
	return entities
}

// EntitiesBy is Entities with other weights.
func EntitiesBy(text *syntax.Text, trees []syntax.Tree, mentions []syntax.Mention, w *Weights) []syntax.Entity {
	a := newArticle(text, trees, mentions)
	a.weights = w
	a.link()
	entities := a.entities()
	a.acrossArticles(entities)
	return entities
}

func (a *article) link() {
	a.names()
	a.structure()
	for i := range a.refs {
		a.resolve(i)
	}
}

// article is the state of linking one article.
type article struct {
	text         *syntax.Text
	trees        []syntax.Tree
	mentions     []syntax.Mention
	refs         []ref
	chains       []chain // chains[i] is that of refs[i] where parent[i] == i
	parent       []int
	heads        [][]int // by tree and word: the ref that it heads, -1 for none
	quotes       []quotation
	turns        []turn
	voices       map[voice]int    // first "I" or "we" of each speaker
	bearers      map[string][]int // refs of full names, by a surname that people of several names have
	lands        []string         // by ref: the country that its words tell
	ages         []string         // by ref: the age
	weights      *Weights
	nouns        map[string][]int // refs by the nouns used of them so far
	features     list             // scratch
	scores       []int            // scratch
	watchNominal func(i int, options []option)
	found        []scored                          // scratch of antecedents
	watch        func(i, sort int, found []scored) // sees each choice, in training
}

// ref is a mention that refers, with what its own words say about it.
type ref struct {
	*syntax.Mention
	mention    int // its index
	tree       *syntax.Tree
	lemma      string // of the head, in lower case
	role       role
	number     number
	gender     lexicon.Gender
	definite   bool
	near       bool     // points to what was just said: "this move"
	quantified bool     // "any country": no thing that later phrases could mean
	bare       bool     // no determiner, possessor or number
	mods       []string // lemmas of what stands before the head
	owner      int      // ref of its possessor, -1 where it has none
	words      []string // of a name: in lower case, where it is the first of its spelling
	follows    bool     // something after the head restricts it: of-phrase, relative clause
	whole      int      // word that heads what it is some of, -1 for none
}

// number is grammatical.
type number uint8

const (
	anyNumber number = iota
	one
	many
)

// role is the mention's place in its clause, most prominent first.
type role uint8

const (
	subject role = iota
	object
	oblique
	possessor
	other
)

// chain is what the mentions of one entity say together.
type chain struct {
	kinds  [11]int8 // votes, by index in kg.Kinds()
	number number
	gender lexicon.Gender
	named  bool
	nouns  []string // head nouns, appositions and titles
	lands  []string // countries that it is said or known to be of
	age    string   // in years, as it is written
	refs   []int    // in text order
}

func newArticle(text *syntax.Text, trees []syntax.Tree, mentions []syntax.Mention) *article {
	a := &article{text: text, trees: trees, mentions: mentions, voices: map[voice]int{}, nouns: map[string][]int{}, heads: make([][]int, len(trees))}
	for i := range trees {
		a.heads[i] = slices.Repeat([]int{none}, len(trees[i].Words))
	}
	for i := range mentions {
		m := &mentions[i]
		if m.Form == syntax.Date || m.Form == syntax.Quantity {
			continue
		}
		a.heads[m.Tree][m.Head] = len(a.refs)
		a.refs = append(a.refs, a.read(m, i))
	}
	a.lands, a.ages = make([]string, len(a.refs)), make([]string, len(a.refs))
	for i := range a.refs {
		a.lands[i], a.ages[i] = a.landOf(i), ageOf(&a.refs[i])
	}
	a.parent, a.chains = make([]int, len(a.refs)), make([]chain, len(a.refs))
	for i := range a.refs {
		a.parent[i] = i
		a.chains[i] = a.single(i)
		a.refs[i].owner = a.ownerOf(i)
	}
	a.quotes = readQuotes(a)
	a.readStatements()
	a.turns = a.readTurns()
	return a
}

// single is the chain of one mention.
func (a *article) single(i int) chain {
	r := &a.refs[i]
	c := chain{number: r.number, gender: r.gender, named: r.Form == syntax.Name, age: a.ages[i], refs: []int{i}}
	if land := a.lands[i]; land != "" {
		c.lands = []string{land}
	}
	weight := int8(1)
	if c.named {
		weight = 3
	}
	kind := r.Kind
	if country(r) {
		kind = kg.Place
	}
	if kind != kg.Other {
		c.kinds[kindIndex(kind)] = weight
	}
	if r.Form == syntax.ClaimMention {
		c.kinds[kindIndex(kg.Concept)] = weight
	}
	switch r.Form {
	case syntax.Nominal:
		c.nouns = append(c.nouns, r.lemma)
	case syntax.Name:
		c.nouns = append(c.nouns, nameNouns(r.Name)...)
	}
	return c
}

// kind is what most votes say, Other where there are none.
func (c *chain) kind() kg.Kind {
	best, votes := kg.Other, int8(0)
	for i, k := range kinds {
		if c.kinds[i] > votes {
			best, votes = k, c.kinds[i]
		}
	}
	return best
}

// chain is the chain that ref i belongs to.
func (a *article) chain(i int) *chain { return &a.chains[a.root(i)] }

func (a *article) root(i int) int {
	for a.parent[i] != i {
		a.parent[i] = a.parent[a.parent[i]]
		i = a.parent[i]
	}
	return i
}

// join makes one chain of two. The earlier root stays.
func (a *article) join(i, j int) {
	i, j = a.root(i), a.root(j)
	if i == j {
		return
	}
	if j < i {
		i, j = j, i
	}
	a.parent[j] = i
	to, from := &a.chains[i], &a.chains[j]
	for k := range to.kinds {
		to.kinds[k] = min(to.kinds[k]+from.kinds[k], 100)
	}
	if to.number == anyNumber {
		to.number = from.number
	}
	if to.gender == lexicon.NoGender {
		to.gender = from.gender
	}
	to.named = to.named || from.named
	to.nouns = append(to.nouns, from.nouns...)
	for _, land := range from.lands {
		if !slices.Contains(to.lands, land) {
			to.lands = append(to.lands, land)
		}
	}
	if to.age == "" {
		to.age = from.age
	}
	to.refs = append(to.refs, from.refs...)
	slices.Sort(to.refs)
	*from = chain{}
}

// agree says whether two chains may be one: no contradiction in kind, gender
// or number.
func (a *article) agree(i, j int) bool {
	x, y := a.chain(i), a.chain(j)
	return kindsAgree(x.kind(), y.kind()) && gendersAgree(x.gender, y.gender) && numbersAgree(x.number, y.number)
}

func kindsAgree(x, y kg.Kind) bool {
	return x == y || x == kg.Other || y == kg.Other || x == kg.Group && y == kg.Organization || x == kg.Organization && y == kg.Group
}

func gendersAgree(x, y lexicon.Gender) bool {
	return x == y || x == lexicon.NoGender || y == lexicon.NoGender
}

func numbersAgree(x, y number) bool { return x == y || x == anyNumber || y == anyNumber }

// entities lists the chains in order of their first mention.
func (a *article) entities() []syntax.Entity {
	var entities []syntax.Entity
	for i := range a.refs {
		if a.root(i) != i {
			continue
		}
		if e := a.entity(&a.chains[i]); len(e.Mentions) > 0 {
			entities = append(entities, e)
		}
	}
	// A chain may begin with a claim mention, which no entity lists.
	slices.SortStableFunc(entities, func(x, y syntax.Entity) int { return x.Mentions[0] - y.Mentions[0] })
	return entities
}

func (a *article) entity(c *chain) syntax.Entity {
	e := syntax.Entity{Kind: c.kind(), Named: c.named}
	var best *ref
	wholes := slices.ContainsFunc(c.refs, func(i int) bool { return a.refs[i].Form == syntax.Nominal && a.refs[i].whole < 0 })
	for _, i := range c.refs {
		r := &a.refs[i]
		if r.Form != syntax.ClaimMention {
			e.Mentions = append(e.Mentions, r.mention)
		}
		switch {
		case r.Form == syntax.Name:
			e.Aliases = append(e.Aliases, r.Name)
		case r.whole >= 0 && wholes: // "one of the best players" is no name for him
		case !c.named && r.Form == syntax.Nominal && (best == nil || a.tellsMore(r, best)):
			best, e.Label = r, a.label(r)
		case !c.named && e.Label == "":
			e.Label = a.label(r)
		}
	}
	if c.named {
		slices.Sort(e.Aliases)
		e.Aliases = slices.Compact(e.Aliases)
		e.Label = a.fullest(c, e.Aliases)
		if k, ok := lexicon.Name(e.Label); ok && k.What == 'c' && e.Kind == kg.Place {
			e.Label = k.Country // US, in every article alike
		}
		e.Aliases = slices.DeleteFunc(e.Aliases, func(s string) bool { return s == e.Label })
	}
	return e
}

// label is a description's text on one line with the phrase behind its noun (tail.go),
// and with what is meant for the pronoun of "two of them".
func (a *article) label(r *ref) string {
	if of := a.pronounWhole(r); of != "" {
		return of
	}
	words := strings.Fields(a.text.Quote(a.labelSpan(r)))
	if len(words) > 1 && r.Form == syntax.Nominal && strings.EqualFold(words[0], "no") {
		words = words[1:] // of "no suspects were arrested" the claim is negated, not who it is about
	}
	return strings.Join(words, " ")
}

// fullest is the longest name of a chain, a country's own name before its
// adjective, the first of equals.
func (a *article) fullest(c *chain, names []string) string {
	best := ""
	for _, i := range c.refs {
		r := &a.refs[i]
		if country(r) {
			names = append(names, r.Country)
		}
		if r.Form == syntax.Name && r.Country == "" && len(r.Name) > len(best) {
			best = r.Name
		}
	}
	if best != "" {
		return best
	}
	if known := a.refs[c.refs[0]].Country; known != "" && slices.Contains(names, known) {
		return known
	}
	for _, n := range names {
		if len(n) > len(best) {
			best = n
		}
	}
	return best
}

func kindIndex(k kg.Kind) int {
	for i, other := range kinds {
		if k == other {
			return i
		}
	}
	return len(kinds) - 1
}

var kinds = kg.Kinds()

package extract

import (
	"crypto/sha256"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// How sure a claim is, as a probability.
//
// What the arcs say of a reading, and the rule's own doubt, are multiplied as if
// errors had nothing to do with each other: a score that ranks, and no more. How
// often claims of a score are right, a table says that loader/extract/calibrate
// makes from claims that others judged. For each family of rules it has
//
//	least     the confidence below which the claim is dropped
//	curve     the probability at scores of 0, .1 … 1; a line lies between them
//
// and then odds by which other things that are known of a claim change it: a
// subject that is a pronoun, a name whose kind does not fit. A family without a
// line of its own has its parent's: pattern/spouse, pattern, all; open relations
// may have odds of their own.
//
// All is done in integers, so that every machine rounds alike.
//
//go:embed calibration.txt
var calibrationTable string

const (
	knots   = 11    // of a curve
	certain = 10000 // a probability of one
	evenly  = 1000  // odds that change nothing
)

// calibration is the table. Nil takes scores as they are and drops nothing.
type calibration struct {
	curves  map[family]curve
	odds    [2][len(factorNames)]int // for relations of the vocabulary, for open ones
	version string                   // the beginning of its hash
}

// family is a kind of rules and, within it, the relation or sort.
type family struct{ form, detail string }

func (f family) String() string {
	if f.detail == "" {
		return f.form
	}
	return f.form + "/" + f.detail
}

func (f family) parent() family {
	if f.detail != "" {
		return family{f.form, ""}
	}
	return family{"all", ""}
}

type curve struct {
	least int
	at    [knots]int
}

// factorNames are what changes the odds of a claim besides its family, by bit.
// Names of rules stand for frames that were built by them.
var factorNames = [...]string{
	"subject-he", "subject-it", "subject-they", "subject-we", "subject-who", "object-pronoun",
	"loose-kind", "long-sentence", "negated", "weakened", "attributed",
	"agent", "shared-subject", "shared-object", "reduced-relative", "relative-gap", "control", "instrument", "apposition",
	"copula-preposition", "copula-inverted", "event-noun", "relational-noun", "title",
}

// grounds are what the confidence of a claim rests on.
type grounds struct {
	family  family
	score   int    // in thousandths
	factors uint32 // by bit
}

// groundsOf gathers them.
func (d *reading) groundsOf(s *sentence, c *context, x *draft) grounds {
	g := grounds{family: familyOf(x), score: int(math.Round(min(max(x.sure, 0), 1) * 1000))}
	if d.isPronoun(s, &x.subject) {
		g.set(pronounFactor(x.subject.Text))
	}
	if d.isPronoun(s, &x.object) {
		g.set("object-pronoun")
	}
	for _, f := range [...]struct {
		name string
		is   bool
	}{
		{"loose-kind", x.loose}, {"long-sentence", len(s.Words) > longSentence}, {"negated", c.negated},
		{"weakened", c.modality != kg.Asserted && c.modality != kg.Reported}, {"attributed", len(c.sources) > 0},
	} {
		if f.is {
			g.set(f.name)
		}
	}
	for _, rule := range x.rules[1:] {
		g.set(rule)
	}
	return g
}

const longSentence = 35 // words

func (g *grounds) set(factor string) {
	if i := slices.Index(factorNames[:], factor); i >= 0 {
		g.factors |= 1 << i
	}
}

func familyOf(x *draft) family {
	rule := x.rules[0]
	switch {
	case strings.HasPrefix(rule, learnedRule):
		return family{"learned", x.predicate.Name}
	case slices.Contains(x.rules, "link"):
		return family{"link", x.predicate.Name}
	case strings.Contains(rule, ": "):
		return family{"pattern", x.predicate.Name}
	case rule == "lifespan":
		return family{rule, x.predicate.Name}
	case slices.Contains(x.rules, "event-noun"):
		return family{"open", "event-noun"}
	case strings.HasPrefix(rule, "open"):
		return family{"open", rule}
	}
	return family{"class", rule} // what a thing is: occupation, instance_of, examples
}

// open says whether the words themselves name the relation.
func (f family) open() int {
	if f.form == "open" || f.form == "class" {
		return 1
	}
	return 0
}

// isPronoun says whether the mention that an argument is was a pronoun.
func (d *reading) isPronoun(s *sentence, a *kg.Argument) bool {
	if a.Entity == 0 {
		return false
	}
	for _, at := range d.mentions[s.index] {
		for _, m := range at {
			if d.Mentions[m].Form == syntax.Pronoun && d.entity[m] == a.Entity-1 && d.Text.Quote(d.Mentions[m].Span) == a.Text {
				return true
			}
		}
	}
	return false
}

func pronounFactor(text string) string {
	switch strings.ToLower(text) {
	case "he", "him", "his", "she", "her", "hers", "himself", "herself":
		return "subject-he"
	case "it", "its", "itself", "this", "that":
		return "subject-it"
	case "they", "them", "their", "theirs", "themselves", "these", "those":
		return "subject-they"
	case "i", "me", "my", "we", "us", "our", "you", "your":
		return "subject-we"
	}
	return "subject-who"
}

// confidence is the probability that a claim with such grounds is right, in
// parts of certain, and the least at which it is kept.
func (t *calibration) confidence(g grounds) (sure, least int) {
	if t == nil {
		return g.score * certain / 1000, 0
	}
	_, c := t.curve(g.family)
	sure = c.of(g.score)
	for i := range factorNames {
		if g.factors&(1<<i) != 0 {
			sure = change(sure, t.odds[g.family.open()][i])
		}
	}
	return min(max(sure, 1), certain), c.least
}

// curve is a family's own or the nearest parent's.
func (t *calibration) curve(f family) (family, curve) {
	for {
		if c, ok := t.curves[f]; ok || f.form == "all" {
			return f, c
		}
		f = f.parent()
	}
}

// of is the curve at a score in thousandths.
func (c *curve) of(score int) int {
	i := min(score/100, knots-2)
	return c.at[i] + (c.at[i+1]-c.at[i])*(score-100*i)/100
}

// change is a probability whose odds are multiplied.
func change(sure, odds int) int {
	return certain * sure * odds / (sure*odds + (certain-sure)*evenly)
}

// readCalibration reads the table: lines of "family NAME N RIGHT LEAST CURVE…"
// and "odds NAME N FACTOR"; N claims were judged, of which a share was right.
func readCalibration(table string) (*calibration, error) {
	t := &calibration{curves: map[family]curve{}, version: fmt.Sprintf("%.4x", sha256.Sum256([]byte(table)))}
	for i := range factorNames {
		t.odds[0][i], t.odds[1][i] = evenly, evenly
	}
	n := 0
	for line := range strings.Lines(table) {
		n++
		words := strings.Fields(line)
		ok := true
		switch {
		case len(words) == 0 || words[0][0] == '#':
			continue
		case words[0] == "family" && len(words) == 5+knots:
			ok = t.readFamily(words)
		case words[0] == "odds" && len(words) == 4:
			ok = t.readOdds(words)
		default:
			ok = false
		}
		if !ok {
			return nil, fmt.Errorf("calibration.txt: line %d: %q is neither a family nor odds", n, strings.TrimSpace(line))
		}
	}
	if _, ok := t.curves[family{"all", ""}]; !ok {
		return nil, fmt.Errorf("calibration.txt: the family \"all\" is missing")
	}
	return t, nil
}

// readOdds reads odds of all claims, or "open/NAME" after them, of open ones.
func (t *calibration) readOdds(words []string) bool {
	name, open := strings.CutPrefix(words[1], "open/")
	factor := slices.Index(factorNames[:], name)
	odds, err := thousandths(words[3], evenly)
	if factor < 0 || err != nil || odds <= 0 {
		return false
	}
	t.odds[1][factor] = odds
	if !open {
		t.odds[0][factor] = odds
	}
	return true
}

func (t *calibration) readFamily(words []string) bool {
	var c curve
	for i, w := range words[4:] {
		p, err := thousandths(w, certain)
		if err != nil || p < 0 || p > certain {
			return false
		}
		if i == 0 {
			c.least = p
		} else {
			c.at[i-1] = p
		}
	}
	form, detail, _ := strings.Cut(words[1], "/")
	t.curves[family{form, detail}] = c
	return slices.IsSorted(c.at[:])
}

// thousandths reads a decimal as a whole number of parts.
func thousandths(word string, parts int) (int, error) {
	f, err := strconv.ParseFloat(word, 64)
	return int(math.Round(f * float64(parts))), err
}

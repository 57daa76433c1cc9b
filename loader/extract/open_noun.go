package extract

import (
	"slices"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// Open claims of what nouns and adjectives say: what a thing is, how it is, and how much.

// quality reads adjectives: "the app is available in China", "it was fatal".
func (d *reading) quality(s *sentence, f *frame, c context) {
	x, ok := f.arg(isRole)
	if !ok || s.child(f.head, "ccomp", "xcomp", "csubj") >= 0 || s.infinitiveBelow(f.head) || oneOf(f.lemma, "first", "last", "next") || f.lemma == "old" && s.child(f.head, "obl:unmarked", "nmod:unmarked", "nummod") >= 0 {
		return
	}
	made := false
	for _, a := range f.args {
		if !oneOf(a.role, isRole, ofRole, modRole, measureRole, "according_to") {
			if d.thing(s, a.word) >= 0 && !d.adverbial(s, a.word) && !s.idiomatic(a.word) && !oneOf(a.role, circumstances...) {
				made = d.pair(s, f, c, x, a, f.lemma+"_"+a.role) || made
			}
		}
	}
	if !made && s.plainly(f, &c) && s.Words[f.head].UPOS == "ADJ" && s.child(f.head, "det") < 0 && !d.inName(s, f.head) && !oneOf(f.lemma, vague...) {
		d.bare(s, f, c, x, f.lemma)
	}
}

// class reads what a name is: "DeepSeek is a startup", "app research firm
// Sensor Tower", "Magnitogorsk, a city". Of a person it is an occupation.
func (d *reading) class(s *sentence, f *frame, c context, known bool) {
	if known || d.amount(s, f, c) || slices.Contains(f.rules, "relational-noun") || slices.Contains(f.rules, "copula-reversed") || s.Words[f.head].UPOS != "NOUN" || d.inName(s, f.head) {
		return
	}
	x, ok := f.arg(isRole)
	if !ok || d.selfOwned(s, f) {
		return
	}
	bearers := s.bearers(f, x.word)
	if s.pairedOff(bearers) {
		return
	}
	for _, w := range bearers {
		m := d.thing(s, w)
		subject, ok := d.argument(m)
		if !ok || subject.Entity == 0 || d.nameCut(s, m) || !d.named(m) && (f.presupposed || !d.opinion(s, x.word, m, &c) && !s.belongs(f.head) && (d.abstract(s, f.head) || d.itself(s, m, f.head))) {
			continue
		}
		name, class, ok := d.classOf(s, m, f)
		if !ok {
			continue
		}
		d.enter(s, c, draft{
			subject: subject, object: class, words: f.words, predicate: d.vocabulary.Use(name),
			sure: d.certainty(s, f, x), rules: append([]string{name}, f.rules...), time: d.time(s, f),
			qualifiers: d.qualifiers(s, f, nil, w, f.head),
		})
	}
}

// classOf is what a noun says of a mention: of a person what he does, of another
// thing what it is. No person is an announcement.
func (d *reading) classOf(s *sentence, m int, f *frame) (name string, class kg.Argument, ok bool) {
	sort, _ := lexicon.Noun(f.lemma)
	person := d.kind(m) == kg.Person
	if person && d.abstract(s, f.head) {
		return "", class, false
	}
	if oneOf(f.lemma, "rival", "competitor") {
		return "", class, false
	}
	if d.gazetteer[m].What != 0 && d.kind(m) == kg.Place && oneOf(string(sort.Kind()), "Product", "Person", "Event", "Work") {
		return "", class, false // "a plane in Nevada, United States crashed"
	}
	if d.surelyPerson(m) && oneOf(string(sort.Kind()), "Organization", "Group", "Place") {
		return "", class, false // "lawmakers of the party, Ann Lee and Tom Lee": nobody is a party
	}
	if !person || sort.Kind() != kg.Person { // a ship that was taken for a person by its name
		class, ok = d.className(s, f.head)
		return "instance_of", class, ok
	}
	if oneOf(f.lemma, relatedTo...) {
		return "", class, false // whose is all that matters, and relations tell that
	}
	if oneOf(f.lemma, notOccupations...) {
		return "instance_of", d.description(s, f.head), true
	}
	return "occupation", d.single(s, f.head), true
}

// single is a description of one of several: each of "the architects Fellner and
// Helmer" is an architect.
func (d *reading) single(s *sentence, word int) kg.Argument {
	a := d.description(s, word)
	if form := s.Words[word].Form; s.plural(word) && strings.HasSuffix(a.Text, form) {
		a.Value.Text = strings.TrimSuffix(a.Text, form) + s.lemma(word)
	}
	return a
}

// notOccupations say what someone is, not what he does.
var notOccupations = strings.Fields("man woman boy girl guest victim native person member one resident suspect friend fan kid teenager adult " +
	"voter supporter critic opponent survivor attendee participant protester demonstrator passenger tourist citizen witness eyewitness nominee finalist " +
	"contender candidate patient inmate prisoner detainee customer client donor recipient character liar incumbent winner addict smoker drinker lover enthusiast")

// relatedTo say whose someone is.
var relatedTo = strings.Fields("wife husband widow widower spouse fiancé fiancée mother father parent son daughter child brother sister sibling relative " +
	"colleague associate counterpart countryman contemporary namesake successor predecessor neighbor neighbour")

// opinion says whether somebody is named who takes a thing for something, as in "the
// agreement is a framework, he said": that is worth knowing be it never so abstract.
func (d *reading) opinion(s *sentence, subject, m int, c *context) bool {
	return c.said() && d.Mentions[m].Form != syntax.Pronoun && s.child(subject, "acl:relcl") < 0 && !oneOf(s.lemma(subject), "example", "alternative", "exception")
}

// itself says whether an unnamed thing is the very noun that shall tell what it is:
// "this" in "this was the first launch".
func (d *reading) itself(s *sentence, m, noun int) bool {
	other := d.thing(s, noun)
	return other >= 0 && d.entity[other] == d.entity[m]
}

// examples reads "AI models like ChatGPT", "gods such as Zeus and Hera": each
// name is one of what the noun says.
func (d *reading) examples(s *sentence) {
	for i := range s.Words {
		noun := s.parent[i]
		if noun < 0 || !s.is(i, "nmod") || s.Words[noun].UPOS != "NOUN" || s.Words[noun].XPOS != "NNS" || !oneOf(s.preposition(i), "like", "such_as", "including") {
			continue
		}
		f := &frame{form: nounFrame, head: noun, presupposed: true, words: []int{noun}}
		c := d.contextOf(s, f)
		d.quoted(s, f, &c)
		for _, w := range s.conjuncts(i) {
			m := d.thing(s, w)
			if subject, ok := d.argument(m); ok && subject.Entity > 0 && d.named(m) && !d.nameCut(s, m) {
				d.enter(s, c, draft{
					subject: subject, object: d.description(s, noun), words: f.words, predicate: d.vocabulary.Use("instance_of"),
					sure: s.sure(i), rules: []string{"examples"},
				})
			}
		}
	}
}

// amount reads "Apple's revenue was $90 billion": revenue(Apple, $90 billion).
func (d *reading) amount(s *sentence, f *frame, c context) bool {
	x, _ := f.arg(isRole)
	owner, owned := f.arg(ofRole)
	if !slices.Contains(f.rules, "copula") {
		return false
	}
	if d.value(s, f.head, syntax.Quantity) >= 0 && x.arcs != nil { // "the estimated cost is €2.5 billion"
		if m := d.thing(s, x.word); m >= 0 && d.kind(m) == kg.Person {
			if _, ok := s.ageAt(f.head); ok {
				return true // "she was 79"
			}
		}
		self := argument{selfRole, f.head, nil, 1}
		d.pair(s, f, c, x, self, "amount")
		return true
	}
	if x.arcs == nil || d.value(s, x.word, syntax.Quantity) < 0 {
		return false
	}
	if owned {
		d.pair(s, f, c, owner, x, f.lemma)
	}
	return true
}

// infinitiveBelow says whether an adjective has an infinitive of its own:
// "ready to leave" is no quality.
func (s *sentence) infinitiveBelow(i int) bool {
	for _, c := range s.children[i] {
		if s.is(c, "advcl", "xcomp", "csubj", "ccomp", "acl") && s.infinitive(c) {
			return true
		}
	}
	return false
}

// Package extract reads claims from trees and mentions.
//
// A sentence is read in layers, each with its own files:
//
//	repairs    what parsers get wrong in news again and again (repair.go)
//	frames     predicates with their arguments, whatever the grammar that
//	           expressed them (frame.go)
//	contexts   how the article stands to a frame: polarity, modality, whose
//	           words (context.go, words in cues.txt); what somebody says of his
//	           own part in something (part.go)
//	patterns   what the vocabulary reads in a frame (pattern.go, match.go), else
//	           an open predicate named by the words themselves (open.go)
//	relations  what weights find that were learned, where no pattern did (relation.go),
//	           and what they refute (relation_veto.go)
//	claims     arguments as entities and values, time, qualifiers, evidence
//	           (claims.go), and claims about claims (about.go)
//	confidence how often claims of such grounds were right (calibration.go)
//
// Nothing here is an error: what cannot be read gives fewer claims.
package extract

import (
	"cmp"
	"crypto/sha256"
	"slices"
	"time"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// Reader reads claims with one vocabulary. It is safe for concurrent use.
type Reader struct {
	vocabulary  *kg.Vocabulary
	grammar     *grammar
	cues        *cues
	relations   *relations
	calibration *calibration
	version     string
}

// Input is an article as the stages before have read it.
type Input struct {
	IRI       string // of the article
	Model     string // version of the whole reader, kept with every claim
	Text      *syntax.Text
	Published time.Time // zero when unknown
	Trees     []syntax.Tree
	Mentions  []syntax.Mention
	Entities  []syntax.Entity // claims name them by index + 1
}

// rules is the version of what is written in this package; it changes whenever
// the same input may give other claims.
const rules = "rules-7"

// New compiles a vocabulary's patterns and reads the relations that were learned.
func New(v *kg.Vocabulary) (*Reader, error) {
	learned, err := readRelations(relationsModel, v)
	if err != nil {
		return nil, err
	}
	return readerWith(v, learned)
}

func readerWith(v *kg.Vocabulary, learned *relations) (*Reader, error) {
	g, err := compileGrammar(v)
	if err != nil {
		return nil, err
	}
	l, err := readCues(cuesText)
	if err != nil {
		return nil, err
	}
	t, err := readCalibration(calibrationTable)
	if err != nil {
		return nil, err
	}
	return &Reader{vocabulary: v, grammar: g, cues: l, relations: learned, calibration: t, version: rules + "." + learned.version + "." + t.version + "." + v.Version()}, nil
}

// Version names the rules of this reader, written, learned and of its vocabulary.
func (r *Reader) Version() string { return r.version }

// Claims are what an article claims, in text order. Every claim has evidence
// and a name of its own; equal input gives equal claims.
func (r *Reader) Claims(in Input) []kg.Claim {
	d := r.read(in, nil)
	slices.SortStableFunc(d.claims, inTextOrder)
	return d.claims
}

// inTextOrder orders claims by sentence, then by where they begin.
func inTextOrder(a, b kg.Claim) int {
	return cmp.Or(cmp.Compare(a.Evidence.Start, b.Evidence.Start), cmp.Compare(first(&a), first(&b)),
		cmp.Compare(a.Predicate.Start, b.Predicate.Start), cmp.Compare(a.Object.Start, b.Object.Start), cmp.Compare(a.ID, b.ID))
}

func first(c *kg.Claim) int { return min(c.Subject.Start, c.Predicate.Start) }

// reading collects the claims of one article.
type reading struct {
	*Reader
	*document
	sum     [sha256.Size]byte
	claims  []kg.Claim
	grounds []grounds      // of each claim
	place   map[string]int // claim id -> index
	trace   *trace
	watch   func(s *sentence, frames []frame, p *pair) // sees each pair, in training
	// features is the buffer of the pair that is looked at.
	features []uint32
}

func (r *Reader) read(in Input, trace *trace) *reading {
	d := r.start(in, trace)
	d.all()
	return d
}

func (r *Reader) start(in Input, trace *trace) *reading {
	return &reading{Reader: r, document: newDocument(in, r.cues), sum: sha256.Sum256([]byte(in.Text.String)), place: map[string]int{}, trace: trace}
}

func (d *reading) all() {
	d.quotes()
	d.statements()
	for _, s := range d.sentences {
		if s.Part == syntax.Boilerplate || s.Part == syntax.Byline {
			continue
		}
		d.sentence(s)
	}
}

// frame reads one frame of a sentence whose first claim has the index from.
func (d *reading) frame(s *sentence, f *frame, from int) {
	c := d.contextOf(s, f)
	d.quoted(s, f, &c)
	d.trace.frame(s, f, &c)
	if s.figurative(f) || d.aboutAll(s, f, from) {
		return
	}
	d.claimed(s, f, c)
	if c.gainsaid.in != nil && len(c.sources) > 0 {
		d.claimed(s, f, c.instead())
	}
}

// claimed reads a frame in its context.
func (d *reading) claimed(s *sentence, f *frame, c context) {
	taken := d.known(s, f, c)
	if !d.about(s, f, c) {
		d.open(s, f, c, taken)
		d.ownPart(s, f, c)
	}
}

// sentence reads one sentence: known relations first, open ones for what the
// vocabulary left.
func (d *reading) sentence(s *sentence) {
	from := len(d.claims)
	frames := d.frames(s)
	d.trace.sentence(s)
	var answers []int // frames that say little more than what they answer
	for i := range frames {
		if d.answers(s, &frames[i]) {
			answers = append(answers, i)
			continue
		}
		d.frame(s, &frames[i], from)
	}
	for _, i := range answers {
		if !d.answered(from) {
			d.frame(s, &frames[i], from)
		}
	}
	d.linked(s)
	d.examples(s)
	d.lifespan(s)
	d.ages(s, frames)
	d.learned(s, frames, from)
	d.besides(from)
	d.trace.claims()
}

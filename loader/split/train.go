package split

import (
	"math"
	"math/rand/v2"
	"slices"
	"unicode"
	"unicode/utf8"

	"claimgraph/loader/syntax"
)

// Training: logistic regression over the same features that the model sees,
// with one learning rate per weight (AdaGrad), on every place where a token or
// a sentence may end. Each weight is then rounded to eight bits.

// Training says how to train.
type Training struct {
	Seed           uint64
	Rounds         int // trainings whose mean is taken
	Epochs         int
	Rate           float64 // AdaGrad's learning rate
	Drop           float64 // share of features left out of a step, so that words seen once do not explain it alone
	TokenScale     float64 // weight 1.0 in steps of int8
	SentenceScale  float64
	SentenceOffset float64 // added to the log-odds of a sentence end
}

// Default is how the embedded model was trained; chosen on development parts.
var Default = Training{Seed: 1, Rounds: 3, Epochs: 8, Rate: 0.05, TokenScale: 24, SentenceScale: 40, SentenceOffset: 0.3}

// Train makes a model file from documents. The same documents and the same
// training give the same bytes.
func (t Training) Train(docs []syntax.Document) []byte {
	file := make([]byte, 0, modelBytes)
	file = append(file, magic...)
	cuts := cutRuns(docs)
	file = append(file, cuts...)
	common := commonWords(docs)
	file = append(file, common...)
	m := &Model{cuts: string(cuts), common: string(common)}
	var tokens, sentences examples
	for i := range docs {
		m.tokenExamples(&docs[i], &tokens)
		m.sentenceExamples(&docs[i], &sentences)
	}
	file = t.appendWeights(file, &tokens, tokenSlots, t.TokenScale, 0)
	return t.appendWeights(file, &sentences, sentenceSlots, t.SentenceScale, t.SentenceOffset)
}

// examples are decisions of the treebank: slots[i*n:][:n] are the features of
// the i-th.
type examples struct {
	n     int
	slots []uint32
	ends  []bool
}

func (e *examples) add(f *features, ends bool) {
	e.n = f.n
	e.slots = append(e.slots, f.hash[:f.n]...)
	e.ends = append(e.ends, ends)
}

// tokenEnds has the byte offsets where a document's tokens end.
func tokenEnds(doc *syntax.Document) map[int]bool {
	ends := map[int]bool{}
	for i := range doc.Trees {
		for _, t := range doc.Trees[i].Tokens {
			ends[t.End] = true
		}
	}
	return ends
}

// cutRuns makes the set of places within letter runs that treebanks cut more
// often than not: can|not and do|nt, but neither it|s and the|re nor a noun's
// plural for its possessive (manufacturer|s): slips of web text that would cost
// edited text more than they bring.
func cutRuns(docs []syntax.Document) []byte {
	seen, cut := map[uint32]int{}, map[uint32]map[uint32]int{}
	for i := range docs {
		ends, possessives := tokenEnds(&docs[i]), possessives(&docs[i])
		eachChunk(&docs[i], func(c *chunk) {
			for _, r := range c.runs {
				if !c.class[r.first].letter() {
					continue
				}
				seen[r.hash]++
				for i := r.first + 1; i < r.end && c.char(r.end) != '\''; i++ { // n't is always asked for
					if at := c.start + int(c.at[i]); ends[at] && !possessives[at] {
						if cut[r.hash] == nil {
							cut[r.hash] = map[uint32]int{}
						}
						cut[r.hash][cutHash(r.hash, i-r.first)]++
					}
				}
			}
		})
	}
	set := make([]byte, cutBytes)
	for run, places := range cut {
		for hash, n := range places {
			if 2*n > seen[run] {
				setAdd(set, hash)
			}
		}
	}
	return set
}

// possessives has the byte offsets where a document's possessive 's begin.
func possessives(doc *syntax.Document) map[int]bool {
	starts := map[int]bool{}
	for i := range doc.Trees {
		for j, w := range doc.Trees[i].Words {
			if w.XPOS == "POS" {
				starts[doc.Trees[i].Tokens[j].Start] = true
			}
		}
	}
	return starts
}

// commonWords makes the set of words that several documents write small, and
// more often than with a capital within a sentence.
func commonWords(docs []syntax.Document) []byte {
	small, capital, documents := map[uint32]int{}, map[uint32]int{}, map[uint32]int{}
	for i := range docs {
		seen := map[uint32]bool{}
		for _, tree := range docs[i].Trees {
			for j, t := range tree.Tokens {
				form := docs[i].Text.Quote(t.Span)
				hash := wordHash(form)
				switch first, _ := utf8.DecodeRuneInString(form); {
				case unicode.IsUpper(first) && j > 0:
					capital[hash]++
				case unicode.IsLower(first):
					small[hash]++
					seen[hash] = true
				}
			}
		}
		for hash := range seen {
			documents[hash]++
		}
	}
	set := make([]byte, commonBytes)
	for hash, n := range small {
		if documents[hash] >= commonDocuments && n > capital[hash] {
			setAdd(set, hash)
		}
	}
	return set
}

// commonDocuments is how many documents must write a common word small: what
// one document alone has, no model could know of the next.
const commonDocuments = 6

func eachChunk(doc *syntax.Document, do func(c *chunk)) {
	s := splitter{text: doc.Text.String}
	for p := range paragraphs(s.text) {
		for c := range s.chunks(p) {
			do(c)
		}
	}
}

func (m *Model) tokenExamples(doc *syntax.Document, e *examples) {
	ends := tokenEnds(doc)
	var f features
	eachChunk(doc, func(c *chunk) {
		for i, from := 1, 0; i < len(c.chars); i++ {
			end := ends[c.start+int(c.at[i])]
			if _, decided := c.rule(i); !decided && !c.binds(i-1) && m.asks(c, i) {
				f.reset()
				m.chunkFeatures(&f, c, from, i)
				e.add(&f, end)
			}
			if end {
				from = i
			}
		}
	})
}

func (m *Model) sentenceExamples(doc *syntax.Document, e *examples) {
	var f features
	for from := 0; from < len(doc.Trees); {
		to := from + 1
		tokens := slices.Clone(doc.Trees[from].Tokens)
		for ; to < len(doc.Trees) && !doc.Trees[to].NewParagraph; to++ {
			tokens = append(tokens, doc.Trees[to].Tokens...)
		}
		v := m.newView(doc.Text.String, tokens, 0)
		for tree, i := from, 0; i < len(tokens)-1; i++ {
			v.step()
			end := tokens[i].End == doc.Trees[tree].Tokens[len(doc.Trees[tree].Tokens)-1].End
			if v.asks() {
				f.reset()
				v.features(&f)
				e.add(&f, end)
			}
			if end {
				tree++
				v.begin(i + 1)
			}
		}
		from = to
	}
}

// appendWeights trains one decision, as often as t.Rounds says in another order
// each time, and appends the mean weights.
func (t Training) appendWeights(file []byte, e *examples, slots int, scale, offset float64) []byte {
	for i := range e.slots {
		e.slots[i] = slot(e.slots[i], slots)
	}
	mean := make([]float64, slots)
	for round := range t.Rounds {
		t.round(e, mean, rand.New(rand.NewPCG(t.Seed, uint64(round))))
	}
	var bias features
	bias.add(0)
	steps := float64(t.Rounds * (t.Epochs - t.Epochs/2))
	for i, w := range mean {
		w /= steps
		if uint32(i) == slot(bias.hash[0], slots) {
			w += offset
		}
		file = append(file, byte(int8(math.Round(max(-127, min(127, w*scale))))))
	}
	return file
}

// round trains once and adds the weights after each epoch of the second half
// to sum.
func (t Training) round(e *examples, sum []float64, random *rand.Rand) {
	weights, squares := make([]float64, len(sum)), make([]float64, len(sum))
	order := make([]int, len(e.ends))
	for i := range order {
		order[i] = i
	}
	for epoch := range t.Epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			t.learn(e.slots[i*e.n:][:e.n], e.ends[i], weights, squares, random)
		}
		if epoch >= t.Epochs/2 {
			for i, w := range weights {
				sum[i] += w
			}
		}
	}
}

// learn makes one step on one decision.
func (t Training) learn(slots []uint32, ends bool, weights, squares []float64, random *rand.Rand) {
	var kept [maxFeatures]uint32
	n, sum := 0, 0.0
	for k, slot := range slots {
		if k > 0 && random.Float64() < t.Drop {
			continue
		}
		kept[n] = slot
		sum += weights[slot]
		n++
	}
	sum /= 1 - t.Drop
	gradient := 1 / (1 + math.Exp(-sum))
	if ends {
		gradient--
	}
	if math.Abs(gradient) < 1e-3 {
		return
	}
	for _, slot := range kept[:n] {
		squares[slot] += float64(gradient * gradient)
		weights[slot] -= t.Rate * gradient / math.Sqrt(squares[slot]+1e-8)
	}
}

package extract

import (
	"cmp"
	"slices"
)

// A frame is a predicate with its arguments, by role, whatever the grammar
// that expressed it. All of these are one frame, acquire(subj OpenAI, obj io):
//
//	OpenAI acquired io.            io was acquired by OpenAI.
//	OpenAI, which acquired io, …   io, acquired by OpenAI in 2025, …
//	OpenAI agreed to acquire io.   OpenAI's acquisition of io …
//
// and all of these are founder(is Liang, of DeepSeek):
//
//	Liang is the founder of DeepSeek.   Liang, founder of DeepSeek, …
//	DeepSeek founder Liang …            DeepSeek's founder is Liang.
//
// Roles are subj and obj (of the active voice), iobj, is (what a noun or an
// adjective is said of), of (whom a noun belongs to: possessive, "of", or a
// name before it), mod (an adjective or name that modifies a noun), measure
// (an amount or date without preposition), and prepositions as spelled.
type frame struct {
	form  frameForm
	head  int    // the predicate's word
	lemma string // "take_over", "founder"
	// passive says that the words put the object in subject position.
	passive bool
	args    []argument
	words   []int    // those that express the predicate
	rules   []string // how it was built
	// presupposed says that the construction takes the frame for granted
	// (possessives, appositions, titles), whatever its clause does to it.
	presupposed bool
}

type frameForm uint8

const (
	verbFrame frameForm = iota
	nounFrame
	adjectiveFrame
)

// argument is what fills a role.
type argument struct {
	role string
	word int
	arcs []int // the words whose arcs led to it
	// sure is the rule's own doubt, 1 for none: arguments that are recovered
	// over another clause are less certain than the verb's own.
	sure float64
}

const (
	subjRole    = "subj"
	objRole     = "obj"
	iobjRole    = "iobj"
	isRole      = "is"
	ofRole      = "of"
	modRole     = "mod"
	measureRole = "measure"
	selfRole    = "self" // of patterns: the predicate's own word
)

func (f *frame) add(role string, word int, sure float64, arcs ...int) {
	if word < 0 {
		return
	}
	for _, a := range f.args {
		if a.role == role && a.word == word {
			return
		}
	}
	arcs = slices.DeleteFunc(arcs, func(w int) bool { return w < 0 })
	f.args = append(f.args, argument{role, word, arcs, sure})
}

// arg is the first argument in a role.
func (f *frame) arg(role string) (argument, bool) {
	for _, a := range f.args {
		if a.role == role {
			return a, true
		}
	}
	return argument{}, false
}

// isSaidOf says whether the frame's noun or adjective is said of a word.
func (f *frame) isSaidOf(word int) bool {
	a, ok := f.arg(isRole)
	return ok && a.word == word
}

// adds says whether an argument is what a verb adds to something, and no clause that
// somebody adds.
func (f *frame) adds(object argument) bool {
	_, to := f.arg("to")
	return f.lemma == "add" && object.role == objRole && to
}

func (f *frame) rule(name string) { f.rules = append(f.rules, name) }

// frames builds every frame of a sentence, in the order of their words.
func (r *Reader) frames(s *sentence) []frame {
	b := &framer{sentence: s, reader: r, held: make([]bool, len(s.Words))}
	for i := range s.Words {
		b.verb(i)
		b.copula(i)
		b.apposition(i)
		b.title(i)
		b.seat(i)
		b.event(i)
	}
	for i := range s.Words {
		b.relation(i)
	}
	slices.SortStableFunc(b.frames, func(a, b frame) int { return cmp.Compare(a.head, b.head) })
	return b.frames
}

// framer collects the frames of one sentence.
type framer struct {
	*sentence
	reader *Reader
	frames []frame
	held   []bool // nouns that are said of something: "founder" in "Liang, founder of X"
}

func (b *framer) keep(f frame) {
	if len(f.args) > 0 {
		b.frames = append(b.frames, f)
	}
}

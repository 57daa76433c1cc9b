package eval

import (
	"hash/fnv"
	"io/fs"
	"slices"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// TupleExams are CaRB's development sentences, each an article, one half by a
// hash of the sentence. A claim that no vocabulary read (its rules name no
// relation) is right where a gold tuple holds at least half of the words of its
// subject and of its object, each in an argument of its own, and a word of its
// predicate; else wrong. That is stricter than a reader where the gold forgot
// something. What a sentence does not assert the gold mostly leaves inside of an
// argument ("attempted to popularize it"), as it does reduced relatives and
// appositions, and for pronouns it writes what they stand for: such claims are
// not marked.
func TupleExams(gold fs.FS, held bool) ([]Exam, error) {
	const file = "carb/dev.tsv"
	f, err := gold.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	tuples, err := ReadCaRB(f)
	if err != nil {
		return nil, &fs.PathError{Op: "read", Path: file, Err: err}
	}
	var list []Exam
	for _, t := range tuples {
		if inSecondHalf(t.Sentence) == held {
			list = append(list, Exam{kg.Article{Key: t.Sentence, Text: t.Sentence, Language: "en"}, func(r *Reading) []Mark { return markTuples(t.Tuples, r) }})
		}
	}
	return list, nil
}

func inSecondHalf(sentence string) bool {
	h := fnv.New32a()
	h.Write([]byte(sentence))
	return h.Sum32()&1 == 1
}

func markTuples(gold []Tuple, r *Reading) []Mark {
	var marks []Mark
	for i := range r.Claims {
		c := &r.Claims[i]
		inside := slices.Contains(c.Rules, "reduced-relative") || slices.Contains(c.Rules, "apposition")
		if strings.Contains(c.Rules[0], ": ") || c.Object.Claim != "" || !c.Edge() || inside || hasForm(r, &c.Subject, syntax.Pronoun) || hasForm(r, &c.Object, syntax.Pronoun) {
			continue
		}
		right := slices.ContainsFunc(gold, func(t Tuple) bool { return tells(&t, c, false) || tells(&t, c, true) })
		marks = append(marks, Mark{i, right})
	}
	return marks
}

// tells says whether a gold tuple tells a claim; turned where its first argument
// is the claim's object, as in passives.
func tells(t *Tuple, c *kg.Claim, turned bool) bool {
	if len(t.Args) == 0 {
		return false
	}
	rest := strings.Join(append([]string{t.Rel}, t.Args[1:]...), " ")
	x, y := t.Args[0], rest
	if turned {
		x, y = y, x
	}
	if state := c.Object.Value != nil && c.Object.Value.Kind == kg.BooleanValue; state {
		return !turned && halfIn(c.Subject.Text, x) && halfIn(c.Predicate.Text, rest)
	}
	return halfIn(c.Subject.Text, x) && halfIn(c.Object.Text, y) && (c.Predicate.Text == "" || halfIn(lastWord(c.Predicate.Text), rest) || halfIn(firstWord(c.Predicate.Text), rest))
}

func firstWord(s string) string { return strings.Fields(s)[0] }

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// halfIn says whether at least half of some words stand in a text.
func halfIn(words, text string) bool {
	list := strings.Fields(words)
	n, _ := commonWords(list, strings.Fields(text))
	return n > 0 && 2*n >= len(list)
}

package link

import (
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// read takes down what a mention's words say about it.
func (a *article) read(m *syntax.Mention, index int) ref {
	t := &a.trees[m.Tree]
	r := ref{Mention: m, mention: index, tree: t, lemma: lemma(t, m.Head), owner: none, whole: none, role: roleOf(t, m.Head)}
	r.number, r.gender = numberOf(t, m), genderOf(t, m)
	r.bare = true
	t.Children(m.Head, func(c int) bool {
		rel := relation(t, c)
		switch {
		case c > m.Head:
			r.follows = r.follows || rel == "acl" && !aside(t, m.Head, c) || rel == "nmod" && t.Words[c].Rel != "nmod:poss"
		case rel == "det":
			r.bare = false
			word := lower(t, c)
			r.definite = r.definite || pointing(word)
			r.quantified = r.quantified || word == "any" || word == "no" || word == "every" || word == "each"
			r.near = r.near || word != "the" && word != "both"
		case rel == "amod" || rel == "compound":
			r.mods = append(r.mods, lemma(t, c))
		case rel == "nummod":
			r.bare = false
			r.mods = append(r.mods, lemma(t, c))
		case t.Words[c].Rel == "nmod:poss":
			r.bare = false
		}
		return true
	})
	a.readPart(&r)
	return r
}

const none = -1

func pointing(det string) bool {
	switch det {
	case "the", "this", "that", "these", "those", "such", "both":
		return true
	}
	return false
}

func lemma(t *syntax.Tree, i int) string {
	if l := t.Words[i].Lemma; l != "" {
		return strings.ToLower(l)
	}
	return lower(t, i)
}

// lower is the word's form in lower case, "" beyond the sentence.
func lower(t *syntax.Tree, i int) string {
	if i < 0 || i >= len(t.Words) {
		return ""
	}
	return strings.ToLower(t.Words[i].Form)
}

func relation(t *syntax.Tree, i int) string {
	r, _, _ := strings.Cut(t.Words[i].Rel, ":")
	return r
}

// headOf is the 0-based index of a word's head, -1 for the root and for arcs
// that lead nowhere.
func headOf(t *syntax.Tree, i int) int {
	if h := t.Words[i].Head - 1; h < len(t.Words) && h != i && h >= 0 {
		return h
	}
	return none
}

func childOf(t *syntax.Tree, i int, rel string) int {
	found := none
	t.Children(i, func(c int) bool {
		if relation(t, c) == rel {
			found = c
		}
		return found < 0
	})
	return found
}

// roleOf is the role of the phrase that word i heads; a conjunct has that of
// the first.
func roleOf(t *syntax.Tree, i int) role {
	for range 5 {
		if relation(t, i) != "conj" || headOf(t, i) < 0 {
			break
		}
		i = headOf(t, i)
	}
	switch rel := t.Words[i].Rel; {
	case strings.HasPrefix(rel, "nsubj"):
		return subject
	case rel == "obj" || rel == "iobj":
		return object
	case strings.HasPrefix(rel, "obl"):
		return oblique
	case rel == "nmod:poss":
		return possessor
	}
	return other
}

func numberOf(t *syntax.Tree, m *syntax.Mention) number {
	switch w := &t.Words[m.Head]; {
	case m.Form == syntax.Pronoun:
		return pronounNumber(lower(t, m.Head))
	case m.Form == syntax.Name && m.Kind == kg.Other:
		return anyNumber // Mars, the Sams
	case m.Form == syntax.Name && m.Kind != kg.Group:
		return one
	case strings.Contains(w.Feats, "Number=Plur") || w.XPOS == "NNS" || w.XPOS == "NNPS":
		return many
	case strings.Contains(w.Feats, "Number=Sing") || w.XPOS == "NN" || w.XPOS == "NNP":
		return one
	}
	return anyNumber
}

func pronounNumber(p string) number {
	switch p {
	case "i", "me", "my", "mine", "myself", "he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself", "this":
		return one
	case "we", "us", "our", "ours", "ourselves", "they", "them", "their", "theirs", "themselves", "these", "those":
		return many
	}
	return anyNumber
}

func genderOf(t *syntax.Tree, m *syntax.Mention) lexicon.Gender {
	switch m.Form {
	case syntax.Pronoun:
		return pronounGender(lower(t, m.Head))
	case syntax.Nominal:
		return nounGender(lemma(t, m.Head))
	}
	if m.Kind != kg.Person {
		return lexicon.NoGender
	}
	switch strings.TrimSuffix(lower(t, m.First-1), ".") {
	case "mr", "sir", "lord", "king", "prince", "chairman", "spokesman", "congressman":
		return lexicon.Male
	case "mrs", "ms", "miss", "lady", "dame", "queen", "princess", "chairwoman", "spokeswoman", "congresswoman":
		return lexicon.Female
	}
	if m.First == m.Last {
		return lexicon.NoGender // may be a surname
	}
	g, _ := lexicon.GivenName(t.Words[m.First].Form)
	return g
}

func nounGender(noun string) lexicon.Gender {
	switch sort, _ := lexicon.Noun(noun); sort {
	case lexicon.Woman:
		return lexicon.Female
	case lexicon.Man:
		return lexicon.Male
	}
	return lexicon.NoGender
}

func pronounGender(p string) lexicon.Gender {
	switch p {
	case "he", "him", "his", "himself":
		return lexicon.Male
	case "she", "her", "hers", "herself":
		return lexicon.Female
	}
	return lexicon.NoGender
}

// ownerOf is the ref that possesses ref i: "Nvidia" of "Nvidia's chips".
func (a *article) ownerOf(i int) int {
	r := &a.refs[i]
	owner := none
	r.tree.Children(r.Head, func(c int) bool {
		if r.tree.Words[c].Rel == "nmod:poss" {
			owner = a.at(r.Tree, c)
		}
		return owner < 0
	})
	return owner
}

// at is the ref whose head is that word, -1 for none.
func (a *article) at(tree, word int) int {
	return a.heads[tree][word]
}

// aside says that a relative clause stands behind a comma: it tells more of what
// is meant, not which is.
func aside(t *syntax.Tree, noun, clause int) bool {
	if !strings.HasPrefix(t.Words[clause].Rel, "acl:relcl") {
		return false
	}
	for w := noun + 1; w < clause; w++ {
		if t.Words[w].Form == "," {
			return true
		}
	}
	return false
}

package syntax

// Sentence is one sentence of a text with its tokens.
type Sentence struct {
	Span
	Part   Part
	Tokens []Token
	// NewParagraph is true for the first sentence of a paragraph.
	NewParagraph bool
}

// Part says what a sentence is to its article.
type Part uint8

const (
	Body        Part = iota // running text
	Headline                // a title line: telegraphic, often without full stop
	Byline                  // "By Jane Doe", "Reporting by …"
	Boilerplate             // "Read more:", "Subscribe", copyright lines: nothing is read from it
)

// Token is a syntactic word of Universal Dependencies: "don't" is "do" and
// "n't", "DeepSeek's" is "DeepSeek" and "'s". Tokens never overlap.
type Token struct {
	Span
}

// Tree is an analysed sentence. Words[i] is the i-th token; Head counts words
// from 1 as CoNLL-U does, 0 is the root.
type Tree struct {
	Sentence
	Words []Word
}

// Word is a token with its annotation. All strings are interned or slices of
// longer-lived text: a word owns no memory of its own.
type Word struct {
	Span
	Form  string // the text at Span
	Lemma string
	UPOS  string // "NOUN", "PROPN", …
	XPOS  string // Penn tag: "NNP", …
	Feats string // "Number=Sing|…" sorted, "" where none
	Head  int    // 1-based index of the head, 0 for the root
	Rel   string // "nsubj:pass", with its subtype
	Name  NameTag
	// Sure is the parser's marginal probability of this word's arc and
	// relation, NameSure that of its name tag, in (0, 1].
	Sure, NameSure float32
	SpaceAfter     bool
}

// NameTag is a word's place in a name: BIO over NameKind.
type NameTag struct {
	Kind  NameKind
	Begin bool
}

// NameKind is the kind of name the tagger sees, before the article as a whole
// has its say (detect decides kg.Kind).
type NameKind uint8

const (
	NoName NameKind = iota
	PersonName
	OrganizationName
	PlaceName
	ProductName
	EventName
	WorkName
	GroupName // nationalities, religions, political groups: "Chinese", "Republicans"
)

// Heads of the tree, 1-based; 0 stands above the root.

// Children calls yield with the 0-based index of each child of word i, in
// text order, until yield returns false.
func (t *Tree) Children(i int, yield func(child int) bool) {
	for j := range t.Words {
		if t.Words[j].Head == i+1 && !yield(j) {
			return
		}
	}
}

// Root is the 0-based index of the root word, -1 in an empty tree.
func (t *Tree) Root() int {
	for i := range t.Words {
		if t.Words[i].Head == 0 {
			return i
		}
	}
	return -1
}

package extract

import (
	"bytes"
	"testing"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// FuzzClaims hands over trees that no parser would make: heads anywhere,
// circles, relations and tags mixed at random. Nothing may panic, and what is
// read keeps its promises.
func FuzzClaims(f *testing.F) {
	f.Add([]byte("However, researchers claimed that they trained V3 on chips at a cost of $ 6 million ."), []byte{6, 1, 9, 200, 3})
	f.Add([]byte("\" We may buy it , \" said Ann , according to the firm founded in 2023 ?"), []byte{0, 0, 1, 2, 3, 4, 5, 6})
	f.Add([]byte("X ( born 5 May 1950 ) , which officials say rivals Y , is the president and head of Z"), []byte{17, 4, 2})
	r, err := New(kg.BuiltinVocabulary())
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text, seed []byte) {
		words := bytes.Fields(bytes.ToValidUTF8(text, []byte("?")))
		if len(words) == 0 || len(words) > 60 || len(seed) == 0 {
			return
		}
		doc := scramble(words, seed)
		in := understand(doc)
		check(t, in, r.Claims(in))
		r.Propositions(in)
		r.Trace(in, "")
	})
}

var fuzzTags = [...][2]string{{"NOUN", "NN"}, {"PROPN", "NNP"}, {"VERB", "VBD"}, {"VERB", "VBN"}, {"VERB", "VBG"}, {"VERB", "VB"}, {"AUX", "MD"}, {"ADP", "IN"}, {"PRON", "PRP"}, {"ADJ", "JJ"}, {"NUM", "CD"}, {"DET", "DT"}, {"PRON", "WDT"}}

var fuzzRels = [...]string{"nsubj", "obj", "obl", "nmod", "nmod:poss", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "conj", "cc", "mark", "case", "cop", "aux", "aux:pass", "appos", "compound", "flat", "parataxis", "nsubj:pass", "obl:agent", "amod", "det", "punct"}

// scramble hangs the words on each other as the seed says.
func scramble(words [][]byte, seed []byte) *syntax.Document {
	text := bytes.Join(words, []byte(" "))
	tree := syntax.Tree{Sentence: syntax.Sentence{Span: syntax.Span{End: len(text)}, NewParagraph: true}}
	at := 0
	for i, w := range words {
		s := int(seed[i%len(seed)]) + i*int(seed[0])
		tag := fuzzTags[s%len(fuzzTags)]
		span := syntax.Span{Start: at, End: at + len(w)}
		tree.Words = append(tree.Words, syntax.Word{
			Span: span, Form: string(w), Lemma: string(bytes.ToLower(w)), UPOS: tag[0], XPOS: tag[1],
			Head: (s*7 + i*3) % (len(words) + 1), Rel: fuzzRels[(s+i)%len(fuzzRels)], Sure: 1, SpaceAfter: true,
		})
		tree.Tokens = append(tree.Tokens, syntax.Token{Span: span})
		at += len(w) + 1
	}
	return &syntax.Document{ID: "fuzz", Text: syntax.NewText(string(text)), Trees: []syntax.Tree{tree}}
}

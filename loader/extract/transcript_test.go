package extract

import (
	"strings"
	"testing"

	"claimgraph/loader/syntax"
)

// TestTranscript holds who speaks in each paragraph of an interview and of an
// article that only begins some paragraphs with a name and a colon.
func TestTranscript(t *testing.T) {
	tests := []struct {
		paragraphs string
		want       string // the label's first word, ? for one without, - for the article's own
	}{
		{"He spoke .|( ( WN ) ) Why was it made ?|( ( Ann Lee ) ) It was made late .|Nobody knew .|( ( WN ) ) What next ?|I rest .", "- WN Ann Ann WN ?"},
		{"( ( WN ) ) Why ?|( ( WN ) ) When ?|( ( WN ) ) How ?|The party met in May .", "WN WN WN -"},
		{"Q : Who made it ?|A : They did .|Q : When ?|A : Late .", "Q A Q A"},
		{"London : It rained .|Paris : It snowed .|They left .", "- - -"},
	}
	for _, test := range tests {
		d := &document{}
		for i, p := range strings.Split(test.paragraphs, "|") {
			tree := &syntax.Tree{Sentence: syntax.Sentence{NewParagraph: true}}
			for _, form := range strings.Fields(p) {
				word := syntax.Word{Form: form, UPOS: "NOUN"}
				switch {
				case strings.ContainsAny(form, ".?():"):
					word.UPOS = "PUNCT"
				case strings.ToUpper(form[:1]) == form[:1]:
					word.UPOS = "PROPN"
				}
				tree.Words = append(tree.Words, word)
			}
			d.sentences = append(d.sentences, newSentence(tree, i))
		}
		var got []string
		for _, turn := range d.transcript() {
			switch {
			case !turn.spoken:
				got = append(got, "-")
			case turn.agent < 0:
				got = append(got, "?")
			default:
				got = append(got, turn.in.Words[turn.agent].Form)
			}
		}
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("%s: %s, want %s", test.paragraphs, s, test.want)
		}
	}
}

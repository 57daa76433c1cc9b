package eval

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"claimgraph/kg"
)

// KnowledgeNet (Mesquita et al. 2019) annotates facts of fifteen properties in
// passages of documents: one JSON document a line, offsets in code points. A
// property is exhaustively annotated in some passages only; elsewhere what a
// system finds is neither right nor wrong.

// FactDocument is a document of it.
type FactDocument struct {
	Fold     int           `json:"fold"`
	ID       string        `json:"documentId"`
	Text     string        `json:"documentText"`
	Passages []FactPassage `json:"passages"`
}

// FactPassage is a part that was annotated.
type FactPassage struct {
	Start      int            `json:"passageStart"`
	End        int            `json:"passageEnd"`
	Exhaustive []FactProperty `json:"exhaustivelyAnnotatedProperties"`
	Facts      []SpanFact     `json:"facts"`
}

// FactProperty is a property by number, as "12", and name.
type FactProperty struct {
	ID   string `json:"propertyId"`
	Name string `json:"propertyName"`
}

// SpanFact is a property between two spans of a document.
type SpanFact struct {
	Property        string
	Subject, Object kg.Span
}

// UnmarshalJSON reads the flat form.
func (f *SpanFact) UnmarshalJSON(b []byte) error {
	var flat struct {
		PropertyID                                       string
		SubjectStart, SubjectEnd, ObjectStart, ObjectEnd int
	}
	err := json.Unmarshal(b, &flat)
	*f = SpanFact{flat.PropertyID, kg.Span{Start: flat.SubjectStart, End: flat.SubjectEnd}, kg.Span{Start: flat.ObjectStart, End: flat.ObjectEnd}}
	return err
}

// ReadFactDocuments reads those of one fold.
func ReadFactDocuments(r io.Reader, fold int) iter.Seq2[FactDocument, error] {
	return func(yield func(FactDocument, error) bool) {
		decoder := json.NewDecoder(r)
		for n := 1; ; n++ {
			var d FactDocument
			err := decoder.Decode(&d)
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(d, fmt.Errorf("document %d: %w", n, err))
				return
			}
			if d.Fold == fold && !yield(d, nil) {
				return
			}
		}
	}
}

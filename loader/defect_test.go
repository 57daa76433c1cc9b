package loader

import (
	"errors"
	"testing"

	"claimgraph/kg"
)

func TestAStageThatFailsCostsItsArticleOnly(t *testing.T) {
	_, err := guarded(kg.Article{Key: "a.txt"}, func(kg.Article) *Analysis { panic("index out of range") })
	var defect *Defect
	if !errors.As(err, &defect) || defect.Key != "a.txt" || defect.Stack == "" {
		t.Fatalf("got %v, want a Defect of a.txt with its stack", err)
	}
}

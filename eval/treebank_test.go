package eval_test

import (
	"fmt"
	"strings"
	"testing"

	"claimgraph/eval"
)

func TestTreebankScores(t *testing.T) {
	gold, err := eval.ReadTreebank(testFile(t, "trees/gold.conllu"))
	if err != nil {
		t.Fatal(err)
	}
	system, err := eval.ReadTreebank(testFile(t, "trees/system.conllu"))
	if err != nil {
		t.Fatal(err)
	}
	scores, err := eval.ScoreTreebank(gold, system)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(strings.TrimSpace(testText(t, "trees/want.txt")), "\n")[1:]
	if len(scores) != len(want) {
		t.Fatalf("%d scores, want %d", len(scores), len(want))
	}
	for i, s := range scores {
		got := fmt.Sprintf("%-10s %8.2f %8.2f %8.2f", s.Name, 100*s.Precision(), 100*s.Recall(), 100*s.F1())
		if !strings.HasPrefix(want[i], got) {
			t.Errorf("got %s\nwant %s", got, want[i])
		}
	}
}

func TestTextsThatDiffer(t *testing.T) {
	var banks []*eval.Treebank
	for _, form := range []string{"left", "lost"} {
		b, err := eval.ReadTreebank(strings.NewReader("1\t" + form + "\t_\t_\t_\t_\t0\troot\t_\t_\n"))
		if err != nil {
			t.Fatal(err)
		}
		banks = append(banks, b)
	}
	if _, err := eval.ScoreTreebank(banks[0], banks[1]); err == nil || !strings.Contains(err.Error(), "byte 1: ") {
		t.Errorf("error %v", err)
	}
}

func TestRawText(t *testing.T) {
	conllu := testText(t, "trees/gold.conllu")
	if got, want := eval.RawText(conllu), testText(t, "trees/text.txt"); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := eval.RawText(eval.OfGenres(conllu, []string{"bio"})); got != "It's over\n" {
		t.Errorf("bio is %q", got)
	}
}

// FuzzTreebank reads hostile files: none may hang or end the program, and a
// file has all its own words.
func FuzzTreebank(f *testing.F) {
	f.Add("1-2\ta b\t_\t_\t_\t_\t_\t_\n1\ta\t_\t_\t_\t_\t2\tdet\n2\tb\t_\t_\t_\t_\t0\troot\n")
	f.Add("3\ta\t_\t_\t_\t_\t-9\tx\n\n1-0\tb\t_\t_\t_\t_\t_\t_\n")
	f.Fuzz(func(t *testing.T, conllu string) {
		bank, err := eval.ReadTreebank(strings.NewReader(conllu))
		if err != nil {
			return
		}
		scores, err := eval.ScoreTreebank(bank, bank)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range scores[:5] {
			if s.Right != s.ToFind {
				t.Errorf("%s: %v of %v", s.Name, s.Right, s.ToFind)
			}
		}
	})
}

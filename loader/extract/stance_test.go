package extract_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"claimgraph/kg"
)

// TestStance reads the sentences of testdata/stance.tsv, whose head says what its
// columns are, through every stage: whose words a claim is, by which cue, through
// whom, affirmed or not, and with what force. A line that begins with "!" is a known
// miss: it says what is right and is not read so, and is an error once it is.
func TestStance(t *testing.T) {
	l := newLoader(t)
	lines, right := 0, 0
	for _, s := range stances(t) {
		claims := l.Analyse(kg.Article{Key: "a", Text: s.text}).Claims
		for _, word := range s.words {
			want, got := s.want[word], stancesOf(claims, word)
			lines++
			switch is := slices.Equal(got, want); {
			case is && s.missed[word]:
				right++
				t.Errorf("%s\n%q is read now: take its mark away", s.text, want)
			case is:
				right++
			case !s.missed[word]:
				t.Errorf("%s\ngot  %q\nwant %q", s.text, got, want)
			}
		}
	}
	t.Logf("%d of %d right", right, lines)
}

// said is a text of the table and how the claims of its words stand.
type said struct {
	text   string
	words  []string
	want   map[string][]string
	missed map[string]bool
}

func stances(t *testing.T) []said {
	file, err := os.ReadFile("testdata/stance.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var list []said
	for n, line := range strings.Split(string(file), "\n") {
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '>':
			list = append(list, said{text: strings.ReplaceAll(strings.TrimSpace(line[1:]), "//", "\n\n"), want: map[string][]string{}, missed: map[string]bool{}})
		case len(list) == 0 || strings.Count(line, "\t") < 1:
			t.Fatalf("stance.tsv: line %d: want a word and how its claims stand", n+1)
		default:
			list[len(list)-1].enter(line)
		}
	}
	return list
}

// enter takes a line of the table; a word may have several.
func (s *said) enter(line string) {
	row, missed := strings.CutPrefix(strings.TrimRight(line, "\t"), "!")
	word, _, _ := strings.Cut(row, "\t")
	if !slices.Contains(s.words, word) {
		s.words = append(s.words, word)
	}
	s.want[word] = append(s.want[word], row)
	s.missed[word] = s.missed[word] || missed
	slices.Sort(s.want[word])
}

// stancesOf is how the claims stand that a word makes, each way once, in order; "none"
// for none.
func stancesOf(claims []kg.Claim, word string) []string {
	var list []string
	for i := range claims {
		c := &claims[i]
		if !strings.Contains(" "+c.Predicate.Text+" ", " "+word+" ") || c.Object.Claim != "" {
			continue
		}
		row := strings.TrimRight(strings.Join([]string{word, string(c.Polarity), string(c.Modality), columns(c.Attribution)}, "\t"), "\t")
		if !slices.Contains(list, row) {
			list = append(list, row)
		}
	}
	if len(list) == 0 {
		return []string{word + "\tnone"}
	}
	slices.Sort(list)
	return list
}

// columns are the source, its cue and through whom.
func columns(a *kg.Attribution) string {
	if a == nil {
		return "-"
	}
	source := a.Text
	if source == "" {
		source = "?"
	}
	row := fmt.Sprintf("%s\t%s", source, a.Cue)
	for v := a.Via; v != nil; v = v.Via {
		row += "\t" + v.Text
	}
	return row
}

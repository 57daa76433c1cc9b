package main

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/loader/parse/model"
	"claimgraph/loader/syntax"
)

// kinds is a set of name kinds that an annotation may stand for; outside is
// among them where the annotation need not be a name at all. Empty: no name.
type kinds uint16

const (
	person  = kinds(1 << syntax.PersonName)
	org     = kinds(1 << syntax.OrganizationName)
	place   = kinds(1 << syntax.PlaceName)
	product = kinds(1 << syntax.ProductName)
	event   = kinds(1 << syntax.EventName)
	work    = kinds(1 << syntax.WorkName)
	group   = kinds(1 << syntax.GroupName)
	outside = kinds(1 << syntax.NoName)
	misc    = product | event | work | group
)

// coarse reads the labels of the four-class sets.
func coarse(label string, words []string) kinds {
	switch label {
	case "PER":
		return person
	case "ORG":
		return org
	case "LOC":
		return place
	case "MISC", "OTH":
		return miscKinds(words, misc)
	}
	return 0
}

// miscKinds narrows "miscellaneous" by form: one word that is built like
// "Canadian" or "Iraqis" is a group, other single words may be one.
func miscKinds(words []string, otherwise kinds) kinds {
	if len(words) == 1 && demonym(words[0]) {
		return group
	}
	return otherwise
}

func demonym(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	if !unicode.IsUpper(r) || len(word) < 4 {
		return false
	}
	word = strings.ToLower(word)
	for _, end := range []string{"an", "ese", "ish", "ch", "i", "ic", "ite", "ans", "is", "ites", "ics", "lems", "lim", "lims", "ni", "eek", "arab", "arabs", "jew", "jews", "sh", "wiss"} {
		if strings.HasSuffix(word, end) {
			return true
		}
	}
	return false
}

// fine reads CrossNER's and WNUT-17's classes. Terms such as algorithms and
// genres are no names here, though some of them are written like one.
func fine(label string, words []string) kinds {
	switch label {
	case "person", "politician", "scientist", "researcher", "writer", "musicalartist":
		return person
	case "organisation", "university", "politicalparty", "band", "corporation", "group":
		return org
	case "country", "location":
		return place
	case "astronomicalobject": // Universal NER does not mark planets
		return place | outside
	case "election", "event", "conference":
		return event
	case "book", "poem", "album", "song", "creative-work":
		return work
	case "magazine", "academicjournal":
		return work | org
	case "award":
		return work | event | product
	case "product":
		return product
	case "programlang":
		return product
	case "algorithm", "musicalinstrument":
		return product | outside
	case "misc":
		return miscKinds(words, misc|outside)
	}
	return 0
}

// span is words [from, to) of a sentence and what they may name.
type span struct {
	from, to int
	kinds    kinds
}

// tagSets turns spans into the tags that each token may have. Tokens outside
// all spans may only have tag 0, and the kinds in unseen, which the data set
// does not annotate.
func tagSets(n int, spans []span, unseen kinds) []tagSet {
	sets := make([]tagSet, n)
	for i := range sets {
		sets[i] = 1
		for k := syntax.PersonName; k <= syntax.GroupName; k++ {
			if unseen&(1<<k) != 0 {
				sets[i] |= 1<<model.Begin(k) | 1<<model.Inside(k)
			}
		}
	}
	for _, s := range spans {
		if s.kinds == 0 {
			continue
		}
		for i := s.from; i < s.to; i++ {
			sets[i] = 0
			for k := syntax.NoName; k <= syntax.GroupName; k++ {
				switch {
				case s.kinds&(1<<k) == 0:
				case k == syntax.NoName:
					sets[i] |= 1
				case i == s.from:
					sets[i] |= 1 << model.Begin(k)
				default:
					sets[i] |= 1 << model.Inside(k)
				}
			}
		}
	}
	return sets
}

// spansOf reads BIO or IO labels ("I-ORG" may begin a span).
func spansOf(forms, labels []string, read func(string, []string) kinds) []span {
	var spans []span
	for i := 0; i < len(labels); {
		_, label, named := strings.Cut(labels[i], "-")
		if !named {
			i++
			continue
		}
		end := i + 1
		for end < len(labels) && labels[end] == "I-"+label {
			end++
		}
		spans = append(spans, span{i, end, read(label, forms[i:end])})
		i = end
	}
	return spans
}

// joinUNER adds Universal NER's names to the trees of the same sentences. The
// early train part also marks other names (OTH), so all else is outside; the
// dev part is silent on them.
func joinUNER(trees []labelled, path string, withOther bool) error {
	named, err := readIOB(path)
	if err != nil {
		return err
	}
	unseen := misc
	if withOther {
		unseen = 0
	}
	byText := map[string][]string{}
	for _, s := range named {
		byText[strings.Join(s.forms, " ")] = s.labels
	}
	for i := range trees {
		t := &trees[i]
		if labels, ok := byText[strings.Join(t.forms, " ")]; ok {
			t.names = tagSets(len(t.forms), spansOf(t.forms, labels, coarse), unseen)
		}
	}
	return nil
}

type iob struct{ forms, labels []string }

func readIOB(path string) ([]iob, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []iob
	var s iob
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" {
			if len(s.forms) > 0 {
				all = append(all, s)
			}
			s = iob{}
			continue
		}
		if line[0] == '#' && strings.Contains(line, " = ") {
			continue
		}
		column := strings.Split(line, "\t")
		if len(column) < 3 {
			return nil, misread(path, n, "fewer than three columns")
		}
		label := column[2]
		if label == "B-O" { // a slip of the early annotation
			label = "O"
		}
		s.forms, s.labels = append(s.forms, column[1]), append(s.labels, label)
	}
	return append(all, s), lines.Err()
}

// readColumns reads "form label" lines; sentences are parted by blank lines.
func readColumns(path string, comma rune, column int, read func(string, []string) kinds) ([]labelled, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []labelled
	var forms, labels []string
	flush := func() {
		if len(forms) > 0 {
			all = append(all, labelled{doc: filepath.Base(filepath.Dir(path)), forms: forms,
				names: tagSets(len(forms), spansOf(forms, labels, read), 0)})
		}
		forms, labels = nil, nil
	}
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		fields := strings.Split(strings.TrimRight(lines.Text(), " \t\r"), string(comma))
		if len(fields) <= column || fields[0] == "" {
			if len(fields) > 0 && fields[0] != "" && len(lines.Text()) > 0 && len(fields) != column {
				return nil, misread(path, n, "no label")
			}
			flush()
			continue
		}
		forms, labels = append(forms, fields[0]), append(labels, fields[column])
	}
	flush()
	return all, lines.Err()
}

// readNames reads the sets that have names but no trees. CrossNER's politics
// dev part stays out: it teaches loader/detect how far tags can be trusted.
func readNames(root string) ([]labelled, error) {
	all, err := readColumns(filepath.Join(root, "wikigold", "train.conll"), ' ', 1, coarse)
	if err != nil {
		return nil, err
	}
	for _, file := range []string{"crossner/ai/train.txt", "crossner/literature/train.txt", "crossner/music/train.txt",
		"crossner/politics/train.txt", "crossner/science/train.txt", "wnut17/wnut17train.conll",
		"crossner/ai/dev.txt", "crossner/literature/dev.txt", "crossner/music/dev.txt", "crossner/science/dev.txt"} {
		more, err := readColumns(filepath.Join(root, file), '\t', 1, fine)
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	for _, set := range []struct {
		read func(string) ([]labelled, error)
		path string
	}{
		{readRedocred, "redocred/train400.json"}, {readKnowledgeNet, "knowledgenet/folds123.jsonl"},
		{readFewrelNames, "fewrel/val_wiki.json"}, {readTekgen, "tekgen"},
	} {
		more, err := set.read(filepath.Join(root, set.path))
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	return all, nil
}

// trimmed replaces blank forms, which Re-DocRED has, by a visible one.
func trimmed(forms []string) []string {
	out := make([]string, len(forms))
	for i, f := range forms {
		if out[i] = strings.TrimSpace(f); out[i] == "" {
			out[i] = "."
		}
	}
	return out
}

// outermost keeps the longest of spans that overlap, the first of equals.
func outermost(spans []span) []span {
	slices.SortStableFunc(spans, func(a, b span) int {
		if d := (b.to - b.from) - (a.to - a.from); d != 0 {
			return d
		}
		return a.from - b.from
	})
	var kept []span
	for _, s := range spans {
		if !slices.ContainsFunc(kept, func(k span) bool { return s.from < k.to && k.from < s.to }) {
			kept = append(kept, s)
		}
	}
	slices.SortFunc(kept, func(a, b span) int { return a.from - b.from })
	return kept
}

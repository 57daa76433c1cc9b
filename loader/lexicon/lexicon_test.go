package lexicon

import (
	"strings"
	"testing"

	"claimgraph/kg"
)

func TestTablesAreSearchable(t *testing.T) {
	for file, table := range map[string]string{"nouns": nouns, "news": news, "places": places, "names": names, "given": given} {
		last := ""
		for line := range strings.Lines(table) {
			key, value, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
			if !ok || value == "" || key <= last {
				t.Fatalf("%s: line %q after %q", file, line, last)
			}
			if got, ok := find(table, key); !ok || got != value {
				t.Fatalf("%s: find(%q) = %q, %v", file, key, got, ok)
			}
			last = key
		}
	}
}

func TestFindsOnlyWholeKeys(t *testing.T) {
	const table = "a\t1\nab\t2\nabd\t3\nb c\t4\n"
	for _, key := range []string{"", "A", "a\x01", "a\t", "a\t1", "a\t1\nab", "abc", "abde", "b", "b c\t4\n", "b c\t4\nd", "c", "\n", "\t"} {
		if got, ok := find(table, key); ok {
			t.Errorf("find(%q) = %q", key, got)
		}
	}
	if got, ok := find("", "a"); ok {
		t.Errorf("Find in an empty table = %q", got)
	}
}

func BenchmarkFind(b *testing.B) {
	for b.Loop() {
		for _, key := range [...]string{"company", "minister", "qwertyness", "zoo"} {
			find(nouns, key)
		}
	}
}

func TestNoun(t *testing.T) {
	for noun, want := range map[string]kg.Kind{
		"company": kg.Organization, "startup": kg.Organization, "chipmaker": kg.Organization, "phonemaker": kg.Organization,
		"minister": kg.Person, "ex-minister": kg.Person, "virologist": kg.Person, "chip": kg.Product, "app": kg.Product,
		"city": kg.Place, "law": kg.Law, "war": kg.Event, "film": kg.Work, "skepticism": kg.Concept, "qwertyness": kg.Concept,
		"": kg.Concept, "-": kg.Concept, "a-": kg.Concept,
	} {
		if s, _ := Noun(noun); s.Kind() != want {
			t.Errorf("%s is %s, want %s", noun, s.Kind(), want)
		}
	}
}

func TestName(t *testing.T) {
	for name, want := range map[string]Known{
		"China": {'c', "China"}, "Chinese": {'d', "China"}, "Americans": {'d', "United States"}, "Dutch": {'d', "Netherlands"},
		"Paris": {'k', "France"}, "Texas": {'s', "United States"}, "EU": {'o', ""}, "Republicans": {'g', ""},
	} {
		if got, _ := Name(name); got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
}

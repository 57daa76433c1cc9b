package kg

import (
	"context"
	"testing"
)

func TestSpelling(t *testing.T) {
	for _, c := range []struct {
		a, b  string
		alike bool
	}{
		{"hezbollah", "hizbollah", true},
		{"muammar gaddafi", "muammar qaddafi", true},
		{"boeing 737", "boeing 747", false},
		{"iran", "iraq", false},
		{"north korea", "south korea", false},
		{"acme", "acme", false},
		{"", "", false},
		{"kim jong il", "kim jong un", false},
		{"united states department of justice", "united states department of state", false},
		{"nicolas maduro moros", "nicholas maduro moros", true},
	} {
		if got := spelling(c.a, c.b) > 0; got != c.alike {
			t.Errorf("%q, %q: %v", c.a, c.b, got)
		}
		if spelling(c.a, c.b) != spelling(c.b, c.a) {
			t.Errorf("%q, %q: not the same the other way round", c.a, c.b)
		}
	}
}

func TestNamesThatSpeakForAPair(t *testing.T) {
	for _, c := range []struct {
		a, b   Entity
		reason string
	}{
		{Entity{Name: "Angela Merkel"}, Entity{Name: "Merkel"}, `"Merkel" is a part of "Angela Merkel"`},
		{Entity{Name: "EU"}, Entity{Name: "European Union"}, `"EU" are the initials of "European Union"`},
		{Entity{Name: "DeepSeek"}, Entity{Name: "DeepSeek researchers"}, ""},
		{Entity{Name: "Palm"}, Entity{Name: "West Palm Beach"}, ""},
		{Entity{Name: "Senate"}, Entity{Name: "Senate and House"}, ""},
		{Entity{Name: "New Mexico", Kind: Place}, Entity{Name: "Mexico", Kind: Place}, ""},
		{Entity{Name: "Meta", Aliases: []string{"Facebook"}}, Entity{Name: "facebook"}, `both are called "Facebook"`},
		{Entity{Name: "Acme"}, Entity{Name: "ACME"}, `both are labelled "Acme"`},
		{Entity{Name: "Berlin"}, Entity{Name: "Bonn"}, ""},
		{Entity{Name: "Sadiq Khan", Aliases: []string{"Khan"}}, Entity{Name: "Usman Khan", Aliases: []string{"Khan"}}, ""},
		{Entity{Name: "Ministry of Defence"}, Entity{Name: "Ministry"}, ""},
	} {
		l := &likeness{open: 1}
		if _, err := l.names(&c.a, &c.b, commonParts{t.Context(), ministries{}, map[string]bool{}}); err != nil {
			t.Fatal(err)
		}
		got := ""
		if len(l.reasons) > 0 {
			got = l.reasons[0]
		}
		if got != c.reason {
			t.Errorf("%s, %s: %s, want %s", c.a.Name, c.b.Name, got, c.reason)
		}
	}
}

// ministries is a store with one Angela Merkel and many ministries.
type ministries struct{ Store }

func (ministries) Names(_ context.Context, query string, _ int) ([]NameHit, error) {
	if query != "ministry" {
		return []NameHit{{Name: "Angela Merkel"}}, nil
	}
	return []NameHit{{Name: "Ministry"}, {Name: "Ministry of Defence"}, {Name: "Ministry of Finance"}, {Name: "ministry of Finance"},
		{Name: "Foreign Ministry"}, {Name: "Interior Ministry"}, {Name: "Ministry of Trade"}}, nil
}

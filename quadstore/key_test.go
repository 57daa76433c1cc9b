package quadstore

import (
	"bytes"
	"cmp"
	"math"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"
)

// drawID makes ids of every length.
func drawID(r *rapid.T) uint64 {
	return rapid.Uint64().Draw(r, "id") >> rapid.IntRange(0, 63).Draw(r, "shift")
}

// The bytes of ids are in the order of the ids, and come back.
func TestIDs(t *testing.T) {
	for _, id := range []uint64{0, 1<<7 - 1, 1 << 7, 1<<14 - 1, 1 << 14, 1<<49 - 1, 1 << 49, 1<<56 - 1, 1 << 56, math.MaxUint64} {
		got, rest, err := cutID(append(appendID(nil, id), 7))
		if got != id || len(rest) != 1 || err != nil {
			t.Errorf("%d came back as %d, %v, %v", id, got, rest, err)
		}
	}
	rapid.Check(t, func(r *rapid.T) {
		a, b := drawID(r), drawID(r)
		if got := bytes.Compare(appendID(nil, a), appendID(nil, b)); got != cmp.Compare(a, b) {
			r.Fatalf("%d and %d compare as %d in bytes", a, b, got)
		}
		if got, rest, err := cutID(appendID(nil, a)); got != a || len(rest) > 0 || err != nil {
			r.Fatalf("%d came back as %d, %v, %v", a, got, rest, err)
		}
	})
}

// Keys of every order sort as their quads do, and come back.
func TestKeys(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		a := [4]uint64{drawID(r), drawID(r), drawID(r), drawID(r)}
		b := [4]uint64{drawID(r), a[1], a[2], a[3]}
		for _, o := range orders {
			if got, err := o.parseKey(o.appendKey(nil, a)); got != a || err != nil {
				r.Fatalf("%v came back as %v, %v", a, got, err)
			}
			if got := bytes.Compare(o.appendKey(nil, a), o.appendKey(nil, b)); got != o.compare(a, b) {
				r.Fatalf("%v and %v compare as %d in bytes", a, b, got)
			}
		}
	})
}

// Bytes that are no key are an error, never a panic.
func FuzzKey(f *testing.F) {
	f.Add([]byte("s"))
	f.Add(spog.appendKey(nil, [4]uint64{1, 300, 1 << 40, 0}))
	f.Fuzz(func(t *testing.T, key []byte) {
		q, err := spog.parseKey(key)
		if err == nil && len(spog.appendKey(nil, q)) > len(key) {
			t.Errorf("% x is read as %v, which is written longer", key, q)
		}
		_, _ = parseNameKey(key)
	})
}

// Bytes that are a term are written as they were read.
func FuzzTerm(f *testing.F) {
	for _, seed := range []string{"", "iurn:x:a", "sa\x00", "len\x00text", "thttp://x/d\x001", "bb", "l", "t\x00", "x"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		v, err := parseTerm(b)
		if err != nil {
			return
		}
		again, err := appendTerm(nil, v)
		if err != nil {
			return // an empty IRI, language or datatype: never written
		}
		w, err := parseTerm(again)
		if err != nil || quad.Value(w) != v && again[0] != kindString {
			t.Errorf("%q is %#v, written as %q, which is %#v, %v", b, v, again, w, err)
		}
	})
}

// The order of strings is that of bytes.Compare, zeros and long beginnings included.
func TestSorted(t *testing.T) {
	piece := rapid.SampledFrom([]string{"", "a", "b", "\x00", "urn:claimgraph:load:", "ü", "12345678"})
	rapid.Check(t, func(r *rapid.T) {
		table := newTermTable()
		for range rapid.IntRange(0, 60).Draw(r, "n") {
			var s []byte
			for _, p := range rapid.SliceOfN(piece, 0, 6).Draw(r, "string") {
				s = append(s, p...)
			}
			if i := table.number(s); !bytes.Equal(table.at(i), s) || table.number(s) != i {
				r.Fatalf("%q is not numbered", s)
			}
		}
		order := sorted(table.len(), table.at)
		for i := 1; i < len(order); i++ {
			if bytes.Compare(table.at(order[i-1]), table.at(order[i])) >= 0 {
				r.Fatalf("%q before %q", table.at(order[i-1]), table.at(order[i]))
			}
		}
	})
}

func TestRadixSort(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var quads []rankQuad
		for range rapid.IntRange(0, 50).Draw(r, "n") {
			var q rankQuad
			for pos := range q {
				q[pos] = rapid.Uint32Range(0, 1<<24).Draw(r, "rank") >> rapid.IntRange(0, 24).Draw(r, "shift")
			}
			quads = append(quads, q)
		}
		want := slices.Clone(quads)
		slices.SortFunc(want, func(a, b rankQuad) int { return slices.Compare(a[:], b[:]) })
		got, _ := radixSort(quads, make([]rankQuad, len(quads)), [4]int{25, 25, 25, 25}, 0, 1, 2, 3)
		if !slices.Equal(got, want) {
			r.Fatalf("%v, want %v", got, want)
		}
	})
}

func TestFold(t *testing.T) {
	for name, want := range map[string][]string{
		"García-María’s":         {"garcia", "maria", "s"},
		"GROẞE Straße":           {"grosse", "strasse"},
		"Łódź, Ærø; DeepSeek-V3": {"lodz", "aero", "deepseek", "v3"},
		"ﬁne 上海":                 {"fine", "上海"},
		"İstanbul":               {"istanbul"},
		" – ":                    {},
	} {
		if got := fold(name); !slices.Equal(got, want) {
			t.Errorf("%q folds to %q, want %q", name, got, want)
		}
	}
}

package quadstore

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/cockroachdb/pebble/v2"
)

// candidates bounds how many names are looked at for one query, so that a query
// of one frequent word costs milliseconds. Names that begin with the query are
// found first and in order; of the rest the longest known are kept.
const candidates = 5000

// tiers of the score, from names.go's promise in Snapshot.Names.
const (
	scoreSame      = 1.0
	scoreSameWords = 0.9
	scoreBegins    = 0.7
	scoreAllWords  = 0.5
	scoreUnended   = 0.3
	scoreWithin    = 0.1 // how much of a tier the length can make up
)

// Names implements Snapshot.
func (s *snapshot) Names(ctx context.Context, query string, limit int) ([]NameHit, error) {
	words := fold(query)
	if len(words) == 0 || limit <= 0 {
		return nil, nil
	}
	found, err := s.findNames(ctx, words, max(limit, candidates))
	if err != nil {
		return nil, err
	}
	hits, err := s.scoreNames(found, words)
	if err != nil {
		return nil, err
	}
	return bestHits(hits, limit), nil
}

// Named implements Snapshot.
func (s *snapshot) Named(name string) ([]NameHit, error) {
	words := fold(name)
	if len(words) == 0 {
		return nil, nil
	}
	found, err := s.namesUnder(spaceName, strings.Join(words, " ")+"\x00", everyName)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(found, compareNames)
	hits, err := s.scoreNames(found, words)
	if err != nil {
		return nil, err
	}
	return bestHits(hits, len(hits)), nil
}

const everyName = -1 // no limit

// findNames collects names that can match: by their beginning, by all words,
// by all words but an unfinished last one.
func (s *snapshot) findNames(ctx context.Context, words []string, limit int) ([]name, error) {
	begins, err := s.namesUnder(spaceName, strings.Join(words, " "), limit)
	if err != nil {
		return nil, err
	}
	whole, err := s.namesWithAll(ctx, words, limit)
	if err != nil {
		return nil, err
	}
	unended, err := s.namesUnended(ctx, words, limit)
	if err != nil {
		return nil, err
	}
	found := slices.Concat(begins, whole, unended)
	slices.SortFunc(found, compareNames)
	return slices.Compact(found), nil
}

// namesUnder reads the names whose key begins with text.
func (s *snapshot) namesUnder(space byte, text string, limit int) (names []name, err error) {
	lower := append([]byte{space}, text...)
	for it, err := range s.walk(lower, successor(lower)) {
		if err != nil {
			return nil, err
		}
		n, err := parseNameKey(it.Key())
		if err != nil {
			return nil, err
		}
		if names = append(names, n); len(names) == limit {
			break
		}
	}
	return names, nil
}

func parseNameKey(key []byte) (n name, err error) {
	_, ids, found := bytes.Cut(key, []byte{0})
	if !found {
		return n, fmt.Errorf("%w: key %q of the names has no end of text", ErrCorruption, key)
	}
	if n.object, ids, err = cutID(ids); err != nil {
		return n, err
	}
	n.subject, _, err = cutID(ids)
	return n, err
}

// namesWithAll intersects the names of whole words: each word's names are in
// order, so the one that lags behind jumps to where the other is.
func (s *snapshot) namesWithAll(ctx context.Context, words []string, limit int) (names []name, err error) {
	if len(words) == 0 {
		return nil, nil
	}
	lists, err := s.wordLists(words)
	defer closeAll(lists)
	if err != nil {
		return nil, err
	}
	target := name{}
	for agreed := 0; len(names) < limit; {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, list := range lists {
			n, found, err := list.from(target)
			if err != nil || !found {
				return names, err
			}
			if n != target {
				target, agreed = n, 0
			}
			if agreed++; agreed >= len(lists) {
				names = append(names, target)
				target, agreed = name{target.object, target.subject + 1}, 0
				break
			}
		}
	}
	return names, nil
}

// namesUnended finds names with all words but the last, and a word that begins
// with the last one.
func (s *snapshot) namesUnended(ctx context.Context, words []string, limit int) ([]name, error) {
	last := len(words) - 1
	if last == 0 {
		return s.namesUnder(spaceWord, words[0], limit)
	}
	// The last word is checked when the name itself is read, for its score.
	return s.namesWithAll(ctx, words[:last], limit)
}

// wordList walks the names that have a word.
type wordList struct {
	it  *pebble.Iterator
	key []byte
	pre int
}

func (s *snapshot) wordLists(words []string) (lists []*wordList, err error) {
	for _, word := range words {
		lower := append(append([]byte{spaceWord}, word...), 0)
		it, err := s.iterator(lower, successor(lower))
		if err != nil {
			return lists, err
		}
		lists = append(lists, &wordList{it: it, key: lower, pre: len(lower)})
	}
	return lists, nil
}

func closeAll(lists []*wordList) {
	for _, list := range lists {
		list.it.Close()
	}
}

// from gives the first name that is not before target.
func (l *wordList) from(target name) (n name, found bool, err error) {
	l.key = appendID(appendID(l.key[:l.pre], target.object), target.subject)
	if !l.it.Valid() || bytes.Compare(l.it.Key(), l.key) < 0 {
		if !l.it.SeekGE(l.key) {
			return n, false, classify(l.it.Error())
		}
	}
	n, err = parseNameKey(l.it.Key())
	return n, true, err
}

// scoreNames reads the names and drops those that do not match after all.
func (s *snapshot) scoreNames(found []name, query []string) ([]NameHit, error) {
	objects := make([]uint64, len(found))
	for i, n := range found {
		objects[i] = n.object
	}
	texts, err := s.termBytes(objects)
	if err != nil {
		return nil, err
	}
	var hits []NameHit
	for i, n := range found {
		text, _ := literalText([]byte(texts[i]))
		if score := score(fold(text), query); score > 0 {
			hits = append(hits, NameHit{ID: n.subject, Name: text, Score: score})
		}
	}
	return hits, nil
}

// score says how well a name fits a query; 0 where it does not.
func score(words, query []string) float64 {
	whole, asked := strings.Join(words, " "), strings.Join(query, " ")
	part := scoreWithin * float64(len(asked)) / float64(max(len(whole), len(asked)))
	switch {
	case whole == asked:
		return scoreSame
	case slices.Equal(slices.Sorted(slices.Values(words)), slices.Sorted(slices.Values(query))):
		return scoreSameWords
	case strings.HasPrefix(whole, asked):
		return scoreBegins + part
	case hasAll(words, query):
		return scoreAllWords + part
	case hasAll(words, query[:len(query)-1]) && hasPrefix(words, query[len(query)-1]):
		return scoreUnended + part
	}
	return 0
}

func hasAll(words, query []string) bool {
	for _, q := range query {
		if !slices.Contains(words, q) {
			return false
		}
	}
	return true
}

func hasPrefix(words []string, prefix string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, prefix) })
}

// bestHits sorts, keeps the best hit of each subject, and cuts.
func bestHits(hits []NameHit, limit int) []NameHit {
	slices.SortFunc(hits, func(a, b NameHit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(len(a.Name), len(b.Name)),
			cmp.Compare(a.Name, b.Name), compareIDs(a.ID, b.ID))
	})
	seen := make(map[uint64]bool)
	hits = slices.DeleteFunc(hits, func(h NameHit) bool {
		repeated := seen[h.ID]
		seen[h.ID] = true
		return repeated
	})
	return hits[:min(limit, len(hits))]
}

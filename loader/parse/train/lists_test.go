package main

import "testing"

// TestListsKnowNames looks up words whose letters the model's features add.
func TestListsKnowNames(t *testing.T) {
	known, err := readLists("../../lexicon")
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]string{"Kerala": "r", "kerala": "i", "Aachen": "yl", "Kowalski": "n", "company": "NO"} {
		if got := known.Letters(word); got != want {
			t.Errorf("%s: letters %q, want %q", word, got, want)
		}
	}
}

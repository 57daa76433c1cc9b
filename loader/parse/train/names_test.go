package main

import (
	"slices"
	"testing"

	"claimgraph/loader/parse/model"
	"claimgraph/loader/syntax"
)

func TestGumNames(t *testing.T) {
	s := &labelled{
		forms: []string{"The", "University", "of", "Basel", "hired", "Daniel", "Bernoulli", ",", "a", "Italian", "man", "."},
		heads: []int32{2, 5, 4, 2, 0, 5, 6, 11, 11, 11, 6, 5},
		rels:  []string{"det", "nsubj", "case", "nmod", "root", "obj", "flat", "punct", "det", "amod", "appos", "punct"},
		misc: []string{"Entity=(1-organization-new-x", "", "", "Entity=(2-place-new-x-Basel)1)", "", "Entity=(3-person-new-x(4-person",
			"Entity=4)", "", "Entity=(5-person-new", "", "Entity=5)3)", ""},
	}
	s.tags[upos] = []string{"DET", "PROPN", "ADP", "PROPN", "VERB", "PROPN", "PROPN", "PUNCT", "DET", "ADJ", "NOUN", "PUNCT"}
	s.tags[xpos] = []string{"DT", "NNP", "IN", "NNP", "VBD", "NNP", "NNP", ",", "DT", "JJ", "NN", "."}
	one := func(tag int) tagSet { return 1 << tag }
	orgB, orgI := one(model.Begin(syntax.OrganizationName)), one(model.Inside(syntax.OrganizationName))
	want := []tagSet{1, orgB, orgI, orgI, 1, one(model.Begin(syntax.PersonName)), one(model.Inside(syntax.PersonName)),
		1, 1, 1 | one(model.Begin(syntax.GroupName)), 1, 1}
	if got := gumNames(s); !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

// TestGumNamesHoldAdjectives: "United" is a verb and part of the name all the
// same, "President" is a proper noun and none.
func TestGumNamesHoldAdjectives(t *testing.T) {
	s := &labelled{
		forms: []string{"United", "States", "President", "Joe", "Biden", "smiled"},
		heads: []int32{2, 3, 4, 6, 4, 0},
		rels:  []string{"amod", "compound", "nmod:desc", "nsubj", "flat", "root"},
		misc:  []string{"Entity=(1-person-new-x(2-place-new-x", "Entity=2)", "", "", "Entity=1)", ""},
	}
	s.tags[upos] = []string{"VERB", "PROPN", "PROPN", "PROPN", "PROPN", "VERB"}
	s.tags[xpos] = []string{"NNP", "NNP", "NNP", "NNP", "NNP", "VBD"}
	want := tagSets(6, []span{{0, 2, place}, {3, 5, person}}, 0)
	if got := gumNames(s); !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestTagSetsKeepDoubt(t *testing.T) {
	got := tagSets(3, []span{{1, 3, product | work}}, 0)
	want := []tagSet{1, 1<<model.Begin(syntax.ProductName) | 1<<model.Begin(syntax.WorkName),
		1<<model.Inside(syntax.ProductName) | 1<<model.Inside(syntax.WorkName)}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if sets := tagSets(1, nil, misc); sets[0]&1 == 0 || sets[0]&(1<<model.Begin(syntax.PersonName)) != 0 {
		t.Errorf("outside of a set that is silent on products: %b", sets[0])
	}
}

// TestTrainingIsDeterministic trains twice and compares the files.
func TestTrainingIsDeterministic(t *testing.T) {
	once := func() []byte {
		net, examples := tiny()
		c := &Corpus{Labels: net.Labels, Dev: map[string][]Sentence{}}
		for range 20 {
			for _, e := range examples {
				c.Train = append(c.Train, *e.Sentence)
			}
		}
		train(net, c, Plan{Epochs: 2, Batch: 8, Rate: 1e-2, Dropout: 0.3, Seed: 5, Rest: 2, Noise: 0.2}, func(string) {}, func(*Net) {})
		return net.export().Encode()
	}
	a, b := once(), once()
	if !slices.Equal(a, b) {
		t.Error("two runs differ")
	}
	m, err := model.Decode(a)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(m.Encode(), a) {
		t.Error("reading and writing a model changes it")
	}
	for cut := range len(a) {
		if cut%997 == 0 {
			if _, err := model.Decode(a[:cut]); err == nil {
				t.Errorf("a file cut at %d is accepted", cut)
			}
		}
	}
}

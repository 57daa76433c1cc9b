package link

import (
	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// A statement that is printed after who made it ("The minister said:", and then
// paragraphs) is the speaker's like a quotation, with marks or without: "I" and
// "we" in it are his. It lasts until somebody else speaks, the paragraphs with
// marks end, or a heading stands there. Articles that say "I" or "we" themselves
// are left alone: nobody could tell whose words they are.

// readStatements puts statements between quotation marks that are not there.
func (a *article) readStatements() {
	speaker, marked, own := none, false, false
	for i := range a.trees {
		t, q := &a.trees[i], &a.quotes[i]
		if t.Part == syntax.Headline || t.Part == syntax.Boilerplate {
			speaker = none
		}
		if who := a.introduced(i); who >= 0 && !own {
			speaker, marked = who, a.opensQuote(i+1)
			continue
		}
		switch {
		case speaker < 0:
		case marked && t.NewParagraph && !a.opensQuote(i), !marked && (a.opensQuote(i) || a.somebodySpeaks(i)):
			speaker = none
		case marked && q.speaker < 0:
			q.speaker = speaker
		case !marked:
			q.speaker = speaker
			for w := range q.inside {
				q.inside[w] = true
			}
		}
		own = own || a.inOwnVoice(i)
	}
}

// introduced is who speaks after a sentence that ends in a reporting verb and a
// colon, -1 for nobody.
func (a *article) introduced(tree int) int {
	t := &a.trees[tree]
	if last := len(t.Words) - 1; last < 2 || t.Words[last].Form != ":" || tree+1 < len(a.trees) && !a.trees[tree+1].NewParagraph {
		return none
	}
	who := a.speakerIn(tree, &a.quotes[tree])
	if who < 0 {
		return none
	}
	if kind := a.refs[who].Kind; a.refs[who].Form != syntax.Pronoun && kind != kg.Person && kind != kg.Organization && kind != kg.Group {
		return none
	}
	return who
}

func (a *article) opensQuote(tree int) bool {
	if tree >= len(a.trees) || len(a.trees[tree].Words) == 0 {
		return false
	}
	switch a.trees[tree].Words[0].Form {
	case "“", "\"", "``":
		return true
	}
	return false
}

// somebodySpeaks says that a sentence has a speaker of its own, other than "I".
func (a *article) somebodySpeaks(tree int) bool {
	who := a.speakerIn(tree, &a.quotes[tree])
	return who >= 0 && !mine(lower(a.refs[who].tree, a.refs[who].Head))
}

// inOwnVoice says that a sentence says "I" or "we" outside quotation marks.
func (a *article) inOwnVoice(tree int) bool {
	for w := range a.trees[tree].Words {
		if !a.quotes[tree].inside[w] && mine(lower(&a.trees[tree], w)) {
			return true
		}
	}
	return false
}

func mine(word string) bool {
	switch word {
	case "i", "we", "my", "our", "us", "me":
		return true
	}
	return false
}

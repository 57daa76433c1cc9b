package detect

import (
	"strings"

	"claimgraph/loader/lexicon"
)

// A capital's name may stand for the government that sits there: "Washington
// said it would lift the sanctions", "Beijing accused Tokyo of espionage". It
// does where the name speaks, rules or deals as only a government can; the city
// of "the mayor of London" in the same article stays a place, and linking keeps
// the two apart.

// governs are verbs whose subject is then a government.
var governs = wordSet(`say accuse deny announce warn condemn reject agree insist demand urge impose ban vow threaten pledge
	recognize recognise expel summon retaliate propose refuse blame want hope respond criticize criticise approve lift
	negotiate protest welcome dismiss confirm declare suspend sanction fear believe argue deploy ratify concede maintain
	denounce deplore invade annex`)

// dealtWith are verbs whose object is then one.
var dealtWith = wordSet(`accuse blame urge condemn criticize criticise sanction denounce threaten`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// government says whether the name stands for a government.
func (s *sentence) government(n *name) bool {
	if k, ok := lexicon.Name(n.key); !ok || k.What != 'k' {
		return false
	}
	top := s.topOf(n.first, n.last)
	for s.rel(top) == "conj" && s.head(top) >= 0 { // "Beijing and Moscow condemned"
		if first := s.head(top); first < top && s.upos(first) == "PROPN" {
			top = first
			continue
		}
		break
	}
	verb := s.head(top)
	if verb < 0 {
		return false
	}
	switch s.Words[top].Rel {
	case "nsubj":
		return governs[s.lemma(verb)]
	case "obj":
		return dealtWith[s.lemma(verb)]
	}
	return false
}

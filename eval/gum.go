package eval

import (
	"strings"

	"claimgraph/loader/syntax"
)

// GUM writes entities into MISC (https://gucorpling.org/gum/): Entity= holds
// brackets, "(3-person-new-…" where a mention of entity 3 opens, "3)" where it
// closes, "(3-person-…)" for one word; "3[1/2]" is a part of a mention that is
// torn apart.

// WordMention is a mention by its head word.
type WordMention struct{ Tree, Head int }

// GUMMention is an annotated mention.
type GUMMention struct {
	WordMention
	First, Last int
	Entity      string
	Type        string // person, organization, place, …
}

// GUMMentions reads the mentions of a document, parts of torn ones left out.
func GUMMentions(d *syntax.Document) []GUMMention {
	var mentions []GUMMention
	for t := range d.Trees {
		var open []GUMMention
		for w, misc := range d.Misc[t] {
			for _, bracket := range brackets(entityColumn(misc)) {
				if fields, opens := strings.CutPrefix(bracket, "("); opens {
					parts := strings.SplitN(strings.TrimSuffix(fields, ")"), "-", 3)
					m := GUMMention{WordMention{t, 0}, w, w, parts[0], ""}
					if len(parts) > 1 {
						m.Type = parts[1]
					}
					open = append(open, m)
				}
				if !strings.HasSuffix(bracket, ")") {
					continue
				}
				id := strings.TrimPrefix(strings.TrimSuffix(bracket, ")"), "(")
				id, _, _ = strings.Cut(id, "-")
				open, mentions = closeMention(open, mentions, id, w)
			}
		}
	}
	out := mentions[:0]
	for _, m := range mentions {
		if !strings.Contains(m.Entity, "[") {
			m.Head = headWord(&d.Trees[m.Tree], m.First, m.Last)
			out = append(out, m)
		}
	}
	return out
}

func closeMention(open, done []GUMMention, id string, last int) (o, d []GUMMention) {
	for i := len(open) - 1; i >= 0; i-- {
		if open[i].Entity == id {
			m := open[i]
			m.Last = last
			return append(open[:i], open[i+1:]...), append(done, m)
		}
	}
	return open, done
}

func entityColumn(misc string) string {
	for part := range strings.SplitSeq(misc, "|") {
		if v, ok := strings.CutPrefix(part, "Entity="); ok {
			return v
		}
	}
	return ""
}

// brackets cuts "(1-a-b(2-c-d)3)" into "(1-a-b", "(2-c-d)", "3)".
func brackets(s string) []string {
	var out []string
	for s != "" {
		end := 1
		for end < len(s) && s[end] != '(' && s[end-1] != ')' {
			end++
		}
		out, s = append(out, s[:end]), s[end:]
	}
	return out
}

// headWord is the word of [first, last] that hangs on a word outside.
func headWord(t *syntax.Tree, first, last int) int {
	for i := first; i <= last; i++ {
		if h := t.Words[i].Head - 1; (h < first || h > last) && t.Words[i].Rel != "punct" {
			return i
		}
	}
	return last
}

// Clusters groups mentions by entity; of two with one head the longer counts.
// Entities mentioned once are left out unless singletons is true.
func Clusters(mentions []GUMMention, singletons bool) [][]WordMention {
	widest := map[WordMention]int{}
	for i, m := range mentions {
		if j, ok := widest[m.WordMention]; !ok || mentions[j].Last-mentions[j].First < m.Last-m.First {
			widest[m.WordMention] = i
		}
	}
	index := map[string]int{}
	var all [][]WordMention
	for i, m := range mentions {
		if widest[m.WordMention] != i {
			continue
		}
		k, ok := index[m.Entity]
		if !ok {
			k = len(all)
			index[m.Entity], all = k, append(all, nil)
		}
		all[k] = append(all[k], m.WordMention)
	}
	var kept [][]WordMention
	for _, c := range all {
		if len(c) > 1 || singletons {
			kept = append(kept, c)
		}
	}
	return kept
}

package read

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The text of a page that a script shows stands, if anywhere in it, in the JSON from which
// the script makes it: a <script type="application/json">, or a value assigned in a script
// (window.__STATE__ = {…}). Such a value holds much besides. Prose in it is text of
// sentences, in HTML or not; from the whole value the way leads down as long as one
// member has most of the prose, and ends at the text or at the list of its parts.
// What is found counts only where it agrees with the page: it has a paragraph that the
// page shows, the description or most words of the title.

const (
	mostStates   = 8   // values that are looked at in a script
	deepestState = 64  // levels of a value
	fewestState  = 400 // letters of a text that is found so
)

// stateBody is the text that stands in scripts, "" where there is none. shown is what the page
// shows of its text.
func stateBody(root *xhtml.Node, said self, shown string) string {
	best := ""
	for n := range root.Descendants() {
		if n.DataAtom != atom.Script || n.FirstChild == nil || strings.Contains(strings.ToLower(attribute(n, "type")), "ld+json") {
			continue
		}
		for _, text := range stateTexts(attribute(n, "type"), n.FirstChild.Data) {
			if lettersIn(text) > max(lettersIn(best), fewestState) && agrees(text, said, shown) {
				best = text
			}
		}
	}
	return best
}

// assigned is where a value begins that is assigned in a script.
var assigned = regexp.MustCompile(`=\s*[\[{]`)

func stateTexts(kind, script string) []string {
	if strings.Contains(strings.ToLower(kind), "json") {
		if text, _ := stateText(script); text != "" {
			return []string{text}
		}
		return nil
	}
	var texts []string
	for range mostStates {
		at := assigned.FindStringIndex(script)
		if at == nil {
			break
		}
		text, end := stateText(script[at[1]-1:])
		if text != "" {
			texts = append(texts, text)
		}
		script = script[at[1]-1+end:]
	}
	return texts
}

// stateText is the text in the value with which a script begins, and where that ends.
func stateText(script string) (string, int) {
	d := json.NewDecoder(strings.NewReader(script))
	v, ok := readState(d, 0)
	if !ok {
		return "", 1
	}
	for {
		i := slices.IndexFunc(v.members, func(m stateValue) bool { return 5*m.letters >= 3*v.letters })
		if i < 0 {
			break
		}
		v = v.members[i]
	}
	var text strings.Builder
	v.collect(&text, map[string]bool{})
	return strings.TrimSpace(text.String()), int(d.InputOffset())
}

// stateValue is a value of JSON with the prose in it.
type stateValue struct {
	text    string
	members []stateValue // those with prose, in their order
	letters int
}

// readState reads a value, not ok where it is no JSON or nests too deep.
func readState(d *json.Decoder, depth int) (v stateValue, ok bool) {
	token, err := d.Token()
	if err != nil || depth > deepestState {
		return v, false
	}
	switch token := token.(type) {
	case string:
		v.text = proseIn(token)
		v.letters = lettersIn(v.text)
	case json.Delim:
		for d.More() {
			if token == '{' {
				if _, err := d.Token(); err != nil {
					return v, false
				}
			}
			member, ok := readState(d, depth+1)
			if !ok {
				return v, false
			}
			if member.letters > 0 {
				v.members, v.letters = append(v.members, member), v.letters+member.letters
			}
		}
		_, err = d.Token()
	}
	return v, err == nil
}

// proseIn is a text of sentences without marks of HTML, "" for any other.
func proseIn(s string) string {
	if len(s) < fewestLetters || strings.Count(s, " ") < 8 {
		return ""
	}
	s = strings.TrimSpace(saidBody(saidBody(s)))
	if lettersIn(s) < fewestLetters || !endsSentence(s) || strings.ContainsAny(s, "{}") {
		return ""
	}
	return s
}

// collect writes the texts, each once.
func (v stateValue) collect(text *strings.Builder, seen map[string]bool) {
	if v.text != "" && !seen[v.text] {
		seen[v.text] = true
		text.WriteString(v.text + "\n\n")
	}
	for _, m := range v.members {
		m.collect(text, seen)
	}
}

// agrees says whether a text is that of the page.
func agrees(text string, said self, shown string) bool {
	letters := joined(text)
	for _, about := range descriptions(said.about) {
		if strings.Contains(letters, about.letters) {
			return true
		}
	}
	for paragraph := range strings.SplitSeq(shown, "\n\n") {
		if p := joined(paragraph); len(p) >= fewestLetters && strings.Contains(letters, p) {
			return true
		}
	}
	text = strings.ToLower(text)
	return slices.ContainsFunc(said.titles, func(title string) bool { return hasWordsOf(text, strings.ToLower(withoutLastPart(title))) })
}

// hasWordsOf says whether a text has two of three longer words of a title.
func hasWordsOf(text, title string) bool {
	words, found := 0, 0
	for word := range strings.FieldsSeq(title) {
		if word = strings.Trim(word, `.,:;!?"'’“”()`); len(word) < 5 {
			continue
		}
		if words++; strings.Contains(text, word) {
			found++
		}
	}
	return words > 2 && 3*found >= 2*words
}

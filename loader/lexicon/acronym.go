package lexicon

import "strings"

// Acronym says whether short is made of the initials of long, small words
// counted or not: EU of European Union, FSB not of Federal Security Service.
func Acronym(short, long string) bool {
	if len(short) < 2 || strings.ToUpper(short) != short {
		return false
	}
	short = strings.ReplaceAll(short, ".", "")
	for _, initials := range Initials(long) {
		if initials == short {
			return true
		}
	}
	return false
}

// Initials are the acronyms that a name of several words may have: from its
// capitals alone and from all its words.
func Initials(name string) []string {
	var all, big []byte
	for word := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == ' ' || r == '-' }) {
		if c := word[0]; 'A' <= c && c <= 'Z' {
			big, all = append(big, c), append(all, c)
		} else if 'a' <= c && c <= 'z' {
			all = append(all, c-'a'+'A')
		}
	}
	switch {
	case len(big) < 2:
		return nil
	case len(big) == len(all):
		return []string{string(big)}
	}
	return []string{string(big), string(all)}
}

package lexicon

import "strings"

// Acronym says whether short is made of the initials of long, small words
// counted or not: EU of European Union, not FSB of Federal Security Service.
func Acronym(short, long string) bool {
	if len(short) < 2 || strings.ToUpper(short) != short {
		return false
	}
	short = strings.ReplaceAll(short, ".", "")
	var all, big []byte
	for word := range strings.FieldsFuncSeq(long, func(r rune) bool { return r == ' ' || r == '-' }) {
		if c := word[0]; 'A' <= c && c <= 'Z' {
			big, all = append(big, c), append(all, c)
		} else if 'a' <= c && c <= 'z' {
			all = append(all, c-'a'+'A')
		}
	}
	return len(big) > 1 && (string(big) == short || string(all) == short)
}

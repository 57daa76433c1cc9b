package lexicon

import "strings"

// Acronym says whether short is made of the initials of long, small words
// counted or not: EU of European Union, FSB not of Federal Security Service.
func Acronym(short, long string) bool {
	if len(short) < 2 || strings.ToUpper(short) != short {
		return false
	}
	short = Bare(short)
	for _, initials := range Initials(long) {
		if initials == short {
			return true
		}
	}
	return false
}

// Bare is an acronym without its dots and "&": PGE of PG&E.
func Bare(short string) string { return marks.Replace(short) }

var marks = strings.NewReplacer(".", "", "&", "")

// Initials are the acronyms that a name of several words may have: from its
// capitals alone, from all its words, and without the word that only says that
// it is a company: PGE of Pacific Gas and Electric Company.
func Initials(name string) []string {
	var all, big []byte
	for word := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == ' ' || r == '-' }) {
		if c := word[0]; 'A' <= c && c <= 'Z' {
			big, all = append(big, c), append(all, c)
		} else if 'a' <= c && c <= 'z' {
			all = append(all, c-'a'+'A')
		}
	}
	if len(big) < 2 {
		return nil
	}
	found := []string{string(big)}
	if len(big) != len(all) {
		found = append(found, string(all))
	}
	switch last := name[strings.LastIndexByte(name, ' ')+1:]; last {
	case "Company", "Corporation", "Incorporated", "Limited", "Inc.", "Corp.", "Ltd.", "Co.":
		if len(big) > 2 {
			found = append(found, string(big[:len(big)-1]))
		}
	}
	return found
}

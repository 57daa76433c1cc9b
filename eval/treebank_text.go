package eval

import (
	"regexp"
	"slices"
	"strings"
)

// RawText is the text of a treebank: a sentence's "# text" after the other,
// paragraphs and documents apart by an empty line.
func RawText(conllu string) string {
	quote := regexp.MustCompile(`(?m)^# text = (.*)$`)
	opens := regexp.MustCompile(`(?m)^# new(doc|par)\b`)
	var text strings.Builder
	for block := range strings.SplitSeq(conllu, "\n\n") {
		sentence := quote.FindStringSubmatch(block)
		if sentence == nil {
			continue
		}
		switch {
		case text.Len() == 0:
		case opens.MatchString(block):
			text.WriteString("\n\n")
		default:
			text.WriteByte(' ')
		}
		text.WriteString(sentence[1])
	}
	return text.String() + "\n"
}

// OfGenres keeps the documents whose id (GUM_news_…) names one of the genres.
func OfGenres(conllu string, genres []string) string {
	id := regexp.MustCompile(`(?m)^# newdoc id = [^_\n]*_([^_\n]*)`)
	var kept strings.Builder
	keep := false
	for block := range strings.SplitSeq(conllu, "\n\n") {
		if genre := id.FindStringSubmatch(block); genre != nil {
			keep = slices.Contains(genres, genre[1])
		}
		if keep && strings.TrimSpace(block) != "" {
			kept.WriteString(block + "\n\n")
		}
	}
	return kept.String()
}

package extract_test

import (
	"fmt"
	"slices"
	"testing"

	"claimgraph/kg"
)

// TestForce holds how sure an article is of what a construction tells: what is
// denied, possible, planned or conditional is no edge (an open claim of little
// force is left out altogether).
func TestForce(t *testing.T) {
	l := newLoader(t)
	for _, test := range []struct{ text, verb, want string }{
		{"Smith either bought Acme or sold Brown Inc.", "sell", "possible of article"},
		{"Smith did not buy Acme or sell Brown Inc.", "sell", "not asserted of article"},
		{"Every member is either re-elected or replaced.", "re_elected", "possible of article"},
		{"When you told Smith the news, he'd attack Jones.", "attack", "conditional of article"},
		{"When the looting starts, the shooting starts.", "start", ""},
		{"My guess is that users asked for it and thus Jones attacked Smith.", "attack", "possible of article"},
		{"They can take all the content and move the project elsewhere.", "move", "possible of article"},
		{"Smith Corp bought Acme rather than Brown Inc.", "acquire", "asserted of article"},
		{"Rather than buy Acme, Smith Corp left London.", "acquire", "not asserted of article"},
		{"Smith left in case Jones attacked him.", "attack", "conditional of article"},
		{"Whether or not Smith bought Acme, the deal stands.", "acquire", "conditional of article"},
		{"The firm was banned from buying Acme.", "acquire", "not possible of article"},
		{"Smith kept Jones from buying Acme.", "acquire", "not asserted of article"},
		{"The firm feigned buying Acme.", "acquire", "not asserted of article"},
		{"The firm expressed interest in buying Acme.", "acquire", "possible of article"},
		{"Smith objected to Jones buying Acme.", "acquire", "planned of article"},
		{"Smith faces charges that he attacked Jones.", "attack", "possible of article"},
		{"Smith protested against the sale of Acme to Jones.", "acquire", "possible of article"},
		{"There is no indication that Smith attacked Jones.", "attack", "not asserted of article"},
		{"Police said it was possible Smith attacked Jones.", "attack", "possible of Police"},
		{"Lorenzana said he had called the troops, and that the army protect places of worship.", "protect", "planned of Lorenzana"},
		{"These results can help local, state or national governments make better decisions.", "make", ""},
		{"The party nominated a ticket of J. R. Myers for president and professor Tiara Lusk for vice president.", "position_held", "planned of article"},
		{"Smith was nominated as president of Acme.", "position_held", ""},
		{"Smith was elected as president of Acme.", "position_held", "asserted of article"},
		{"Parmet said naming the virus after Wuhan would hurt.", "name", "possible of Parmet"},
		{"Smith was said to have left London and bought Acme.", "acquire", "reported of someone"},
		{"John Smith pleaded not guilty to fraud.", "convicted_of", ""},
		{"John Smith pleaded guilty to fraud.", "convicted_of", "asserted of article"},
		{"The constitution specifies that officials are removed by the senate.", "dismiss", "conditional of The constitution"},
		{"People asked, 'Is Hudson really the mayor of London?' and laughed.", "position_held", ""},
		{"Would-be mayor Smith left London.", "position_held", "planned of article"},
	} {
		var got []string
		for _, c := range l.Analyse(kg.Article{Key: "a", Text: test.text}).Claims {
			if c.Predicate.Name == test.verb && !slices.Contains(got, stand(&c)) {
				got = append(got, stand(&c))
			}
		}
		if fmt.Sprint(got) != fmt.Sprintf("[%s]", test.want) {
			t.Errorf("%s\n%s is %v, want %s", test.text, test.verb, got, test.want)
		}
	}
}

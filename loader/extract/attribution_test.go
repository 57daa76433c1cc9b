package extract_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"claimgraph/kg"
	"claimgraph/loader"
)

// TestWhoseWords reads sentences through every stage and asks whose words a claim
// is, the innermost source first: "article" where nobody's, "someone" where the
// source is not named.
func TestWhoseWords(t *testing.T) {
	l := newLoader(t)
	for _, test := range []struct{ text, verb, want string }{
		// before, behind, inside, inverted
		{"The mayor said the bridge killed two workers.", "kill", "reported of The mayor"},
		{"The bridge killed two workers, the mayor said on Monday.", "kill", "reported of the mayor"},
		{"The bridge killed two workers, the mayor told the BBC on Monday.", "kill", "reported of the mayor"},
		{"The bridge, she added, killed two workers.", "kill", "reported of she"},
		{"The firm, prosecutors allege, killed two workers.", "kill", "reported of prosecutors"},
		{"They had, his father says, paid smugglers.", "pay", "reported of his father"},
		{"\"The bridge,\" she told reporters, \"killed two workers.\"", "kill", "reported of she"},
		{"\"The bridge,\" said Ann Lee, the minister, \"killed two workers.\"", "kill", "reported of Ann Lee"},
		{"\"The bridge collapsed,\" said Ann Lee, the minister of transport.", "collapse", "reported of Ann Lee"},
		{"\"The outbreak has caused many deaths\", reads the report.", "has_cause", "reported of the report"},
		{"Ann Lee: \"The bridge killed two workers.\"", "kill", "reported of Ann Lee"},
		{"\"The bridge collapsed at noon,\" Lee said. \"It killed two workers.\"", "kill", "reported of Lee"},
		// something between the cue and what is said
		{"The company said in a statement that the bridge killed two workers.", "kill", "reported of The company"},
		{"The mayor told reporters at a briefing that the bridge killed two workers.", "kill", "reported of The mayor"},
		{"She told the court she was forced to drink whiskey.", "drink", "reported of She"},
		{"He said the bridge killed two workers and that the firm paid a lawyer.", "pay", "reported of He"},
		{"One of the prisoners, Kasim Hilas, said he drank whiskey.", "drink", "reported of Kasim Hilas"},
		// phrases
		{"The bridge killed two workers, per the transport ministry.", "kill", "reported of the transport ministry"},
		{"As the mayor told CNN, the bridge killed two workers.", "kill", "reported of the mayor"},
		{"The bridge killed two workers, as Reuters reported on Monday.", "kill", "reported of Reuters"},
		{"The bridge killed two workers, according to a report by the transport ministry.", "kill", "reported of the transport ministry"},
		{"In the words of Ann Lee, the bridge killed two workers.", "kill", "reported of Ann Lee"},
		{"The bridge killed two workers, in Lee's words.", "kill", "reported of Lee"},
		{"In other words, the bridge killed two workers.", "kill", "asserted of article"},
		{"The bridge killed two workers, Lee wrote on Twitter.", "kill", "reported of Lee"},
		{"Two workers were killed, say the authorities.", "killed", "reported of the authorities"},
		{"Police suspect that the bridge killed two workers.", "kill", "possible of Police"},
		{"Lee accused the firm of killing two workers.", "kill", "possible of Lee"},
		// headlines
		{"Police: Firm killed two workers\n\nIt was fined on Monday.", "kill", "reported of Police"},
		{"Firm killed two workers: police\n\nIt was fined on Monday.", "kill", "reported of police"},
		{"Boeing: Firm killed two workers\n\nIt was fined on Monday.", "kill", "asserted of article"},
		// through others
		{"Reuters, citing two officials, reported that the bridge killed two workers.", "kill", "reported of two officials via Reuters"},
		{"The mayor was quoted by Xinhua as saying that the bridge killed two workers.", "kill", "reported of The mayor via Xinhua"},
		{"Politico quoted Tim Manning as saying the bridge killed two workers.", "kill", "reported of Tim Manning via Politico"},
		{"The bridge killed two workers, Lee was quoted as saying.", "kill", "reported of Lee"},
		{"The bridge killed two workers, Xinhua quoted Lee as saying.", "kill", "reported of Lee via Xinhua"},
		{"Lee said the bridge fell, adding that it killed two workers.", "kill", "reported of Lee"},
		{"Lee has repeatedly said the bridge killed two workers.", "kill", "reported of Lee"},
		{"The court heard that the bridge killed two workers.", "kill", "reported of someone"},
		// relative clauses
		{"The workers, who the union says were killed by the firm, lived in Leeds.", "kill", "reported of the union"},
		{"The man who police say killed two workers fled to Leeds.", "kill", "reported of police"},
		// nobody named
		{"The bridge is said to have killed two workers.", "kill", "reported of someone"},
		{"The bridge is believed to have killed two workers.", "kill", "possible of someone"},
		{"There were reports that the bridge killed two workers.", "kill", "reported of someone"},
		// belief
		{"The mayor is adamant that the bridge killed two workers.", "kill", "reported of The mayor"},
		{"Police are convinced that the bridge killed two workers.", "kill", "reported of Police"},
		{"Police remain hopeful and convinced that the bridge killed two workers.", "kill", "reported of Police"},
		{"The mayor made sure that the bridge killed two workers.", "kill", "asserted of article"},
		{"Police are not convinced that the bridge killed two workers.", "kill", "possible of Police"},
		{"Police are doubtful that the bridge killed two workers.", "kill", "not possible of Police"},
		{"Residents are worried that the firm may close the plant.", "shut_down", "possible of Residents"},
		// denial
		{"The firm denied that the bridge killed two workers.", "kill", "not reported of The firm"},
		{"The firm rejected claims that it killed two workers.", "kill", "not reported of The firm"},
		{"The company denied using powerful chips.", "use", "not reported of The company"},
		{"Tories are the faction in U.S. politics which said the bridge killed two workers.", "kill", "reported of Tories"},
		{"It was Ann Lee who said the bridge killed two workers.", "kill", "reported of Ann Lee"},
		{"The faction in U.S. politics which said the bridge killed two workers met in Leeds.", "kill", "reported of The faction"},
		// the article's own words
		{"Note that the bridge killed two workers.", "kill", "asserted of article"},
		{"It should be noted that the bridge killed two workers.", "kill", "asserted of article"},
		{"The plane was reportedly turned back as the storm killed two workers.", "kill", "asserted of article"},
		{"The mayor opened the bridge according to plan.", "inaugurate", "asserted of article"},
		{"The mayor denied the plane crashed; the bridge killed two workers.", "kill", "asserted of article"},
		{"The team noted the danger: Lee remarked, \"The bridge killed two workers.\"", "kill", "reported of Lee"},
		{"The mayor did not say whether the bridge killed two workers.", "kill", "questioned of article"},
		{"The mayor spoke; the bridge killed two workers.", "kill", "asserted of article"},
		{"Both officers indicated they would appeal; the bridge killed two workers.", "kill", "asserted of article"},
		{"The centre said all warnings were lifted and the storm had killed two workers.", "kill", "reported of The centre"},
		{"The party describes itself as attacking poverty.", "attack", "reported of The party"},
		{"He broached the New York Times report that Russians were killing soldiers.", "kill", "reported of New York Times"},
		{"By reports on Saturday, the bridge killed two workers.", "kill", "reported of someone"},
		{"The board of a \"rogue firm met. The bridge killed two workers.", "kill", "asserted of article"},
	} {
		claims := l.Analyse(kg.Article{Key: "a", Text: test.text, Published: time.Date(2025, 1, 28, 0, 0, 0, 0, time.UTC)}).Claims
		var got []string
		for i := range claims {
			if c := &claims[i]; c.Predicate.Name == test.verb && !slices.Contains(got, stand(c)) {
				got = append(got, stand(c))
			}
		}
		if fmt.Sprint(got) != fmt.Sprintf("[%s]", test.want) {
			t.Errorf("%s\n%s is %v, want %s", test.text, test.verb, got, test.want)
		}
	}
}

func newLoader(t *testing.T) *loader.Loader {
	l, err := loader.New(kg.BuiltinVocabulary())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// stand tells how a claim stands: "not reported of the mayor via Reuters".
func stand(c *kg.Claim) string {
	var b strings.Builder
	if c.Polarity == kg.Negated {
		b.WriteString("not ")
	}
	fmt.Fprintf(&b, "%s of ", c.Modality)
	if c.Attribution == nil {
		b.WriteString("article")
	}
	for a := c.Attribution; a != nil; a = a.Via {
		if a != c.Attribution {
			b.WriteString(" via ")
		}
		if a.Text == "" {
			b.WriteString("someone")
		}
		b.WriteString(a.Text)
	}
	return b.String()
}

// TestClaimsAboutClaims asks which claims a claim is about, by their predicates.
func TestClaimsAboutClaims(t *testing.T) {
	l := newLoader(t)
	for _, test := range []struct{ text, want string }{
		{"Reuters reported that Tesla bought the firm. Analysts disputed the claim.", "disputes acquire"},
		{"Prosecutors said the firm bribed Ann Lee. Lee denied the allegations.", "denies bribe"},
		{"Prosecutors said the firm bribed Ann Lee. The allegations were rejected by Lee.", "disputes bribe"},
		{"Reuters reported that Tesla bought the firm. Tesla confirmed the report.", "confirms acquire"},
		{"DeepSeek said it used powerful chips. Nvidia disputed this.", "disputes use"},
		{"Reuters reported that Tesla bought the firm. Both companies denied it.", "denies acquire"},
		{"Reuters reported that Tesla bought the firm, which Tesla denied.", "denies acquire"},
		{"Reuters reported that Tesla bought the firm. Lee called the claims baseless.", "disputes acquire"},
		{"Reuters reported that Tesla bought the firm. Lee described the report as false.", "disputes acquire"},
		{"Reuters reported that Tesla bought the firm. Lee called the deal historic.", ""},
		{"Reuters reported that Tesla bought the firm, a claim Lee denied.", "denies acquire"},
		{"Tesla bought the firm, an allegation that Lee rejected.", "disputes acquire"},
		{"The firm paid a lawyer. Officials confirmed this.", "confirms pay"},
		{"Lee criticised the claim that Tesla bought Acme.", "disputes acquire"},
		{"Reuters reported that Tesla bought the firm. Lee said the report was false.", "disputes acquire"},
		{"Lee accused Acme of bribing a judge, a charge it rejected.", "disputes bribe"},
		{"Reuters reported that Tesla bought the firm. Lee rejected the offer.", ""},
		{"Reuters reported that Tesla bought the firm. Lee criticized it.", ""},
		{"The front sent the police a plan, which they rejected.", ""},
	} {
		claims := l.Analyse(kg.Article{Key: "a", Text: test.text}).Claims
		name := map[string]string{}
		for i := range claims {
			name[claims[i].ID] = claims[i].Predicate.Name
		}
		var got []string
		for i := range claims {
			if c := &claims[i]; c.Object.Claim != "" {
				if pair := c.Predicate.Name + " " + name[c.Object.Claim]; !slices.Contains(got, pair) {
					got = append(got, pair)
				}
			}
		}
		if strings.Join(got, ", ") != test.want {
			t.Errorf("%s: %v, want %q", test.text, got, test.want)
		}
	}
}

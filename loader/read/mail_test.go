package read

import (
	"strings"
	"testing"
)

// TestMailText: a mail is what its sender wrote.
func TestMailText(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Hello.\r\n\r\nBye.\r\n", "Hello.\n\nBye."},
		{"On Mon, Jan 1, 2024 at 9:00 Joe <joe@example.org>\nwrote:\n> The dam broke.\n> Truly.\n\nIt did not.\n-- \nAnn", "It did not."},
		{"> The dam broke.\n\nWhen?\n\n> On Monday.\n\nThanks.", "When?\n\nThanks."},
		{"Joe wrote:\n\n> The dam broke.", "> The dam broke."},
		{"He said:\n> The dam broke.\nThat is all.", "He said:\nThat is all."},
		{"The dam broke.\n--\nAnn\nExample Inc.", "The dam broke."},
		{"The dam broke.\n____________________________________\nNews mailing list\nnews@example.org", "The dam broke."},
		{"Begin forwarded message:\n\nFrom: Joe\n\nThe dam broke.", "Begin forwarded message:\n\nFrom: Joe\n\nThe dam broke."},
	} {
		want := c.want
		if strings.HasPrefix(c.text, "Joe wrote") {
			want = "Joe wrote:\n\n> The dam broke." // nothing else is there
		}
		if got := mailPlain(c.text, nil); got != want {
			t.Errorf("%q: %q, want %q", c.text, got, want)
		}
	}
	flowed := map[string]string{"format": "flowed"}
	if got, want := mailPlain("The dam \nbroke on \nMonday.\n\n From here \non.\n-- \nAnn", flowed), "The dam broke on Monday.\n\nFrom here on."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := mailPlain("spend \ning", map[string]string{"format": "flowed", "delsp": "yes"}), "spending"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestMailHTML(t *testing.T) {
	for text, want := range map[string]string{
		`<p>It did not.</p><div class="gmail_quote"><div class="gmail_attr">On Monday Joe wrote:</div><blockquote>The dam broke.</blockquote></div>`:                               "It did not.",
		`<p>It did not.</p><blockquote type="cite">The dam broke.</blockquote>`:                                                                                                    "It did not.",
		`<blockquote type="cite">The dam broke.</blockquote>`:                                                                                                                      "The dam broke.",
		`<div class="gmail_quote">---------- Forwarded message ---------<br>The dam broke.</div>`:                                                                                  "---------- Forwarded message ---------\nThe dam broke.",
		`<table><tr><td><a href="x">View this email in your browser</a></td></tr><tr><td><p>The dam broke.</p></td></tr></table><p>You signed up. <a href="y">Unsubscribe</a></p>`: "The dam broke.",
	} {
		if got, err := mailMarked(text); got != want || err != nil {
			t.Errorf("%s: %q, want %q (%v)", text, got, want, err)
		}
	}
}

// TestMailParts: the text of a mail is found in its parts, damaged ones too.
func TestMailParts(t *testing.T) {
	const head = "From: Ann <ann@example.org>\nDate: Mon, 1 Jan 2024 09:00:00 +0000\nSubject: x\n"
	alternative := func(plain, marked string) string {
		return head + "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n" + plain + "\n--b\nContent-Type: text/html\n\n" + marked + "\n--b--\n"
	}
	for mail, want := range map[string]string{
		alternative("The dam broke.", "<p>The dam <b>broke</b>."):                                                               "The dam broke.",
		alternative("See it in a browser.", "<p>"+strings.Repeat("The dam broke. ", 20)):                                        strings.TrimSpace(strings.Repeat("The dam broke. ", 20)),
		head + "Content-Transfer-Encoding: quoted-printable\n\n100 =\n% of =ZZ caf=c3=a9=":                                      "100 % of =ZZ café=",
		head + "Content-Transfer-Encoding: base64\n\nVGhlIGRhbSBi\n*cm9rZS4\n":                                                  "The dam broke.",
		head + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nThe dam broke.\n--b\nContent-Type: text/plain\n\nOn Monday": "The dam broke.\n\nOn Monday",
		head + "Content-Type: text\n\nThe dam broke.":                                                                           "The dam broke.",
	} {
		articles, err := mailArticles([]byte(mail), 0)
		if err != nil || len(articles) != 1 || articles[0].Text != want {
			t.Errorf("%q: %q, want %q (%v)", mail, articles, want, err)
		}
	}
}

// TestMailbox: what is wrong with a mail costs that mail.
func TestMailbox(t *testing.T) {
	mail := func(id, text string) string {
		return "From ann@example.org Mon Jan  1 09:00:00 2024\nFrom: Ann <ann@example.org>\nMessage-ID: <" + id + ">\nSubject: x\n\n" + text + "\n\n"
	}
	box := mail("1", "The dam broke.") + mail("2", "") + mail("3", strings.Repeat("word ", 100)) + "From ann Mon Jan  1 09:00:00 2024\nnothing\n\n" + mail("", ">From here on.\nFrom noon to 12:00 too.")
	compare(t, list(Reader{MaxArticleBytes: 300, Stdin: strings.NewReader(box)}, Stdin), []string{
		`-: message 1:0 "1" "The dam broke." 0`,
		"error -: message 3: too long: an article has at most 300 bytes",
		"error -: message 4: not a format that can be read: a mail: ",
		`-: message 5:0 "-: message 5" "From here on.\nFrom noon to 12:00 too." 0`,
		"error -: 1 of 5 messages: no text in it",
	})
}

package read

import (
	"bufio"
	"strings"
	"testing"

	"golang.org/x/net/html/charset"
)

// TestOldEncodings: a text that does not say its encoding is decoded where that is
// plain, and left as it is where bytes are damaged.
func TestOldEncodings(t *testing.T) {
	for encoding, text := range map[string]string{
		"windows-1252": "Ricardo Rosselló Nevares resigned as the governor. “If the Senate confirms me,” he said – and left.",
		"windows-1251": "Пожар на стоянке аэропорта Ставангер потушен, сообщила полиция в среду утром.",
		"koi8-r":       "Пожар на стоянке аэропорта Ставангер потушен, сообщила полиция в среду утром.",
		"shift_jis":    "スタヴァンゲル空港の駐車場で火災が発生し、警察によると消火された。",
		"gb18030":      "挪威斯塔万格机场停车场发生火灾，警方称火已被扑灭，没有人受伤。",
	} {
		e, _ := charset.Lookup(encoding)
		b, err := e.NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if got := string(oldText(b)); got != text {
			t.Errorf("%s: %q", encoding, got)
		}
	}
	for _, damaged := range []string{"The dam \xff gave way \xfe on Monday.", "caf\xc3\xa9 \xe9", "Caf\xe9 au Fouquet."} {
		if got := string(oldText([]byte(damaged))); got != damaged {
			t.Errorf("%q became %q", damaged, got)
		}
	}
}

// TestSeparators: cells are set apart by what the first row has most of.
func TestSeparators(t *testing.T) {
	for text, want := range map[string]rune{
		"id,text\na;b;c;d,e": ',', "id;text\n": ';', "id\ttext": '\t', "id|title|text": '|', "\"a,b,c\";text": ';', "text": ',', "sep=;\nid,a,b;text": ';',
	} {
		in := &decoded{head: []byte(text), Reader: bufio.NewReader(strings.NewReader(text))}
		if got, err := separator(in, ','); got != want || err != nil {
			t.Errorf("%q: %q, want %q (%v)", text, got, want, err)
		}
	}
}

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

// TestPagesDeclaredWrongly: pages that say an encoding and are in another.
func TestPagesDeclaredWrongly(t *testing.T) {
	const polish, chinese = "Paweł Jan Majewski ukończył prawo. Był członkiem zarządu spółki, która zajmuje się gazem i energią, w Świnoujściu.",
		"挪威斯塔万格机场停车场发生火灾，警方称火已被扑灭，没有人受伤。当地居民说，他们在夜里听到了爆炸声。"
	for _, test := range [][3]string{{"iso-8859-2", "utf-8", polish}, {"euc-kr", "utf-8", chinese}, {"utf-8", "gb18030", chinese}, {"windows-1251", "windows-1251", "Пожар потушен"}, {"utf-8", "utf-8", "caf\xe9"}} {
		said, is, text := test[0], test[1], test[2]
		e, _ := charset.Lookup(is)
		b := []byte(text)
		if is != "utf-8" {
			var err error
			if b, err = e.NewEncoder().Bytes(b); err != nil {
				t.Fatal(err)
			}
		}
		page := "<html><head><meta charset=" + said + "></head><body><p>" + string(b) + "</p></body></html>"
		if got := string(utf8Text([]byte(page), "")); !strings.Contains(got, text) {
			t.Errorf("%s said to be %s: %q", is, said, got)
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

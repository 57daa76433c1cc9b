package read

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
)

// tinyPDF is a PDF of one page that draws with the operators given; trailer is added
// to its trailer.
func tinyPDF(draw, trailer string) string {
	var b strings.Builder
	b.WriteString("%PDF-1.4\n")
	var places []int
	for i, object := range []string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
		fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(draw), draw),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
	} {
		places = append(places, b.Len())
		fmt.Fprintf(&b, "%d 0 obj%s endobj\n", i+1, object)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(places)+1)
	for _, at := range places {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", len(places)+1, trailer, start)
	return b.String()
}

// TestPDF: a PDF that is not one, or has no text, is one line; the others are read
// by the same engine.
func TestPDF(t *testing.T) {
	t.Chdir(t.TempDir())
	lock := "/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + strings.Repeat("00", 32) + ">/U<" + strings.Repeat("00", 32) + ">>>/ID[<00><00>]"
	for name, content := range map[string]string{
		"1.pdf":      tinyPDF("BT /F 12 Tf 50 300 Td (The dam gave) Tj 0 -14 Td (way on Mon-) Tj 0 -14 Td (day.) Tj ET", ""),
		"2.pdf":      "%PDF-1.7\nnothing of the kind",
		"3.pdf":      tinyPDF("0 0 100 100 re f", ""),
		"4.pdf":      tinyPDF("BT /F 12 Tf 50 300 Td (Secret) Tj ET", lock),
		"5.pdf":      "\n" + tinyPDF("BT /F 12 Tf 50 300 Td (Late.) Tj ET", ""),
		"6.pdf":      tinyPDF("BT /F 1 Tf 0 0 Td ("+strings.Repeat("word ", 500)+") Tj ET", ""),
		"7.pdf":      cutOff(tinyPDF("BT /F 12 Tf 50 300 Td (Mended.) Tj ET", ""), 12),
		"packed.pdf": gzipped(tinyPDF("BT /F 12 Tf 50 300 Td (Packed.) Tj ET", "")),
	} {
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	compare(t, list(Reader{MaxArticleBytes: 2000}, "."), []string{
		`1.pdf:0 "1.pdf" "The dam gave way on Monday." 0`,
		"error 2.pdf: PDF is damaged",
		"error 3.pdf: there are no letters in it: a scan?",
		"error 4.pdf: it is encrypted and needs a password",
		`5.pdf:0 "5.pdf" "Late." 0`,
		"error 6.pdf: too long: an article has at most 2000 bytes",
		`7.pdf:0 "7.pdf" "Mended." 0`,
		`packed.pdf:0 "packed.pdf" "Packed." 0`,
	})
}

func TestCutWords(t *testing.T) {
	words := map[string]bool{"low-lying": true}
	for _, c := range []struct{ before, line, want string }{
		{"the low-", "lying dam", "the low-lying dam"},
		{"the embank-", "ment", "the embankment"},
		{"Bosnia-", "Herzegovina", "Bosnia-Herzegovina"},
		{"in 2024-", "25 they", "in 2024- 25 they"},
		{"the dam", "gave", "the dam gave"},
		{"a small\u00ad", "er dam", "a smaller dam"},
	} {
		if got := string(joinLine([]byte(c.before), c.line, words)); got != c.want {
			t.Errorf("%q and %q: %q, want %q", c.before, c.line, got, c.want)
		}
	}
}

func TestPDFDates(t *testing.T) {
	for said, want := range map[string]string{
		"D:20241105083000+01'00'": "2024-11-05 07:30:00", "D:20241105083000Z": "2024-11-05 08:30:00", "D:20241105": "2024-11-05 00:00:00", "yesterday": "0001-01-01 00:00:00",
		"D:20241105083000Z00'00'": "2024-11-05 08:30:00", "D:20241105083000+00'00": "2024-11-05 08:30:00",
	} {
		if got := pdfDate(said).Format("2006-01-02 15:04:05"); got != want {
			t.Errorf("%s: %s, want %s", said, got, want)
		}
	}
}

// FuzzPDF: a file that claims to be a PDF is an article or one error.
func FuzzPDF(f *testing.F) {
	f.Add([]byte(tinyPDF("BT /F 12 Tf 50 300 Td (The dam gave way.) Tj ET", "")))
	f.Fuzz(func(t *testing.T, content []byte) {
		n := 0
		for range (Reader{MaxArticleBytes: 1 << 16, Stdin: bytes.NewReader(append([]byte("%PDF-1.4\n"), content...))}).Inputs(Stdin) {
			n++
		}
		if n != 1 {
			t.Fatalf("%d inputs", n)
		}
	})
}

func cutOff(s string, bytes int) string { return s[:len(s)-bytes] }

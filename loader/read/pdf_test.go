package read

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// tinyPDF is a PDF of one page that draws with the operators given; trailer is added
// to its trailer.
func tinyPDF(draw, trailer string) string {
	return pdfOf(trailer,
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
		fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(draw), draw),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
	)
}

// pdfOf is a PDF of these objects, the first of which is its root.
func pdfOf(trailer string, objects ...string) string {
	var b strings.Builder
	b.WriteString("%PDF-1.4\n")
	var places []int
	for i, object := range objects {
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

// hostilePDFs are files made to break a reader, or to keep it busy.
func hostilePDFs() map[string]string {
	const font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
	page := func(contents string) string {
		return "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents " + contents + "/Resources<</Font<</F 5 0 R>>>>>>"
	}
	stream := func(dictionary, s string) string {
		return fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", dictionary, len(s), s)
	}
	const draw = "BT /F 12 Tf 50 300 Td (The dam gave way.) Tj ET"
	whole := tinyPDF(draw, "")
	files := map[string]string{
		"nothing behind the mark": "%PDF-1.7",
		"a page tree in a circle": pdfOf("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
		"parents in a circle":     pdfOf("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Parent 3 0 R/Kids[3 0 R]/Count 1>>", "<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>"),
		"a million pages said":    pdfOf("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1000000>>", page("4 0 R"), stream("", draw), font),
		"two thousand million":    pdfOf("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 2147483647>>", page("4 0 R"), stream("", draw), font),
		"less than no page":       pdfOf("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count -5>>", page("4 0 R"), stream("", draw), font),
		"arrays within arrays":    pdfOf("", "<</Type/Catalog/Pages 2 0 R/X "+strings.Repeat("[", 200_000)+strings.Repeat("]", 200_000)+">>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page("4 0 R"), stream("", draw), font),
		"states within states":    tinyPDF(strings.Repeat("q ", 300_000)+draw, ""),
		"a form that draws itself": pdfOf("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
			"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>", stream("", "/X Do"),
			stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>", "/X Do /X Do")),
		"a stream that is its own length": pdfOf("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page("4 0 R"), "<</Length 4 0 R>>stream\nx\nendstream", font),
		"a table before itself":           strings.Replace(whole, "/Root", "/Prev 0/Root", 1),
		"letters beyond the bound":        tinyPDF("BT /F 1 Tf 0 0 Td "+strings.Repeat("(word after word after word) Tj ", 4000)+"ET", ""),
		"a bomb": pdfOf("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page("4 0 R"),
			stream("/Filter/FlateDecode", deflated(strings.Repeat(" ", 64<<20))), font),
	}
	for at := 50; at < len(whole); at += 97 {
		files[fmt.Sprintf("cut at %d", at)] = whole[:at]
		files[fmt.Sprintf("a letter other at %d", at)] = whole[:at] + "\x00" + whole[at+1:]
	}
	return files
}

func deflated(s string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	io.WriteString(z, s)
	z.Close()
	return b.String()
}

// TestHostilePDFs: each is an article or one line that says why not, in the time
// that a file has, and the engine reads on.
func TestHostilePDFs(t *testing.T) {
	t.Chdir(t.TempDir())
	files := hostilePDFs()
	for name, content := range files {
		if err := os.WriteFile(name+".pdf", []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile("z.pdf", []byte(tinyPDF("BT /F 12 Tf 50 300 Td (Still here.) Tj ET", "")), 0o644); err != nil {
		t.Fatal(err)
	}
	got := list(Reader{MaxArticleBytes: 1 << 16}, ".")
	if len(got) != len(files)+1 {
		t.Errorf("%d lines for %d files:\n%s", len(got), len(files)+1, strings.Join(got, "\n"))
	}
	for _, line := range got {
		if !strings.Contains(line, ".pdf:") || strings.Contains(line, "\n") {
			t.Errorf("%.200q is not one line that names a file", line)
		}
		t.Logf("%.150q", line)
	}
	if last := got[len(got)-1]; !strings.Contains(last, "Still here.") {
		t.Errorf("after all that: %.200q", last)
	}
}

// FuzzPDF: a file that claims to be a PDF is an article or one error.
func FuzzPDF(f *testing.F) {
	f.Add([]byte(tinyPDF("BT /F 12 Tf 50 300 Td (The dam gave way.) Tj ET", "")))
	for _, path := range realSamples(f) {
		if b, err := os.ReadFile(path); err == nil && len(b) < 1<<16 && bytes.HasPrefix(b, []byte("%PDF-")) {
			f.Add(b)
		}
	}
	hostile := hostilePDFs()
	for _, name := range slices.Sorted(maps.Keys(hostile)) {
		if content := hostile[name]; len(content) < 1<<16 && name != "a form that draws itself" { // which takes longer than a fuzz test waits
			f.Add([]byte(content))
		}
	}
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

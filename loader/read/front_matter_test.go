package read

import "testing"

func TestFrontMatter(t *testing.T) {
	for text, want := range map[string][4]string{
		"---\ntitle: The dam\nauthor: [Ann Lee, Bo Berg]\ndate: 2024-01-02\n---\nIt broke.":                                                        {"The dam", "Ann Lee, Bo Berg", "2024-01-02", "It broke."},
		"+++\ntitle = \"The \\\"dam\\\"\"\nauthors = ['Ann Lee', \"Bo Berg\"]\ndate = 2024-01-02T03:04:05Z\n[menu]\ntitle = \"x\"\n+++\nIt broke.": {`The "dam"`, "Ann Lee, Bo Berg", "2024-01-02", "It broke."},
		"Title: The dam\r\nDate: 2024-01-02\r\nAuthors: Ann Lee, Bo Berg\r\n\r\nIt broke.":                                                         {"The dam", "Ann Lee, Bo Berg", "2024-01-02", "It broke."},
		"% The dam\n% Ann Lee; Bo Berg\n% January 2, 2024\n\nIt broke.":                                                                            {"The dam", "Ann Lee, Bo Berg", "2024-01-02", "It broke."},
		"Note: the dam broke.\n\nTitle: none":                                                                                                      {"", "", "", "Note: the dam broke.\n\nTitle: none"},
		"---\n\nIt broke.":                                                                                                                         {"", "", "", "It broke."},
		"Title: alone\n\nIt broke.":                                                                                                                {"", "", "", "Title: alone\n\nIt broke."},
	} {
		a, err := markdown([]byte(text))
		got := [4]string{a.Title, a.Byline, "", a.Text}
		if !a.Published.IsZero() {
			got[2] = a.Published.Format("2006-01-02")
		}
		if err != nil || got != want {
			t.Errorf("%q: %q, want %q (%v)", text, got, want, err)
		}
	}
}

package read

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
)

// Front matter says before a text what it is. Programs that make sites have it in
// four forms, which begin the file:
//
//	---       YAML, up to another such line (Jekyll, Hugo, pandoc)
//	+++       TOML, up to another such line (Hugo, Zola); of it the names with a text,
//	          a date or a list of texts before the first table
//	Title: …  lines "Name: value" up to the first empty line (Pelican, MultiMarkdown)
//	% …       title, authors and date, a line each (pandoc)

// frontMatter is what is said, by names in small letters.
type frontMatter map[string][]string

func (f frontMatter) said(name string) string { return oneLine(first(f[name])) }

const longestFrontMatter = 64 << 10

// cutFrontMatter takes off what is said before a text.
func cutFrontMatter(b []byte) (frontMatter, []byte, error) {
	text := bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n"))
	switch {
	case bytes.HasPrefix(text, []byte("---\n")):
		if matter, body := betweenFences(text, "---\n"); matter != nil {
			said, err := frontYAML(matter)
			return said, body, err
		}
	case bytes.HasPrefix(text, []byte("+++\n")):
		if matter, body := betweenFences(text, "+++\n"); matter != nil {
			return frontTOML(matter), body, nil
		}
	case bytes.HasPrefix(text, []byte("% ")):
		said, body := frontPercent(text)
		return said, body, nil
	default:
		if matter, body, _ := bytes.Cut(text, []byte("\n\n")); len(matter) <= longestFrontMatter {
			if said := frontLines(matter); said != nil {
				return said, body, nil
			}
		}
	}
	return nil, b, nil
}

// betweenFences is what stands between two lines; nil where the first is but a line across the page.
func betweenFences(text []byte, fence string) (matter, body []byte) {
	matter, body, closed := bytes.Cut(text[len(fence):], []byte("\n"+fence))
	if !closed || len(matter) > longestFrontMatter {
		return nil, text
	}
	return matter, body
}

func frontYAML(matter []byte) (frontMatter, error) {
	var loose map[string]any
	if err := yaml.Unmarshal(matter, &loose); err != nil {
		return nil, fmt.Errorf("front matter: %s", strings.SplitN(err.Error(), "\n", 2)[0])
	}
	said := frontMatter{}
	for _, name := range slices.Sorted(maps.Keys(loose)) {
		said[strings.ToLower(name)] = frontTexts(loose[name])
	}
	return said, nil
}

// frontTexts are a value of front matter: a text, a date, or a list of texts.
func frontTexts(value any) []string {
	if date, ok := value.(time.Time); ok {
		return []string{date.Format(time.RFC3339)}
	}
	return texts(value)
}

var (
	tomlLine = regexp.MustCompile(`^([A-Za-z0-9_-]+)\s*=\s*(.+?)\s*$`)
	tomlText = regexp.MustCompile(`"((?:[^"\\]|\\.)*)"|'([^']*)'`)
)

// frontTOML reads lines "name = value" before the first table.
func frontTOML(matter []byte) frontMatter {
	said := frontMatter{}
	for line := range strings.Lines(string(matter)) {
		if strings.HasPrefix(line, "[") {
			break
		}
		m := tomlLine.FindStringSubmatch(strings.TrimRight(line, "\n"))
		if m == nil {
			continue
		}
		name, value := strings.ToLower(m[1]), m[2]
		for _, text := range tomlText.FindAllStringSubmatch(value, -1) {
			said[name] = append(said[name], tomlEscapes.Replace(text[1])+text[2])
		}
		if len(said[name]) == 0 {
			said[name] = []string{value} // a date
		}
	}
	return said
}

var tomlEscapes = strings.NewReplacer(`\"`, `"`, `\\`, `\`, `\n`, " ", `\t`, " ")

var frontLine = regexp.MustCompile(`^([A-Za-z][A-Za-z _-]{0,30}):\s+(.*)$`)

// frontLines reads lines "Name: value", nil where what begins the text is something else.
func frontLines(matter []byte) frontMatter {
	said := frontMatter{}
	for line := range strings.Lines(string(matter)) {
		m := frontLine.FindStringSubmatch(strings.TrimRight(line, "\n"))
		if m == nil {
			return nil
		}
		name := strings.ToLower(m[1])
		said[name] = append(said[name], strings.TrimSpace(m[2]))
	}
	if said["title"] == nil || len(said) < 2 {
		return nil
	}
	for _, name := range []string{"author", "authors"} {
		if names := said[name]; len(names) == 1 {
			said[name] = strings.FieldsFunc(names[0], func(r rune) bool { return r == ';' || r == ',' })
		}
	}
	return said
}

// frontPercent reads pandoc's lines: title, authors, date.
func frontPercent(text []byte) (frontMatter, []byte) {
	said := frontMatter{}
	for _, name := range []string{"title", "author", "date"} {
		line, rest, _ := bytes.Cut(text, []byte("\n"))
		value, is := bytes.CutPrefix(line, []byte("%"))
		if !is {
			break
		}
		said[name] = strings.Split(strings.TrimSpace(string(value)), "; ")
		text = rest
	}
	return said, text
}

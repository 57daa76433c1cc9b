package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// pages are the Markdown files of the project.
func pages(t *testing.T) (list []string) {
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "node_modules" || entry.Name() == "testdata" || entry.Name() == "vendor"):
			return fs.SkipDir
		case filepath.Ext(name) == ".md":
			list = append(list, name)
		}
		return nil
	})
	if err != nil || len(list) < 20 {
		t.Fatal(list, err)
	}
	return list
}

func readPage(t *testing.T, name string) string {
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

var (
	markdownLink = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	codeBlock    = regexp.MustCompile("(?ms)^```(\\w*)\n(.*?)^```")
	inlineCode   = regexp.MustCompile("`([^`\n]+)`")
)

// TestLinksLeadSomewhere holds every relative link of the pages.
func TestLinksLeadSomewhere(t *testing.T) {
	links := 0
	for _, page := range pages(t) {
		text := codeBlock.ReplaceAllString(readPage(t, page), "")
		for _, link := range markdownLink.FindAllStringSubmatch(text, -1) {
			target, anchor, _ := strings.Cut(link[1], "#")
			if strings.Contains(target, ":") {
				continue
			}
			links++
			if target == "" {
				target = filepath.Base(page)
			}
			to := filepath.Join(filepath.Dir(page), filepath.FromSlash(target))
			if _, err := os.Stat(to); err != nil {
				t.Errorf("%s: %s leads nowhere", page, link[1])
				continue
			}
			if anchor != "" && filepath.Ext(to) == ".md" && !hasHeading(readPage(t, to), anchor) {
				t.Errorf("%s: %s has no heading #%s", page, to, anchor)
			}
		}
	}
	if links < 50 {
		t.Errorf("found %d links", links)
	}
}

// hasHeading says whether a page has the heading that an anchor names.
func hasHeading(page, anchor string) bool {
	for line := range strings.Lines(page) {
		title := strings.TrimSpace(strings.TrimLeft(line, "#"))
		if !strings.HasPrefix(line, "#") {
			continue
		}
		slug := strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case r == '-', r == '_', r >= 'a' && r <= 'z', r >= '0' && r <= '9':
				return r
			}
			return -1
		}, strings.ToLower(title))
		if slug == anchor {
			return true
		}
	}
	return false
}

// TestCommandsInPagesParse tries each command line of the pages and of the
// verbs' own examples: the verb is there, and so are its flags.
func TestCommandsInPagesParse(t *testing.T) {
	commands := 0
	try := func(where, line string) {
		for _, args := range commandsIn(line) {
			commands++
			checkCommand(t, where, args)
		}
	}
	for _, page := range pages(t) {
		if filepath.Base(page) == "CHANGELOG.md" {
			continue // it tells of what was, too
		}
		text := readPage(t, page)
		for _, block := range codeBlock.FindAllStringSubmatch(text, -1) {
			for line := range strings.Lines(strings.ReplaceAll(block[2], "\\\n", " ")) {
				try(page, line)
			}
		}
		for _, code := range inlineCode.FindAllStringSubmatch(codeBlock.ReplaceAllString(text, ""), -1) {
			try(page, code[1])
		}
	}
	eachVerb((&app{}).command(), func(cmd *cobra.Command) {
		for line := range strings.Lines(cmd.Example) {
			try(cmd.CommandPath()+" --help", line)
		}
	})
	if commands < 150 {
		t.Errorf("found %d commands", commands)
	}
}

func eachVerb(cmd *cobra.Command, do func(*cobra.Command)) {
	do(cmd)
	for _, c := range cmd.Commands() {
		eachVerb(c, do)
	}
}

// checkCommand finds the verb and its flags. Words in capitals stand for
// something: "claimgraph help VERB".
func checkCommand(t *testing.T, where string, args []string) {
	root := (&app{}).command()
	root.InitDefaultHelpCmd()
	root.InitDefaultVersionFlag()
	root.InitDefaultCompletionCmd()
	if len(args) == 0 {
		return
	}
	cmd, _, err := root.Find(args)
	if err != nil || cmd == root && !strings.HasPrefix(args[0], "-") {
		t.Errorf("%s: claimgraph %s: no such verb", where, strings.Join(args, " "))
		return
	}
	for _, arg := range args {
		name, isFlag := strings.CutPrefix(arg, "--")
		name, _, _ = strings.Cut(name, "=")
		if isFlag && name != "" && flagOf(cmd, name) == nil {
			t.Errorf("%s: claimgraph %s: %s has no flag --%s", where, strings.Join(args, " "), cmd.Name(), name)
		}
	}
}

func flagOf(cmd *cobra.Command, name string) *pflag.Flag {
	if name == "help" {
		return &pflag.Flag{}
	}
	if f := cmd.Flags().Lookup(name); f != nil {
		return f
	}
	return cmd.InheritedFlags().Lookup(name)
}

// commandsIn are the arguments of each claimgraph in a line of shell.
func commandsIn(line string) (list [][]string) {
	var words []string
	end := func() {
		for len(words) > 0 && strings.Contains(words[0], "=") {
			words = words[1:] // CLAIMGRAPH_KEY=… claimgraph
		}
		switch {
		case len(words) > 0 && words[0] == "claimgraph":
			list = append(list, words[1:])
		case len(words) > 2 && words[0] == "go" && words[1] == "run" && words[2] == ".":
			list = append(list, words[3:])
		}
		words = nil
	}
	for _, word := range shellWords(line) {
		switch {
		case word == "#":
			end()
			return list
		case strings.ContainsAny(word[:1], "|&;<>") || word == "2>" || word == "$(" || word == ")":
			end()
		default:
			words = append(words, strings.TrimRight(word, ".;,:"))
		}
	}
	end()
	return list
}

// shellWords cuts a line as a shell does, as far as the pages go.
func shellWords(line string) (words []string) {
	var word bytes.Buffer
	quote := rune(0)
	end := func() {
		if word.Len() > 0 {
			words = append(words, word.String())
		}
		word.Reset()
	}
	for _, r := range line {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '\'' || r == '"':
			quote = r
		case r == ' ' || r == '\t' || r == '\n':
			end()
		default:
			word.WriteRune(r)
		}
	}
	end()
	return words
}

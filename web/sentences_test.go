package web

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	syntax "text/template/parse"
)

// sentence is what a page says: the same in both languages, where it is said.
type sentence struct {
	where  string
	fr, en string
	args   int // given to fill the sentence; -1 where they cannot be counted
}

// alike are the sentences that read the same in French and in English.
var alike = []string{"Pages", "Technologies", "commune", "structure"}

func TestSentencesAreSaidInBothLanguages(t *testing.T) {
	all := slices.Concat(templateSentences(t), scriptSentences(t))
	if len(all) < 50 {
		t.Fatalf("%d sentences were found", len(all))
	}
	for _, s := range all {
		for _, fault := range s.faults() {
			t.Errorf("%s: %q, %q: %s", s.where, s.fr, s.en, fault)
		}
	}
}

var (
	formatVerb = regexp.MustCompile(`%(\[\d+\])?[-+#0]*\d*(\.\d+)?[a-zA-Z]`)
	filled     = regexp.MustCompile(`\$\{`)
	// A thin or unbreakable space is put where French wants one when a sentence is
	// written, so a plain one must stand there: "où ?", "« ici »".
	noSpace = regexp.MustCompile(`[\p{L}\p{N}%][:;?!»](\s|$)|«[^\s]|\S»`)
	dots    = regexp.MustCompile(`\.\.\.`)
)

// faults tells what is wrong with a sentence.
func (s *sentence) faults() []string {
	var out []string
	if strings.TrimSpace(s.fr) == "" || strings.TrimSpace(s.en) == "" {
		out = append(out, "nothing is said")
	}
	if s.fr == s.en && !slices.Contains(alike, s.fr) && strings.ContainsFunc(formatVerb.ReplaceAllString(s.fr, ""), isLetter) {
		out = append(out, "not translated (a sentence that reads the same in both is listed in this test)")
	}
	fr, en := formatVerb.FindAllString(s.fr, -1), formatVerb.FindAllString(s.en, -1)
	if len(fr) != len(en) || len(filled.FindAllString(s.fr, -1)) != len(filled.FindAllString(s.en, -1)) {
		out = append(out, "the two languages are not filled alike")
	}
	if s.args >= 0 && !strings.Contains(s.fr+s.en, "%[") && s.args != len(fr) {
		out = append(out, "is given "+strconv.Itoa(s.args)+" values")
	}
	if at := noSpace.FindString(s.fr); at != "" {
		out = append(out, "French wants a space at "+strconv.Quote(at))
	}
	if strings.Contains(s.fr, `"`) {
		out = append(out, "French quotes « so »")
	}
	if dots.MatchString(s.fr + s.en) {
		out = append(out, "three dots are one sign: …")
	}
	return out
}

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 'À' }

func TestFaultsOfSentencesAreSeen(t *testing.T) {
	for name, s := range map[string]sentence{
		"untranslated":  {fr: "Chercher", en: "Chercher"},
		"half":          {fr: "Chercher"},
		"a value lost":  {fr: "à %s", en: "away", args: 1},
		"a value more":  {fr: "à %s", en: "%s away", args: 2},
		"a script's":    {fr: "à ${x}", en: "away", args: -1},
		"a tight sign":  {fr: "Où?", en: "Where?"},
		"tight quotes":  {fr: "«ici»", en: "here"},
		"other quotes":  {fr: `"ici"`, en: "here"},
		"three dots":    {fr: "Attendez...", en: "Wait…"},
		"no value":      {fr: "%d lieux", en: "%d places"},
		"another value": {fr: "%d lieux", en: "%d of %d places", args: 1},
	} {
		if len(s.faults()) == 0 {
			t.Errorf("%s: nothing is seen in %q, %q", name, s.fr, s.en)
		}
	}
	for _, s := range []sentence{
		{fr: "Où êtes-vous ? « Ici » : à 14:30", en: "Where?"}, {fr: "%s, %d", en: "%s, %d", args: 2}, {fr: "%[2]s à %[1]s", en: "%[1]s: %[2]s", args: 2}, {fr: "Pages", en: "Pages"},
	} {
		if got := s.faults(); got != nil {
			t.Errorf("%q: got %q, want none", s.fr, got)
		}
	}
}

// templateSentences are those of the pages: {{t "…" "…"}}.
func templateSentences(t *testing.T) (out []sentence) {
	t.Helper()
	for name, trees := range templates(t) {
		for _, tree := range trees {
			commands(tree.Root, func(c *syntax.CommandNode) {
				if id, ok := c.Args[0].(*syntax.IdentifierNode); !ok || id.Ident != "t" || len(c.Args) < 3 {
					return
				}
				fr, isFr := c.Args[1].(*syntax.StringNode)
				en, isEn := c.Args[2].(*syntax.StringNode)
				if !isFr || !isEn {
					t.Errorf("%s: %s: a sentence is written where it is said", name, c)
					return
				}
				out = append(out, sentence{name, fr.Text, en.Text, len(c.Args) - 3})
			})
		}
	}
	return out
}

// templates are the pages, as they are written, by their file.
func templates(t *testing.T) map[string]map[string]*syntax.Tree {
	t.Helper()
	out := make(map[string]map[string]*syntax.Tree)
	for name, text := range sources(t, "pages", ".html") {
		tree := syntax.New(name)
		tree.Mode = syntax.SkipFuncCheck
		trees := make(map[string]*syntax.Tree)
		if _, err := tree.Parse(text, "", "", trees); err != nil {
			t.Fatal(err)
		}
		out[name] = trees
	}
	return out
}

// commands calls f for each command of a tree, those in pipes in brackets too.
func commands(node syntax.Node, f func(*syntax.CommandNode)) {
	pipe := func(p *syntax.PipeNode) {
		if p != nil {
			commands(p, f)
		}
	}
	branch := func(b *syntax.BranchNode) {
		pipe(b.Pipe)
		commands(b.List, f)
		commands(b.ElseList, f)
	}
	switch n := node.(type) {
	case *syntax.ListNode:
		if n == nil {
			return
		}
		for _, child := range n.Nodes {
			commands(child, f)
		}
	case *syntax.ActionNode:
		pipe(n.Pipe)
	case *syntax.TemplateNode:
		pipe(n.Pipe)
	case *syntax.IfNode:
		branch(&n.BranchNode)
	case *syntax.RangeNode:
		branch(&n.BranchNode)
	case *syntax.WithNode:
		branch(&n.BranchNode)
	case *syntax.PipeNode:
		for _, c := range n.Cmds {
			f(c)
			for _, arg := range c.Args {
				commands(arg, f)
			}
		}
	}
}

const quoted = "('(?:[^'\\\\\\n]|\\\\.)*'|\"(?:[^\"\\\\\\n]|\\\\.)*\"|`(?:[^`\\\\]|\\\\.)*`)"

// said is a call of a Say with two sentences: say('…', '…'), this.say(`…`, `…`), t('…', '…').
var said = regexp.MustCompile(`\b(?:say|t)\(\s*` + quoted + `,\s*` + quoted + `,?\s*\)`)

// scriptSentences are those of the scripts.
func scriptSentences(t *testing.T) (out []sentence) {
	t.Helper()
	for name, text := range sources(t, "src", ".ts") {
		for _, m := range said.FindAllStringSubmatch(text, -1) {
			out = append(out, sentence{name, unquote(m[1]), unquote(m[2]), -1})
		}
	}
	return out
}

var escaped = regexp.MustCompile(`\\(u[0-9a-fA-F]{4}|.)`)

// unquote reads a literal of a script.
func unquote(s string) string {
	return escaped.ReplaceAllStringFunc(s[1:len(s)-1], func(e string) string {
		if code, err := strconv.ParseUint(strings.TrimPrefix(e[1:], "u"), 16, 16); err == nil && len(e) == 6 {
			return string(rune(code))
		}
		return e[1:]
	})
}

// sources are the files of a folder with an ending, by their path.
func sources(t *testing.T, dir, ext string) map[string]string {
	t.Helper()
	out := make(map[string]string)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ext {
			return err
		}
		text, err := os.ReadFile(path)
		out[filepath.ToSlash(path)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

package main

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/kong"

	"maillage/say"
)

// translate keeps, of every help text of the grammar, the reader's language.
func (m *Main) translate(k *kong.Kong) error {
	return kong.Visit(k.Model, func(node kong.Visitable, next kong.Next) error {
		switch node := node.(type) {
		case *kong.Node:
			node.Help = m.half(node.Help)
		case *kong.Flag:
			node.Help, node.PlaceHolder = m.half(node.Help), m.half(node.PlaceHolder)
		case *kong.Value:
			node.Help, node.Name = m.half(node.Help), m.half(node.Name)
		}
		return next(nil)
	})
}

// half is one side of a text written "French | English".
func (m *Main) half(text string) string {
	fr, en, both := strings.Cut(text, " | ")
	if both && m.lang == say.English {
		return en
	}
	return fr
}

// withExamples is a command that shows how it is used.
type withExamples interface{ examples() []string }

// help writes what a command does and takes, or the whole program where node is nil.
func (m *Main) help(w io.Writer, app *kong.Application, node *kong.Node) error {
	var b strings.Builder
	if node == nil {
		m.helpApp(&b, app)
	} else {
		m.helpCommand(&b, node)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (m *Main) helpApp(b *strings.Builder, app *kong.Application) {
	fmt.Fprintln(b, m.in(
		"Maillage dit à chacun quelle structure d'orientation lui convient et en combien de temps\n"+
			"il y est, et à qui organise le territoire qui en vit trop loin.\n\nUsage : maillage <commande> [options]\n\nCommandes :",
		"Maillage tells everyone which place of guidance fits them and how fast they get there,\n"+
			"and tells planners who lives too far from one.\n\nUsage: maillage <command> [options]\n\nCommands:"))
	var rows [][2]string
	for _, command := range app.Leaves(true) {
		rows = append(rows, [2]string{command.Name, command.Help})
	}
	writePairs(b, rows)
	fmt.Fprintln(b, m.in("\nOptions de toutes les commandes :", "\nOptions of every command:"))
	writePairs(b, m.flagRows(app.Node))
	fmt.Fprintln(b, m.in("\nPour essayer sans données : maillage serve --demo", "\nTo try it without data: maillage serve --demo"))
}

func (m *Main) helpCommand(b *strings.Builder, node *kong.Node) {
	fmt.Fprintf(b, "%s\n\n%s maillage %s", node.Help, m.in("Usage :", "Usage:"), node.Name)
	for _, arg := range node.Positional {
		fmt.Fprintf(b, " %s", argument(arg))
	}
	fmt.Fprintf(b, " [options]\n")
	if len(node.Positional) > 0 {
		fmt.Fprintln(b)
	}
	var rows [][2]string
	for _, arg := range node.Positional {
		rows = append(rows, [2]string{argument(arg), arg.Help})
	}
	writePairs(b, rows)
	fmt.Fprintln(b, "\nOptions"+m.in(" :", ":"))
	writePairs(b, append(m.flagRows(node), m.flagRows(node.Parent)...))
	if command, ok := node.Target.Addr().Interface().(withExamples); ok {
		fmt.Fprintln(b, m.in("\nExemples :", "\nExamples:"))
		for _, example := range command.examples() {
			fmt.Fprintln(b, "  "+example)
		}
	}
}

// argument is how a positional argument is shown, in brackets when it may be absent.
func argument(arg *kong.Positional) string {
	if arg.Required {
		return arg.Name
	}
	return "[" + arg.Name + "]"
}

// flagRows pairs each flag of a node with its help and default.
func (m *Main) flagRows(node *kong.Node) [][2]string {
	var rows [][2]string
	for _, flag := range node.Flags {
		if flag.Hidden {
			continue
		}
		name := "--" + flag.Name
		if flag.Short != 0 {
			name = fmt.Sprintf("-%c, %s", flag.Short, name)
		}
		if !flag.IsBool() {
			name += " " + strings.Trim(flag.FormatPlaceHolder(), `"`)
		}
		help := flag.Help
		if flag.HasDefault && flag.Default != "" {
			help += m.in(" [par défaut : %s]", " [default: %s]", flag.Default)
		}
		rows = append(rows, [2]string{name, help})
	}
	return rows
}

// helpWidth is how wide help is written; the column of names takes its share.
const helpWidth = 100

// writePairs writes names in a column and their texts, wrapped, beside them.
func writePairs(b *strings.Builder, rows [][2]string) {
	width := 0
	for _, row := range rows {
		width = max(width, utf8.RuneCountInString(row[0]))
	}
	for _, row := range rows {
		pad := strings.Repeat(" ", width-utf8.RuneCountInString(row[0]))
		text := wrap(row[1], helpWidth-width-4)
		fmt.Fprintf(b, "  %s%s  %s\n", row[0], pad, strings.Join(text, "\n"+strings.Repeat(" ", width+4)))
	}
}

// wrap breaks a text between words into lines of at most width signs, a word longer than that alone on its line.
func wrap(text string, width int) []string {
	lines := []string{""}
	for _, word := range strings.Fields(text) {
		last := &lines[len(lines)-1]
		switch {
		case *last == "":
			*last = word
		case utf8.RuneCountInString(*last)+1+utf8.RuneCountInString(word) <= width:
			*last += " " + word
		default:
			lines = append(lines, word)
		}
	}
	return lines
}

// complaints translates what kong says of a command line: its words, ours in
// French, ours in English. $1, $2 are what the words hold.
var complaints = []struct {
	pattern *regexp.Regexp
	fr, en  string
}{
	{regexp.MustCompile(`^unknown flag (\S+), did you mean (?:one of )?(.+)\?$`), "option inconnue $1 ; vouliez-vous dire $2 ?", "unknown option $1; did you mean $2?"},
	{regexp.MustCompile(`^unknown flag (\S+)$`), "option inconnue $1", "unknown option $1"},
	{regexp.MustCompile(`^unexpected argument (.+), did you mean (?:one of )?(.+)\?$`), "commande ou argument inconnu « $1 » ; vouliez-vous dire $2 ?", "unknown command or argument “$1”; did you mean $2?"},
	{regexp.MustCompile(`^unexpected argument (.+)$`), "commande ou argument inconnu « $1 »", "unknown command or argument “$1”"},
	{regexp.MustCompile(`^expected one of (.+)$`), "dites quoi faire : $1", "say what to do: $1"},
	{regexp.MustCompile(`^expected (.+)$`), "il manque $1", "$1 is missing"},
	{regexp.MustCompile(`^missing positional arguments (.+)$`), "il manque $1", "$1 is missing"},
	{regexp.MustCompile(`^missing flags: (.+)$`), "il manque $1", "$1 is missing"},
	{regexp.MustCompile(`^(--\S+?)(?:=\S+)?: (?:.*but got EOL.*|missing value.*)$`), "$1 attend une valeur", "$1 wants a value"},
	{regexp.MustCompile(`^(--\S+?)(?:=\S+)?: expected a (?:float|valid).*but got (\S*).*$`), "$1 attend un nombre, pas « $2 »", "$1 wants a number, not “$2”"},
	{regexp.MustCompile(`^(--\S+?)(?:=\S+)?: expected .*value.*$`), "$1 attend une valeur", "$1 wants a value"},
	{regexp.MustCompile(`^(--\S+) must be one of (.+) but got (.*)$`), "$1 ne peut pas être « $3 » ; valeurs permises : $2", "$1 cannot be “$3”; allowed: $2"},
}

// bare takes kong's quotes and brackets off.
var bare = strings.NewReplacer(`","`, ", ", `"`, "", "<", "", ">", "")

// usage makes a misuse of what kong could not read.
func usage(err error) error {
	text := bare.Replace(strings.ReplaceAll(err.Error(), `,""`, ""))
	fr, en := text, text
	for _, c := range complaints {
		if c.pattern.MatchString(text) {
			fr, en = c.pattern.ReplaceAllString(text, c.fr), c.pattern.ReplaceAllString(text, c.en)
			break
		}
	}
	command := ""
	var parse *kong.ParseError
	if errors.As(err, &parse) && parse.Context != nil && parse.Context.Selected() != nil {
		command = " " + parse.Context.Selected().Name
	}
	return misuse("%s (voyez : maillage%s --help)", "%s (see: maillage%s --help)", say.T(fr, en), command)
}

package main

import (
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

var everyCommand = []string{"build", "check", "import", "serve", "nearest", "route", "isochrones", "places", "geocode", "coverage", "gaps", "bench", "version"}

func TestHelpIsWholeInBothLanguages(t *testing.T) {
	for _, command := range append(everyCommand, "") {
		french := done(t, strings.Fields(command+" --help")...)
		english := done(t, strings.Fields(command+" --help --lang en")...)
		if french == english {
			t.Errorf("%q: the same help in both languages:\n%s", command, french)
		}
		for _, help := range []string{french, english} {
			if strings.Contains(help, " | ") {
				t.Errorf("%q: a help text was not parted by language:\n%s", command, help)
			}
			for _, line := range strings.Split(help, "\n") {
				if n := len([]rune(line)); n > 130 {
					t.Errorf("%q: a line of %d signs: %s", command, n, line)
				}
			}
		}
		if strings.Contains(french, "Language of") || strings.Contains(english, "Langue des") {
			t.Errorf("%q: help in the wrong language", command)
		}
	}
}

func TestLanguageIsTheReaders(t *testing.T) {
	for _, c := range []struct {
		name string
		env  map[string]string
		args []string
		want string
	}{
		{"nothing said", nil, nil, "Usage :"},
		{"English environment", map[string]string{"LANG": "en_GB.UTF-8"}, nil, "Usage:"},
		{"French environment", map[string]string{"LANG": "fr_FR.UTF-8"}, nil, "Usage :"},
		{"LC_ALL before LANG", map[string]string{"LANG": "fr_FR.UTF-8", "LC_ALL": "en_US.UTF-8"}, nil, "Usage:"},
		{"the flag before all", map[string]string{"LANG": "fr_FR.UTF-8"}, []string{"--lang", "en"}, "Usage:"},
		{"the flag in one word", map[string]string{"LANG": "en_US.UTF-8"}, []string{"--lang=fr"}, "Usage :"},
		{"no language at all", map[string]string{"LANG": "C.UTF-8"}, nil, "Usage :"},
	} {
		got := runWith(t.Context(), c.env, append(c.args, "--help")...)
		if got.code != exitDone || !strings.Contains(got.stdout, c.want) {
			t.Errorf("%s: exit %d, want %q in:\n%s", c.name, got.code, c.want, got.stdout)
		}
	}
}

// An example that the grammar refuses teaches nothing.
func TestExamplesAreUnderstood(t *testing.T) {
	var grammar commandLine
	parser, err := kong.New(&grammar, kong.NoDefaultHelp(), kong.WithHyphenPrefixedParameters(true), kong.Writers(io.Discard, io.Discard))
	if err != nil {
		t.Fatal(err)
	}
	for _, command := range parser.Model.Leaves(true) {
		shown, ok := command.Target.Addr().Interface().(withExamples)
		if !ok {
			if command.Name != "version" {
				t.Errorf("%s shows no example", command.Name)
			}
			continue
		}
		asksAt := slices.ContainsFunc(command.Flags, func(f *kong.Flag) bool { return f.Name == "at" })
		for _, example := range shown.examples() {
			args := strings.Fields(example)
			if asksAt && !slices.Contains(args, "--at") {
				t.Errorf("%s: an example that reads otherwise at night: %s", command.Name, example)
			}
			if args[0] != "maillage" || args[1] != command.Name {
				t.Errorf("%s: an example of another program: %s", command.Name, example)
			}
			if _, err := parser.Parse(args[1:]); err != nil {
				t.Errorf("%s: %s: %v", command.Name, example, err)
			}
		}
	}
}

func TestVersionSaysWhich(t *testing.T) {
	if got := done(t, "version"); !strings.HasPrefix(got, "maillage dev (go1.") {
		t.Errorf("got %q", got)
	}
}

// TestHelpHidesWhatOnlyTheProgramAsks: what bench tells its own processes is for nobody else.
func TestHelpHidesWhatOnlyTheProgramAsks(t *testing.T) {
	if out := done(t, "bench", "--help"); strings.Contains(out, "--stage") || !strings.Contains(out, "--copies") {
		t.Errorf("help of bench:\n%s", out)
	}
}

// Command maillage tells who reaches which place of guidance on jobs and
// training, how fast, and who lives too far: for citizens and for planners.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
	_ "time/tzdata" // time zones wherever it runs

	"maillage/analysis"
	"maillage/say"
)

// What the program answers to whoever called it.
const (
	exitDone   = 0
	exitFailed = 1
	exitMisuse = 2
)

// version is set by the linker; see the Makefile.
var version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP)
	program := &Main{
		Stdout:   os.Stdout,
		Stderr:   os.Stderr,
		Env:      os.Getenv,
		Now:      time.Now,
		Hangup:   hangup,
		Terminal: isTerminal(os.Stderr),
	}
	code := program.Run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// Main is the program, with all it takes from the world outside.
type Main struct {
	Stdout   io.Writer           // results
	Stderr   io.Writer           // progress, reports, errors, logs
	Env      func(string) string // the environment
	Now      func() time.Time    // the one clock
	Hangup   <-chan os.Signal    // asks serve to load its file again; nil never asks
	Terminal bool                // whether Stderr is a terminal, where a progress bar is drawn

	lang say.Lang
}

// Run does what the arguments say and returns the exit code. It never panics
// on what a person or a file may hold. Not safe for concurrent use.
func (m *Main) Run(ctx context.Context, args []string) int {
	m.lang = language(args, m.Env)
	err := m.dispatch(ctx, args)
	if err == nil {
		return exitDone
	}
	if errors.Is(err, context.Canceled) {
		err = say.Errorf("interrompu", "interrupted")
	}
	m.tell("maillage : %s", "maillage: %s", strings.TrimSuffix(say.Err(err, m.lang), "."))
	var misuse *misuseError
	var invalid *analysis.InvalidError
	var nowhere *analysis.PlaceError
	if errors.As(err, &misuse) || errors.As(err, &invalid) || errors.As(err, &nowhere) {
		return exitMisuse
	}
	return exitFailed
}

// figures writes quantities in the reader's language.
func (m *Main) figures() figures { return figures{m.lang} }

// in says a sentence in the reader's language.
func (m *Main) in(fr, en string, args ...any) string { return say.T(fr, en, args...).In(m.lang) }

// tell writes a line to whoever runs the program, beside the results.
func (m *Main) tell(fr, en string, args ...any) {
	fmt.Fprintln(m.Stderr, m.in(fr, en, args...))
}

// language is what --lang says, else the environment as POSIX orders it, else French.
func language(args []string, env func(string) string) say.Lang {
	for i, arg := range args {
		if tag, ok := strings.CutPrefix(arg, "--lang="); ok {
			return say.Parse(tag)
		}
		if arg == "--lang" && i+1 < len(args) {
			return say.Parse(args[i+1])
		}
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if tag := env(name); tag != "" {
			return say.Parse(tag)
		}
	}
	return say.French
}

// misuseError is a wrong use of the command line: exit code 2.
type misuseError struct{ error }

func (e *misuseError) Unwrap() error { return e.error }

// misuse says what is wrong with the command line.
func misuse(fr, en string, args ...any) error {
	return &misuseError{say.Errorf(fr, en, args...)}
}

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

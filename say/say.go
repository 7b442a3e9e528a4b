// Package say holds sentences people read, in French and in English.
//
// Every sentence is written twice, side by side, where it is said, so that
// neither language lags behind the other. French is the default.
package say

import (
	"errors"
	"fmt"
	"strings"
)

// Lang is a language people read Maillage in.
type Lang string

// The two languages. The zero Lang reads as French.
const (
	French  Lang = "fr"
	English Lang = "en"
)

// Langs lists the languages, the default first.
func Langs() []Lang { return []Lang{French, English} }

// Parse reads a language tag such as "en", "en_GB.UTF-8" or "fr-FR"; what is
// neither language is French.
func Parse(tag string) Lang {
	if strings.HasPrefix(strings.ToLower(strings.TrimSpace(tag)), "en") {
		return English
	}
	return French
}

// Text is one sentence in both languages, its values kept apart so that it can
// be read in either.
type Text struct {
	fr, en string
	args   []any
}

// T makes a Text. Both formats take the same arguments in the same order;
// use explicit indexes (%[2]s) where the languages order them differently.
// An argument that is itself a Text, a Texter or an error is said in the language asked.
func T(fr, en string, args ...any) Text { return Text{fr, en, args} }

// Same is a text that reads alike in both languages: a name, a code.
func Same(s string) Text { return Text{fr: "%s", en: "%s", args: []any{s}} }

// IsZero tells whether t says nothing.
func (t Text) IsZero() bool { return t.fr == "" && t.en == "" }

// In returns the sentence in a language.
func (t Text) In(l Lang) string {
	format := t.fr
	if l == English {
		format = t.en
	}
	if len(t.args) == 0 {
		return format
	}
	args := make([]any, len(t.args))
	for i, a := range t.args {
		switch a := a.(type) {
		case Texter:
			args[i] = a.In(l)
		case error:
			args[i] = Err(a, l)
		default:
			args[i] = a
		}
	}
	return fmt.Sprintf(format, args...)
}

// String is the French sentence.
func (t Text) String() string { return t.In(French) }

// Texter is what can be said in either language.
type Texter interface{ In(Lang) string }

// Problem is an error that people read: one sentence that says what is wrong,
// where, what is allowed and what to do.
type Problem struct {
	Text
	cause error
}

// Errorf makes a Problem. An error among the arguments is its cause, for errors.Is and errors.As.
// Its verb is %v or %s, never %w.
func Errorf(fr, en string, args ...any) *Problem {
	p := &Problem{Text: T(fr, en, args...)}
	for _, a := range args {
		if err, ok := a.(error); ok {
			p.cause = err
		}
	}
	return p
}

// Error is the French sentence.
func (p *Problem) Error() string { return p.In(French) }

// Unwrap returns the cause, if any.
func (p *Problem) Unwrap() error { return p.cause }

// Err says an error in a language. What was wrapped with fmt.Errorf around a
// Problem keeps its own words and only the Problem inside is translated.
func Err(err error, l Lang) string {
	if err == nil {
		return ""
	}
	if p, ok := err.(*Problem); ok {
		return p.In(l)
	}
	var p *Problem
	if errors.As(err, &p) {
		return strings.Replace(err.Error(), p.Error(), p.In(l), 1)
	}
	return err.Error()
}

package analysis

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"maillage/data"
	"maillage/say"
)

// InvalidError is a question that cannot be asked: a parameter whose value is not
// allowed. Parameters bear the names people write, over HTTP as on the command line.
type InvalidError struct {
	Param   string   // "mode", "publics", "target"…
	Value   string   // as it was asked
	Allowed []string // the codes allowed, or one interval such as "0 < target ≤ 1440"; none where they are too many and the sentence tells how to find them
	problem *say.Problem
}

func invalid(param, value string, allowed ...string) *InvalidError {
	return &InvalidError{param, value, allowed, say.Errorf(
		"%s=%s n'est pas accepté ; valeurs possibles : %s",
		"%s=%s is not accepted; allowed: %s",
		param, value, strings.Join(allowed, ", "))}
}

// invalidBecause has a sentence of its own.
func invalidBecause(param, value string, problem *say.Problem) *InvalidError {
	return &InvalidError{Param: param, Value: value, problem: problem}
}

// Error is the sentence in French.
func (e *InvalidError) Error() string { return e.problem.Error() }

// In is the sentence in a language.
func (e *InvalidError) In(l say.Lang) string { return e.problem.In(l) }

// Unwrap gives the sentence to say.Err.
func (e *InvalidError) Unwrap() error { return e.problem }

// MaxMinutes bounds the minutes that may be asked for: a day.
const MaxMinutes = 24 * 60

// MaxLimit bounds the structures that one Nearest returns.
const MaxLimit = 1000

// check completes a query with its defaults and refuses what it cannot answer.
func (e *Engine) check(q *Query) error {
	if q.Mode == "" {
		q.Mode = e.DefaultMode()
	}
	if modes := e.Modes(); !slices.Contains(modes, q.Mode) {
		return invalid("mode", q.Mode, modes...)
	}
	if q.Eligible == "" {
		q.Eligible = EligibleResident
	}
	if eligible := []string{EligibleResident, EligibleAny}; !slices.Contains(eligible, q.Eligible) {
		return invalid("eligible", q.Eligible, eligible...)
	}
	return checkFilter(e.ground.dataset, &q.Filter)
}

func checkFilter(ds *data.Dataset, f *data.Filter) error {
	if f.Level > data.LevelAccompagnement {
		return invalid("level", strconv.Itoa(int(f.Level)), "1", "2")
	}
	if err := checkCodes("publics", f.Audiences, codesOf(data.Audiences())); err != nil {
		return err
	}
	if err := checkCodes("modes_accueil", f.Receptions, codesOf(data.Receptions())); err != nil {
		return err
	}
	networks := make([]string, len(ds.Networks))
	for i := range ds.Networks {
		networks[i] = string(ds.Networks[i].Code)
	}
	if err := checkCodes("reseaux_porteurs", f.Networks, networks); err != nil {
		return err
	}
	for _, t := range f.Territories {
		if int(t) >= len(ds.Territories) {
			return invalid("territoire", strconv.Itoa(int(t)), fmt.Sprintf("0 ≤ territoire < %d", len(ds.Territories)))
		}
	}
	return nil
}

func checkCodes[T ~string](param string, values []T, allowed []string) error {
	for _, v := range values {
		if !slices.Contains(allowed, string(v)) {
			return invalid(param, string(v), allowed...)
		}
	}
	return nil
}

func codesOf(terms []data.Term) []string {
	codes := make([]string, len(terms))
	for i, t := range terms {
		codes[i] = t.Code
	}
	return codes
}

// checkRange refuses a number outside lo…hi, and what is not a number.
func checkRange(param string, value, lo, hi float64) error {
	if value >= lo && value <= hi { // false for NaN
		return nil
	}
	return invalid(param, number(value), fmt.Sprintf("%s ≤ %s ≤ %s", number(lo), param, number(hi)))
}

func checkTarget(minutes float64) error {
	if minutes > 0 && minutes <= MaxMinutes { // false for NaN
		return nil
	}
	return invalid("target", number(minutes), fmt.Sprintf("0 < target ≤ %d", MaxMinutes))
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

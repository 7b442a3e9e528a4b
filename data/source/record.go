package source

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/internal/fold"
)

// lineID names a record that has no readable id by its line.
func lineID(line int) string { return placeID("ligne", line) }

func placeID(unit string, n int) string { return unit + " " + strconv.Itoa(n) }

// clean makes foreign text fit for a sentence: what cannot be printed is a space.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, s)
}

// shorten keeps of a value, cleaned, what a reader needs to recognise it.
func shorten(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return clean(string(r[:most])) + "…"
	}
	return clean(s)
}

func cellCount(cells int) string { return strconv.Itoa(cells) + " cellules" }

// contentID makes an id of a record whose source gives none. It is told by what
// the record says, never by its place in the file, so that it stays the same
// when records are added or sorted; accents, case and punctuation do not count.
func contentID(name string, rest ...string) string {
	folded := []string{fold.Text(name)}
	for _, s := range rest {
		folded = append(folded, fold.Text(s))
	}
	sum := sha256.Sum256([]byte(strings.Join(folded, "\x00")))
	slug := strings.ReplaceAll(folded[0], " ", "-")
	return strings.TrimPrefix(slug+"-"+hex.EncodeToString(sum[:4]), "-")
}

// onceAt is once for a record at p. One without a position hides no twin that has one.
func (r reporter) onceAt(seen map[string]bool, id, field string, p orb.Point) bool {
	return p == orb.Point{} || r.once(seen, id, field)
}

// once tells whether an id is met for the first time, and reports it otherwise.
func (r reporter) once(seen map[string]bool, id, field string) bool {
	if seen[id] {
		r.report(data.DefectDuplicate, data.LeftOut, id, field, id, "")
		return false
	}
	seen[id] = true
	return true
}

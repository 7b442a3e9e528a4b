package source

import (
	"regexp"
	"slices"
	"strings"

	"maillage/data"
	"maillage/internal/fold"
	"maillage/say"
)

// words finds the codes of a vocabulary by any spelling of a code or a label.
type words map[string]string

func newWords(terms []data.Term) words {
	w := make(words)
	for _, t := range terms {
		w.add(t.Code, t.Code, t.Label.In(say.French), t.Label.In(say.English))
	}
	return w
}

func (w words) add(code string, spellings ...string) {
	for _, s := range spellings {
		w[alike(s)] = code
	}
}

// networkWords knows the catalogue's networks by code, by name, and by the name
// before its parentheses or the abbreviation inside them.
func networkWords(c *data.Catalogue) words {
	w := make(words)
	for _, n := range c.Networks() {
		w.add(string(n.Code), string(n.Code))
		for _, label := range []string{n.FR, n.EN} {
			before, inside, _ := strings.Cut(label, "(")
			w.add(string(n.Code), label, before)
			for part := range strings.SplitSeq(strings.TrimSuffix(inside, ")"), ",") {
				if part = strings.TrimSpace(part); part != "" && part == strings.ToUpper(part) {
					w.add(string(n.Code), part)
				}
			}
		}
	}
	return w
}

// codes reads a list of a vocabulary's words; those it does not know are
// reported, with what is allowed, and left out of the list.
func (m *mapper) codes(id string, f Field, cell string, w words) []string {
	var out []string
	for _, word := range m.mapping.list(cell) {
		code, ok := w[alike(word)]
		if !ok {
			m.doubt(data.DefectUnknownValue, data.Kept, id, f, word, "")
		} else if !slices.Contains(out, code) {
			out = append(out, code)
		}
	}
	return out
}

// levels reads "1", "2", "1 et 2", "niveau 1", "information" or "accompagnement".
func (m *mapper) levels(id, cell string) []data.Level {
	if cell == "" {
		return nil
	}
	folded := fold.Text(cell)
	var out []data.Level
	for level, word := range map[data.Level]*regexp.Regexp{data.LevelAccueil: levelOne, data.LevelAccompagnement: levelTwo} {
		if word.MatchString(folded) {
			out = append(out, level)
		}
	}
	slices.Sort(out)
	if len(out) == 0 {
		m.doubt(data.DefectUnknownValue, data.Kept, id, FieldLevel, cell, "1, 2")
	}
	return out
}

var (
	levelOne = regexp.MustCompile(`\b(?:1|un|i|1er|premier|accueil|information)\b`)
	levelTwo = regexp.MustCompile(`\b(?:2|deux|ii|2e|2eme|second|deuxieme|conseil|accompagnement)\b`)

	yesWord = regexp.MustCompile(`^(?:o|vrai|true|yes|y|x|1|pmr)$`)
	noWord  = regexp.MustCompile(`^(?:n|faux|false|no|0)$`)
)

// accessible reads a column that says yes or no, in the words of a table's
// column or of a text.
func (m *mapper) accessible(id, cell string) data.Accessibility {
	folded := fold.Text(cell)
	switch known := accessibility(cell); {
	case known != data.AccessibilityUnknown:
		return known
	case yesWord.MatchString(folded):
		return data.Accessible
	case noWord.MatchString(folded):
		return data.NotAccessible
	case cell != "" && !strings.Contains(cell, "://"): // data.inclusion gives the address of a page about it
		m.doubt(data.DefectUnknownValue, data.Kept, id, FieldAccessible, cell, "oui, non")
	}
	return data.AccessibilityUnknown
}

// eligible reads the codes of an area, or "France".
func (m *mapper) eligible(id, cell string) data.Eligibility {
	codes := m.mapping.list(cell)
	for i, code := range codes {
		if strings.EqualFold(code, data.EligibilityFrance) {
			codes[i] = data.EligibilityFrance
		}
	}
	return m.eligibility(id, m.column(FieldEligibility), codes)
}

var (
	fourDigits  = regexp.MustCompile(`^\d{4}$`)
	oneDigit    = regexp.MustCompile(`^[1-9]$`)
	departement = regexp.MustCompile(`^(?:\d\d|2[ABab]|97\d)$`)
	siretDigits = regexp.MustCompile(`^\d{14}$`)
	bareDomain  = regexp.MustCompile(`^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?$`)
)

// code5 gives a five-digit code the leading zero that a spreadsheet took for a number's.
func (m *mapper) code5(id string, f Field, cell string) string {
	if fourDigits.MatchString(cell) {
		m.doubt(data.DefectLeadingZero, data.Corrected, id, f, cell, "0"+cell)
		return "0" + cell
	}
	return strings.ToUpper(cell)
}

// departement reads a département's code; a name is none, and no mistake.
func (m *mapper) departement(id, cell string) string {
	switch {
	case oneDigit.MatchString(cell):
		m.doubt(data.DefectLeadingZero, data.Corrected, id, FieldDepartement, cell, "0"+cell)
		return "0" + cell
	case departement.MatchString(cell):
		return strings.ToUpper(cell)
	default:
		return ""
	}
}

// siret reads fourteen digits, whatever stands between them. Anything else
// would join places that share nothing: it is left out.
func (m *mapper) siret(id, cell string) string {
	digits := strings.Map(func(r rune) rune {
		if strings.ContainsRune("  \u202f.", r) {
			return -1
		}
		return r
	}, cell)
	if digits != "" && !siretDigits.MatchString(digits) {
		m.doubt(data.DefectUnknownValue, data.Kept, id, FieldSiret, cell, "")
		return ""
	}
	return digits
}

// siteWeb reads an address on the web, which people also write without its beginning.
func siteWeb(cell string) string {
	if bareDomain.MatchString(strings.ToLower(cell)) {
		return "https://" + cell
	}
	return website(cell)
}

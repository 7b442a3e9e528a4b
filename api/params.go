package api

import (
	"maps"
	"math"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humamux"

	"maillage/analysis"
	"maillage/data"
	"maillage/say"
)

// LanguageInput is the parameter of every operation: the language is resolved at
// the door (languageOf), here an unknown one is refused. It and the other
// inputs below are exported because huma reads no embedded type that is not.
type LanguageInput struct {
	Lang langCode `query:"lang"`
}

// FilterInput is data.Filter as people ask for it.
type FilterInput struct {
	Level       int             `query:"level" minimum:"1" maximum:"2"`
	Publics     []audienceCode  `query:"publics,explode"`
	Networks    []string        `query:"reseaux_porteurs,explode"`
	Accessible  bool            `query:"accessible"`
	Territories []territoryCode `query:"territoire,explode"`
}

// TravelInput is how and when a journey is made.
type TravelInput struct {
	Mode   string `query:"mode"`
	At     string `query:"at"`
	Season string `query:"season" enum:"summer,winter" default:"summer"`
}

// QueryInput is analysis.Query as people ask for it.
type QueryInput struct {
	TravelInput
	FilterInput
	Eligible string `query:"eligible" enum:"resident,any" default:"resident"`
	LanguageInput
}

// DialectInput is CSVDialect as people ask for it.
type DialectInput struct {
	Dialect string `query:"csv_dialect" enum:"standard,excel" default:"standard"`
}

func (in *DialectInput) dialect() CSVDialect {
	if in.Dialect == "excel" {
		return CSVExcel
	}
	return CSVPlain
}

// travel reads how and when; the engine checks the mode, which depends on the
// region. Where "at" is not given it is the moment otherwise.
func (in *TravelInput) travel(v *visit, otherwise time.Time) (analysis.Query, error) {
	location := v.snapshot.dataset().Location()
	q := analysis.Query{Mode: in.Mode, At: otherwise.In(location), Winter: in.Season == "winter"}
	if in.At == "" {
		return q, nil
	}
	at, err := ParseAt(in.At, location)
	if err != nil {
		return q, invalid(v.lang, notWanted("at", in.At, wantedTime))
	}
	q.At = at
	return q, nil
}

// query reads the parameters every analysis shares; the engine checks the codes
// that depend on the region.
func (in *QueryInput) query(v *visit, otherwise time.Time) (analysis.Query, error) {
	q, err := in.travel(v, otherwise)
	if err != nil {
		return q, err
	}
	territories, err := v.snapshot.engine.Territories(convert[string](in.Territories))
	if err != nil {
		return q, refusedValue(v.lang, err)
	}
	q.Eligible = in.Eligible
	q.Filter = data.Filter{
		Level:       data.Level(in.Level),
		Audiences:   convert[data.Audience](in.Publics),
		Networks:    convert[data.NetworkCode](in.Networks),
		Accessible:  in.Accessible,
		Territories: territories,
	}
	return q, nil
}

func convert[To, From ~string](from []From) []To {
	var to []To
	for _, x := range from {
		to = append(to, To(x))
	}
	return to
}

var wantedTime = say.T(
	"une date et une heure comme 2026-11-25T14:00 (heure de la région) ou 2026-11-25T14:00:00+01:00, entre 2000 et 2099",
	"a date and time like 2026-11-25T14:00 (the region's time) or 2026-11-25T14:00:00+01:00, between 2000 and 2099")

// ParseAt reads an instant, RFC 3339 with a zone, or without one in the given
// location and down to the minute: "2026-11-25T14:00". A + that a URL turned
// into a space is understood. A local time that the spring change skips moves
// forward with it; one that the autumn change repeats is its first occurrence.
// Years outside 2000–2099 are refused.
func ParseAt(text string, location *time.Location) (time.Time, error) {
	text = strings.ReplaceAll(text, " ", "+")
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04"} {
		t, err := time.ParseInLocation(layout, text, location)
		if err != nil || t.UTC().Year() < 2000 || t.UTC().Year() >= 2100 {
			continue
		}
		if !strings.Contains(layout, "Z07:00") {
			t = firstOccurrence(t)
		}
		return t.In(location), nil
	}
	return time.Time{}, say.Errorf("« %s » n'est pas une heure ; donnez %s", "\"%s\" is not a time; give %s", text, wantedTime)
}

// firstOccurrence is the earlier of the two instants that a clock which goes
// back by an hour shows alike; Go's choice between them is not specified.
func firstOccurrence(t time.Time) time.Time {
	const clock = "2006-01-02T15:04:05"
	if earlier := t.Add(-time.Hour); earlier.Format(clock) == t.Format(clock) {
		return earlier
	}
	return t
}

// notNaN refuses NaN, which no limit of a schema excludes, in the words of the
// parameter's schema.
func notNaN(param string, value float64) []error {
	if !math.IsNaN(value) {
		return nil
	}
	return []error{&huma.ErrorDetail{Location: "query." + param, Value: "NaN"}}
}

// normalizeQuery gives huma a query it reads right: lists, which people repeat
// or separate with commas, become repeated values, sorted and without
// duplicates, so that two ways to ask are one. A query that cannot be decoded,
// that names what is no parameter, or that gives a single value twice, is
// refused: all its faults at once, by name, so that two same queries get the same words.
func normalizeQuery(ctx huma.Context, next func(huma.Context)) {
	op := ctx.Operation()
	r, w := humamux.Unwrap(ctx)
	lang := visitOf(ctx.Context()).lang
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		p := refused(op, lang)
		p.Detail = unreadableQuery.In(lang)
		writeProblem(w, p)
		return
	}
	var faults []fault
	for _, name := range slices.Sorted(maps.Keys(values)) {
		given := values[name]
		switch p := parameter(op, name); {
		case p == nil:
			faults = append(faults, unknownParameter(op, name))
		case p.Schema.Type == huma.TypeArray:
			values[name] = splitList(given)
		case len(given) > 1:
			faults = append(faults, givenTwice(p, given[1]))
		}
	}
	if faults != nil {
		writeProblem(w, refused(op, lang, faults...))
		return
	}
	asked := *r
	u := *r.URL
	u.RawQuery = values.Encode()
	asked.URL = &u
	next(humamux.NewContext(op, &asked, w))
}

var unreadableQuery = say.T(
	"La partie de l'adresse après « ? » est illisible ; écrivez nom=valeur, séparés par &, et codez les caractères spéciaux (%).",
	"The part of the address after \"?\" cannot be read; write name=value, separated by &, and encode special characters (%).")

func givenTwice(p *huma.Param, value string) fault {
	if isTyped(p) {
		value = ""
	}
	return fault{param: p.Name, value: value, message: say.T(
		"Le paramètre « %s » est donné plusieurs fois ; ne le donnez qu'une fois.",
		"Parameter \"%s\" is given several times; give it once.", p.Name)}
}

func splitList(given []string) []string {
	var items []string
	for _, g := range given {
		for item := range strings.SplitSeq(g, ",") {
			if item = strings.TrimSpace(item); item != "" {
				items = append(items, item)
			}
		}
	}
	slices.Sort(items)
	return slices.Compact(items)
}

func networkCodes(ds *data.Dataset) []string {
	codes := make([]string, len(ds.Networks))
	for i, n := range ds.Networks {
		codes[i] = string(n.Code)
	}
	return codes
}

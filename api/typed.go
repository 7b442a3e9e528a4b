package api

import (
	"net/http"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/paulmach/orb"

	"maillage/say"
)

// PositionInput is a position that may be left out, as a whole.
type PositionInput struct {
	Lat   float64 `query:"lat" minimum:"-90" maximum:"90"`
	Lon   float64 `query:"lon" minimum:"-180" maximum:"180"`
	given bool
}

// read notes whether there is a position, and refuses half of one.
func (in *PositionInput) read(ctx huma.Context) []error {
	lat, lon := ctx.Query("lat") != "", ctx.Query("lon") != ""
	in.given = lat || lon
	errs := append(notNaN("lat", in.Lat), notNaN("lon", in.Lon)...)
	switch {
	case lat && !lon:
		errs = append(errs, &huma.ErrorDetail{Location: "query.lon", Value: ""})
	case lon && !lat:
		errs = append(errs, &huma.ErrorDetail{Location: "query.lat", Value: ""})
	}
	return errs
}

// near is the position, nil where there is none.
func (in *PositionInput) near() *orb.Point {
	if !in.given {
		return nil
	}
	return &orb.Point{in.Lon, in.Lat}
}

// MaxTyped bounds what somebody types, in characters: the maxLength of every "q".
const MaxTyped = 200

var wantedTyped = say.T("un texte de 1 à %d caractères, sans caractère de contrôle",
	"a text of 1 to %d characters, without control characters", MaxTyped)

// unreadable refuses a text that its schema lets through: one of spaces alone,
// with control characters, or that is no UTF-8.
func unreadable(param, text string) []error {
	switch {
	case text == "": // its schema says whether it is required
		return nil
	case strings.TrimSpace(text) == "":
		return []error{missing(param, wantedTyped)}
	case !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl):
		return []error{notTyped(param)}
	default:
		return nil
	}
}

// notTyped refuses what somebody typed without repeating it: a problem is often
// kept by whoever receives it.
func notTyped(param string) fault {
	return fault{param: param, message: say.T(
		"Paramètre « %s » : ce texte ne convient pas ; donnez %s.", "Parameter \"%s\": this text will not do; give %s.", param, wantedTyped)}
}

// isTyped tells the parameters that hold what somebody typed.
func isTyped(p *huma.Param) bool { return p.Schema.MaxLength != nil }

// tooLong says why an address is longer than any honest question: most often a
// text that nobody typed.
func tooLong(lang say.Lang, r *http.Request) *Problem {
	if utf8.RuneCountInString(r.URL.Query().Get("q")) > MaxTyped {
		return invalid(lang, notTyped("q"))
	}
	status := http.StatusRequestURITooLong
	return newProblem(lang, status, sentenceOf(status))
}

package api

import (
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"maillage/analysis"
	"maillage/data"
	"maillage/say"
)

// DepartureInput is where a journey begins, told in exactly one way.
type DepartureInput struct {
	PositionInput
	Text    string      `query:"q" minLength:"1" maxLength:"200"`
	Commune communeCode `query:"code_commune"`
}

// resolve refuses what the schemas let through: no start, or several; others are
// the parameters that tell of one too.
func (in *DepartureInput) resolve(ctx huma.Context, others ...string) []error {
	in.Commune = communeCode(strings.ToUpper(string(in.Commune))) // 2b096 asks the same
	errs := append(in.read(ctx), unreadable("q", in.Text)...)
	var ways []string
	for _, name := range append([]string{"lat", "q", "code_commune"}, others...) {
		if ctx.Query(name) != "" || name == "lat" && in.given {
			ways = append(ways, name)
		}
	}
	missing, several := say.T("Il manque d'où part le trajet", "Where the journey begins is missing"), say.T("Le départ est dit", "Where the journey begins is told")
	if len(others) > 0 { // it may end there as well
		missing, several = say.T("Il manque le lieu dont il s'agit", "The place it is about is missing"), say.T("Le lieu est dit", "The place is told")
	}
	switch len(ways) {
	case 0:
		return append(errs, fault{param: "lat", message: say.T(
			"%s : donnez lat et lon, ou q (une adresse, un lieu, une commune), ou code_commune%s.",
			"%s: give lat and lon, or q (an address, a place, a commune), or code_commune%s.", missing, orElse(others))})
	case 1:
		return errs
	default:
		return append(errs, fault{param: ways[1], message: say.T(
			"%s de plusieurs façons ; n'en gardez qu'une : lat et lon, ou q, ou code_commune%s.",
			"%s in several ways; keep one: lat and lon, or q, or code_commune%s.", several, orElse(others))})
	}
}

// orElse goes on with the other ways to tell a start.
func orElse(others []string) say.Text {
	out := say.Same("")
	for _, name := range others {
		out = say.T("%s, ou %s", "%s, or %s", out, name)
	}
	return out
}

// depart understands the text or the code.
func (in *DepartureInput) depart(s *Snapshot) (*analysis.Departure, error) {
	if in.Commune != "" {
		return s.engine.DepartFromCommune(string(in.Commune))
	}
	g, err := s.gazetteer()
	if err != nil {
		return nil, err
	}
	return s.engine.Depart(g, in.Text, nil)
}

// from is a query that begins where the input says; the departure is nil for a position.
func (in *DepartureInput) from(s *Snapshot, q analysis.NearestQuery) (analysis.NearestQuery, *analysis.Departure, error) {
	if in.given {
		q.Origin = *in.near()
		return q, nil, nil
	}
	d, err := in.depart(s)
	if err != nil {
		return q, nil, err
	}
	return d.From(q), d, nil
}

// Depart tells what of a departure was understood, in an answer about it.
func (b *NearestBody) Depart(v *data.View, d *analysis.Departure) {
	b.Origin.depart(v, d, b.lang)
	b.Warnings = append(said(d.Warnings(), b.lang), b.Warnings...)
}

func (o *OriginBody) depart(v *data.View, d *analysis.Departure, lang say.Lang) {
	place := newGeocodedBody(v, &d.Match, lang)
	o.Label, o.Type, o.Precision = place.Label, place.Type, place.Precision
	o.CodeINSEE, o.Score = place.CityCode, &place.Score
}

package api

import (
	"fmt"
	"io"
	"math"
	"net/url"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"maillage/analysis"
	"maillage/data"
	"maillage/say"
)

// RouteBody answers how one gets to a structure. Build it with NewRouteBody.
type RouteBody struct {
	Fictional  bool       `json:"fictional,omitempty"`
	Origin     OriginBody `json:"origin"`
	Mode       string     `json:"mode"`
	At         time.Time  `json:"at"`
	Minutes    *float64   `json:"minutes"` // null where no way leads there
	P90Minutes *float64   `json:"p90_minutes,omitempty"`
	DistanceM  int        `json:"distance_m"`
	DoorBody
	Structure StructureBody `json:"structure"`
	Geo       string        `json:"geo"`
	Summary   string        `json:"summary,omitempty"` // the parts in words
	Parts     []PartBody    `json:"parts"`
	Geometry  *LineBody     `json:"geometry"`
	Warnings  []string      `json:"warnings"`
	Sources   []SourceBody  `json:"sources"`
	lang      say.Lang
}

// PartBody is a part of a way.
type PartBody struct {
	Kind      string  `json:"kind" enum:"walk,streets,park,straight"`
	Minutes   float64 `json:"minutes"`
	DistanceM int     `json:"distance_m"`
	Points    []int   `json:"points,omitempty"` // its first and its last of the geometry's; none while parking
}

// LineBody is a line as GeoJSON draws it.
type LineBody struct {
	Type        string      `json:"type" enum:"LineString"`
	Coordinates [][]float64 `json:"coordinates"`
}

// NewRouteBody says a route about a view in a language.
func NewRouteBody(v *data.View, r *analysis.Route, lang say.Lang) *RouteBody {
	b := &RouteBody{
		Fictional:  v.Dataset().Region.Fictional,
		Origin:     newOriginBody(&r.Origin),
		Mode:       r.Query.Mode,
		At:         toTheSecond(r.Query.At),
		Minutes:    minutesOf(r.Time),
		P90Minutes: ninth(r.Origin.Communes, &r.Result),
		DistanceM:  metres(&r.Result),
		DoorBody:   newDoorBody(r.Query.At, &r.Result, lang),
		Structure:  newStructureBody(v, r.Structure),
		Parts:      []PartBody{},
		Geometry:   newLineBody(r.Way),
		Warnings:   said(r.Warnings, lang),
		Sources:    NewSourceBodies(v.Dataset()),
		lang:       lang,
	}
	b.Geo = geoLink(v.SiteOf(r.Structure).Position.Point, b.Structure.Nom)
	if r.Way != nil {
		b.Summary = summary(r).In(lang)
		b.tellParts(r.Way)
	}
	return b
}

// summary says the parts of a way, and of a commune whose it is.
func summary(r *analysis.Route) say.Text {
	parts := r.Way.Text(r.Query.Mode)
	if r.Origin.Cells > 1 {
		return say.T("Trajet médian des habitants : %s", "Median journey of the inhabitants: %s", parts)
	}
	return parts
}

// tellParts tells the legs of a way, and where each lies in its line.
func (b *RouteBody) tellParts(w *analysis.Way) {
	last := 0
	for _, leg := range w.Legs {
		part := PartBody{Kind: string(leg.Kind), Minutes: tenths(leg.Time), DistanceM: int(math.Round(leg.Metres))}
		if n := len(leg.Line); n > 0 {
			part.Points = []int{last, last + n - 1}
			last += n - 1
		}
		b.Parts = append(b.Parts, part)
	}
}

// Depart tells what of a departure was understood.
func (b *RouteBody) Depart(v *data.View, d *analysis.Departure) {
	b.Origin.depart(v, d, b.lang)
	b.Warnings = append(said(d.Warnings(), b.lang), b.Warnings...)
}

// geoLink leads to a place with the telephone's own navigation (RFC 5870, and
// the query by which Android names the place).
func geoLink(p orb.Point, name string) string {
	at := coordinate(p.Lat()) + "," + coordinate(p.Lon())
	return fmt.Sprintf("geo:%s?q=%s(%s)", at, at, strings.ReplaceAll(url.QueryEscape(name), "+", "%20"))
}

// newLineBody draws a way; nil for none.
func newLineBody(w *analysis.Way) *LineBody {
	if w == nil {
		return nil
	}
	line := w.Line()
	b := &LineBody{Type: "LineString", Coordinates: make([][]float64, len(line))}
	for i, p := range line {
		b.Coordinates[i] = []float64{round(p.Lon(), lineDecimals), round(p.Lat(), lineDecimals)}
	}
	return b
}

// lineDecimals keep a decimetre: what positions are snapped to.
const lineDecimals = 6

// line is what a part draws; nil while parking.
func (b *RouteBody) line(p *PartBody) orb.Geometry {
	if p.Points == nil {
		return nil
	}
	return b.Geometry.line(p.Points[0], p.Points[1])
}

// line is a stretch of the line, both its ends included.
func (l *LineBody) line(first, last int) orb.LineString {
	var out orb.LineString
	for _, c := range l.Coordinates[first : last+1] {
		out = append(out, orb.Point{c[0], c[1]})
	}
	return out
}

// WriteRouteGeoJSON writes the parts of a way as lines, in the order one
// travels them, and last the structure as a point; the rest of the answer stands beside them.
func WriteRouteGeoJSON(w io.Writer, b *RouteBody) error {
	var features []feature
	for i := range b.Parts {
		p := &b.Parts[i]
		features = append(features, newFeature(nil, b.line(p), &struct {
			*PartBody
			Points any `json:"points,omitempty"` // hides the part's: the line says it
		}{PartBody: p}))
	}
	s := &b.Structure
	features = append(features, newFeature(s.ID, orb.Point{s.Position.Lon, s.Position.Lat}, s))
	return writeCollection(w, features, &struct {
		*RouteBody
		Parts     any `json:"parts,omitempty"` // hides the body's: the features say them
		Geometry  any `json:"geometry,omitempty"`
		Structure any `json:"structure,omitempty"`
	}{RouteBody: b})
}

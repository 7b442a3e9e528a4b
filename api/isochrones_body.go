package api

import (
	"fmt"
	"io"
	"math"

	"github.com/paulmach/orb"

	"maillage/analysis"
	"maillage/data"
	"maillage/say"
)

// IsochronesBody answers how far some places are, as GeoJSON. Build it with
// NewIsochronesBody, write it with WriteIsochrones.
type IsochronesBody struct {
	Type       string                 `json:"type" enum:"FeatureCollection"`
	Fictional  bool                   `json:"fictional,omitempty"`
	Mode       string                 `json:"mode"`
	Direction  string                 `json:"direction" enum:"to,from"`
	Together   string                 `json:"together" enum:"union,each,split"`
	Places     []IsochronePlaceBody   `json:"places"`
	CellM      float64                `json:"cell_m"`
	ToleranceM float64                `json:"tolerance_m"`
	LeastArea  float64                `json:"least_area_m2"`
	Warnings   []string               `json:"warnings"`
	Sources    []SourceBody           `json:"sources"`
	Features   []IsochroneFeatureBody `json:"features"`
	lang       say.Lang
}

// IsochronePlaceBody is one of the places.
type IsochronePlaceBody struct {
	Structure string `json:"structure,omitempty"` // its id; absent of another place
	Nom       string `json:"nom,omitempty"`
	OriginBody
}

// IsochroneFeatureBody is one area.
type IsochroneFeatureBody struct {
	Type       string        `json:"type" enum:"Feature"`
	Geometry   *AreaBody     `json:"geometry"` // null where nowhere is so near
	Properties IsochroneBody `json:"properties"`
}

// IsochroneBody is what is told of an area.
type IsochroneBody struct {
	Minutes   float64 `json:"minutes"`
	Mode      string  `json:"mode"`
	Direction string  `json:"direction" enum:"to,from"`
	Place     *int    `json:"place,omitempty"` // in places, from 0; absent of all together
	Structure string  `json:"structure,omitempty"`
	Nom       string  `json:"nom,omitempty"`
	AreaKM2   float64 `json:"area_km2"`
}

// AreaBody is an area as GeoJSON draws it.
type AreaBody struct {
	Type        string          `json:"type" enum:"MultiPolygon"`
	Coordinates [][][][]float64 `json:"coordinates"`
}

// NewIsochronesBody says isochrones about a view in a language.
func NewIsochronesBody(v *data.View, a *analysis.Isochrones, lang say.Lang) *IsochronesBody {
	b := &IsochronesBody{
		Type: "FeatureCollection", Fictional: v.Dataset().Region.Fictional,
		Mode: a.Query.Mode, Direction: a.Direction, Together: a.Together,
		CellM: round(a.Cell, 1), ToleranceM: round(a.Tolerance, 1), LeastArea: math.Round(a.LeastArea),
		Warnings: said(a.Warnings, lang), Sources: NewSourceBodies(v.Dataset()),
		Features: make([]IsochroneFeatureBody, len(a.Areas)), lang: lang,
	}
	for i := range a.Places {
		p := IsochronePlaceBody{OriginBody: newOriginBody(&a.Places[i].Origin)}
		if of := a.Places[i].Structure; of != analysis.NoStructure {
			p.Structure, p.Nom = string(v.Structure(of).ID), v.Structure(of).Name
		}
		b.Places = append(b.Places, p)
	}
	for i := range a.Areas {
		area := &a.Areas[i]
		p := IsochroneBody{Minutes: area.Minutes, Mode: b.Mode, Direction: b.Direction, AreaKM2: round(area.SquareKilometres(), 2)}
		if area.Place >= 0 {
			p.Place = new(area.Place)
		}
		if of := max(area.Place, 0); area.Place >= 0 || len(b.Places) == 1 {
			p.Structure, p.Nom = b.Places[of].Structure, b.Places[of].Nom
		}
		b.Features[i] = IsochroneFeatureBody{"Feature", newAreaBody(area.Area), p}
	}
	return b
}

// Depart tells what of a departure was understood.
func (b *IsochronesBody) Depart(v *data.View, d *analysis.Departure) {
	b.Places[0].depart(v, d, b.lang)
	b.Warnings = append(said(d.Warnings(), b.lang), b.Warnings...)
}

// newAreaBody draws an area; nil for none.
func newAreaBody(area orb.MultiPolygon) *AreaBody {
	if len(area) == 0 {
		return nil
	}
	b := &AreaBody{Type: "MultiPolygon", Coordinates: make([][][][]float64, len(area))}
	for i, polygon := range area {
		b.Coordinates[i] = make([][][]float64, len(polygon))
		for j, ring := range polygon {
			for _, p := range ring {
				b.Coordinates[i][j] = append(b.Coordinates[i][j], []float64{round(p.Lon(), 7), round(p.Lat(), 7)})
			}
		}
	}
	return b
}

// WriteIsochrones writes isochrones in one line: their borders are long.
func WriteIsochrones(w io.Writer, b *IsochronesBody) error {
	text, err := marshal(b)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%s\n", text)
	return err
}

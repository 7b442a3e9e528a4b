package api

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
)

// feature is one feature of RFC 7946, its properties in the order of their type.
type feature struct {
	Type       string            `json:"type"`
	ID         any               `json:"id,omitempty"`
	Geometry   *geojson.Geometry `json:"geometry"`
	Properties any               `json:"properties"`
}

func newFeature(id any, g orb.Geometry, properties any) feature {
	f := feature{Type: "Feature", ID: id, Properties: properties}
	if mp, ok := g.(orb.MultiPolygon); g != nil && (!ok || len(mp) > 0) {
		f.Geometry = geojson.NewGeometry(trim(g))
	}
	return f
}

// WriteNearestGeoJSON writes as points the ranked structures and, without a
// rank, those that open next and then the others of the commune asked about, if
// one was; as lines those to which the way was asked for. The rest of the answer,
// the remote structures among it, stands beside them.
func WriteNearestGeoJSON(w io.Writer, b *NearestBody) error {
	inside := make(map[string]bool, len(b.Inside))
	for i := range b.Inside {
		inside[b.Inside[i].Structure.ID] = true
	}
	var features []feature
	drawn := make(map[string]bool, len(b.Results))
	add := func(place *FoundBody, way *LineBody, p nearestProperties) {
		s := &place.Structure
		p.Nom, p.Commune, p.CodeINSEE, p.Adresse, p.Telephone = s.Nom, s.Commune, s.CodeINSEE, s.Adresse, s.Telephone
		p.Reseaux, p.Precision, p.Services = s.Reseaux, s.Position.Precision, place.Services
		p.Inside, drawn[s.ID] = inside[s.ID], true
		features = append(features, newFeature(s.ID, wayOrPoint(way, s.Position), &p))
	}
	for i := range b.Results {
		r := &b.Results[i]
		add(&r.FoundBody, r.Geometry, nearestProperties{Rank: &r.Rank, Minutes: &r.Minutes, P90Minutes: r.P90Minutes, DistanceM: r.DistanceM, DoorBody: r.DoorBody})
	}
	for i := range b.Next {
		r := &b.Next[i]
		add(&r.FoundBody, r.Geometry, nearestProperties{Minutes: &r.Minutes, P90Minutes: r.P90Minutes, DistanceM: r.DistanceM, DoorBody: r.DoorBody, Leave: r.Leave})
	}
	for i := range b.Inside {
		if r := &b.Inside[i]; !drawn[r.Structure.ID] {
			add(&r.FoundBody, nil, nearestProperties{Minutes: r.Minutes, P90Minutes: r.P90Minutes, DistanceM: r.DistanceM, DoorBody: r.DoorBody})
		}
	}
	return writeCollection(w, features, &struct {
		*NearestBody
		Results any `json:"results,omitempty"` // hides the body's: the features say them
		Next    any `json:"next,omitempty"`
		Inside  any `json:"inside,omitempty"`
	}{NearestBody: b})
}

// wayOrPoint is the way to a place, which ends there, or else the place.
func wayOrPoint(way *LineBody, p PositionBody) orb.Geometry {
	if way == nil {
		return orb.Point{p.Lon, p.Lat}
	}
	return way.line(0, len(way.Coordinates)-1)
}

// nearestProperties is a result, a next opening or a structure inside, flat as maps want it.
type nearestProperties struct {
	Rank       *int     `json:"rank"` // null for what is no result
	Minutes    *float64 `json:"minutes"`
	P90Minutes *float64 `json:"p90_minutes,omitempty"`
	DistanceM  int      `json:"distance_m"`
	DoorBody
	Leave     *time.Time    `json:"leave,omitempty"`
	Inside    bool          `json:"inside,omitempty"` // in the commune asked about
	Nom       string        `json:"nom"`
	Commune   string        `json:"commune"`
	CodeINSEE string        `json:"code_insee,omitempty"`
	Adresse   string        `json:"adresse,omitempty"`
	Telephone string        `json:"telephone,omitempty"`
	Reseaux   []string      `json:"reseaux_porteurs"`
	Precision string        `json:"precision"`
	Services  []ServiceBody `json:"services"`
}

// WriteCoverageGeoJSON writes the territories as polygons with their figures.
func WriteCoverageGeoJSON(w io.Writer, b *CoverageBody) error {
	features := make([]feature, len(b.Rows))
	for i := range b.Rows {
		features[i] = newFeature(nonEmpty(b.Rows[i].Code), b.Rows[i].shape, &b.Rows[i])
	}
	return writeCollection(w, features, &struct {
		*TableHead
		By    string   `json:"by"`
		Total *RowBody `json:"total"`
	}{&b.TableHead, b.By, &b.Total})
}

// WriteGapsGeoJSON writes the white zones as polygons with their people and worst gap.
func WriteGapsGeoJSON(w io.Writer, b *GapsBody) error {
	features := make([]feature, len(b.Zones))
	for i := range b.Zones {
		features[i] = newFeature(b.Zones[i].Rank, b.Zones[i].shape, &b.Zones[i])
	}
	return writeCollection(w, features, &struct {
		*TableHead
		Total *RowBody `json:"total"`
	}{&b.TableHead, &b.Total})
}

func nonEmpty(code string) any {
	if code == "" {
		return nil
	}
	return code
}

// writeCollection writes a feature collection with the rest of an answer as
// foreign members (RFC 7946 §6.1) before the features.
func writeCollection(w io.Writer, features []feature, about any) error {
	head, err := marshal(about)
	if err != nil {
		return err
	}
	list, err := marshal(features)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "{\"type\":\"FeatureCollection\",%s,\"features\":%s}\n", head[1:len(head)-1], list)
	return err
}

func marshal(v any) ([]byte, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("marshal geojson: %w", err)
	}
	return text, nil
}

// trim copies a geometry with coordinates of seven decimals: a centimetre,
// which is finer than any source, and half the bytes.
func trim(g orb.Geometry) orb.Geometry {
	switch g := orb.Clone(g).(type) {
	case orb.Point:
		return orb.Point{round(g[0], 7), round(g[1], 7)}
	case orb.LineString: // whose points were made for an answer
		return g
	case orb.MultiPolygon:
		for _, polygon := range g {
			for _, ring := range polygon {
				for i, p := range ring {
					ring[i] = orb.Point{round(p[0], 7), round(p[1], 7)}
				}
			}
		}
		return g
	default:
		panic(fmt.Sprintf("api: no answer draws a %s", g.GeoJSONType()))
	}
}

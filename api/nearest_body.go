package api

import (
	"math"
	"time"

	"maillage/analysis"
	"maillage/data"
	"maillage/data/hours"
	"maillage/geo/road"
	"maillage/say"
)

// NearestBody answers which structures are nearest. Build it with NewNearestBody.
type NearestBody struct {
	Fictional bool         `json:"fictional,omitempty"` // the region does not exist; a warning says so
	Origin    OriginBody   `json:"origin"`
	Mode      string       `json:"mode"`
	At        time.Time    `json:"at"`
	Results   []ResultBody `json:"results"`
	Remote    []RemoteBody `json:"remote"`
	Warnings  []string     `json:"warnings"`
	Sources   []SourceBody `json:"sources"`
	lang      say.Lang
}

// OriginBody is where the journey begins.
type OriginBody struct {
	Lat     float64 `json:"lat"`
	Lon     float64 `json:"lon"`
	Snapped *int    `json:"snapped_m,omitempty"` // metres to the street; absent when the mode has no streets
	Street  string  `json:"street,omitempty"`
	Far     bool    `json:"far,omitempty"`
}

// ResultBody is one structure that fits, with the time to it.
type ResultBody struct {
	Rank      int           `json:"rank"`
	Minutes   float64       `json:"minutes"` // one decimal
	DistanceM int           `json:"distance_m"`
	State     string        `json:"state" enum:"open,closed,by appointment,unknown"`
	Why       string        `json:"why"`
	Structure StructureBody `json:"structure"`
	Services  []ServiceBody `json:"services"`
	state     hours.State
}

// RemoteBody is one structure that fits without a journey.
type RemoteBody struct {
	State     string        `json:"state" enum:"open,closed,by appointment,unknown"`
	Why       string        `json:"why"`
	Structure StructureBody `json:"structure"`
	Services  []ServiceBody `json:"services"`
}

// NewNearestBody says an answer about a view in a language.
func NewNearestBody(v *data.View, a *analysis.NearestAnswer, lang say.Lang) *NearestBody {
	b := &NearestBody{
		Fictional: v.Dataset().Region.Fictional,
		Origin:    newOriginBody(&a.Origin),
		Mode:      a.Mode,
		At:        toTheSecond(a.At),
		Results:   make([]ResultBody, len(a.Results)),
		Remote:    make([]RemoteBody, len(a.Remote)),
		Warnings:  said(a.Warnings, lang),
		Sources:   NewSourceBodies(v.Dataset()),
		lang:      lang,
	}
	for i := range a.Results {
		r := &a.Results[i]
		b.Results[i] = ResultBody{
			Rank:      r.Rank,
			Minutes:   tenths(r.Time),
			DistanceM: int(math.Round(r.Metres)),
			State:     r.State.String(),
			Why:       r.Why.In(lang),
			Structure: newStructureBody(v, r.Structure),
			Services:  newServiceBodies(v.Structure(r.Structure), r.Services),
			state:     r.State,
		}
	}
	for i := range a.Remote {
		r := &a.Remote[i]
		b.Remote[i] = RemoteBody{
			State:     r.State.String(),
			Why:       r.Why.In(lang),
			Structure: newStructureBody(v, r.Structure),
			Services:  newServiceBodies(v.Structure(r.Structure), r.Services),
		}
	}
	return b
}

func newOriginBody(o *analysis.Origin) OriginBody {
	b := OriginBody{Lat: o.Point.Lat(), Lon: o.Point.Lon(), Street: o.Street, Far: o.Far}
	if o.Snapped {
		b.Snapped = new(int(math.Round(o.SnappedMetres)))
	}
	return b
}

// said is never nil: no warning is [] in JSON.
func said(texts []say.Text, lang say.Lang) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = t.In(lang)
	}
	return out
}

// toTheSecond is an instant as answers print it: "now" has nanoseconds that mean nothing.
func toTheSecond(at time.Time) time.Time { return at.Truncate(time.Second) }

// tenths is a time in minutes, rounded to one decimal for eyes.
func tenths(d road.Deciseconds) float64 { return round(d.Minutes(), 1) }

// round keeps a number of decimals.
func round(x float64, decimals int) float64 {
	unit := math.Pow10(decimals)
	return math.Round(x*unit) / unit
}

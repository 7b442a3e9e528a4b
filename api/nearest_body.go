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
	Next      []NextBody   `json:"next"`
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

// DoorBody is what one finds on arriving; of a remote service, at once.
type DoorBody struct {
	State  string     `json:"state" enum:"open,closed,by appointment,unknown"`
	Until  string     `json:"until,omitempty"`                  // "17:00", with its date when it is not the day asked about
	Opens  *time.Time `json:"opens,omitempty"`                  // absent too where nothing is known to open, or at no hour that is known
	Day    string     `json:"opens_on,omitempty" format:"date"` // the day of opens, or the one of appointments at no known hour
	Then   string     `json:"then,omitempty" enum:"open,by appointment"`
	Reason string     `json:"reason,omitempty"`
	Why    string     `json:"why"`
}

// FoundBody is a structure and those of its services that fit.
type FoundBody struct {
	Structure StructureBody `json:"structure"`
	Services  []ServiceBody `json:"services"`
}

// ResultBody is one structure that fits, with the time to it.
type ResultBody struct {
	Rank      int     `json:"rank"`
	Minutes   float64 `json:"minutes"` // one decimal
	DistanceM int     `json:"distance_m"`
	DoorBody
	FoundBody
}

// NextBody is one structure that is closed on arrival, and when it opens.
type NextBody struct {
	Minutes   float64    `json:"minutes"` // one decimal
	DistanceM int        `json:"distance_m"`
	Leave     *time.Time `json:"leave,omitempty"` // the last minute to set out and be there when it opens
	DoorBody
	FoundBody
}

// RemoteBody is one structure that fits without a journey.
type RemoteBody struct {
	DoorBody
	FoundBody
}

// NewNearestBody says an answer about a view in a language.
func NewNearestBody(v *data.View, a *analysis.NearestAnswer, lang say.Lang) *NearestBody {
	b := &NearestBody{
		Fictional: v.Dataset().Region.Fictional,
		Origin:    newOriginBody(&a.Origin),
		Mode:      a.Mode,
		At:        toTheSecond(a.At),
		Results:   make([]ResultBody, len(a.Results)),
		Next:      make([]NextBody, len(a.Next)),
		Remote:    make([]RemoteBody, len(a.Remote)),
		Warnings:  said(a.Warnings, lang),
		Sources:   NewSourceBodies(v.Dataset()),
		lang:      lang,
	}
	for i := range a.Results {
		r := &a.Results[i]
		b.Results[i] = ResultBody{r.Rank, tenths(r.Time), metres(r), newDoorBody(a.At, r, lang), newFoundBody(v, r)}
	}
	for i := range a.Next {
		r := &a.Next[i]
		leave := instant(r.Leave().Truncate(time.Minute))
		b.Next[i] = NextBody{tenths(r.Time), metres(r), leave, newDoorBody(a.At, r, lang), newFoundBody(v, r)}
	}
	for i := range a.Remote {
		r := &a.Remote[i]
		b.Remote[i] = RemoteBody{newDoorBody(a.At, r, lang), newFoundBody(v, r)}
	}
	return b
}

func metres(r *analysis.Result) int { return int(math.Round(r.Metres)) }

func newFoundBody(v *data.View, r *analysis.Result) FoundBody {
	return FoundBody{newStructureBody(v, r.Structure), newServiceBodies(v.Structure(r.Structure), r.Services)}
}

func newDoorBody(at time.Time, r *analysis.Result, lang say.Lang) DoorBody {
	b := DoorBody{State: r.State.String(), Until: timeOfDay(at, r.Until), Reason: reason(r, lang), Why: r.Why.In(lang)}
	if r.Opens.IsZero() {
		return b
	}
	b.Day, b.Then = r.Opens.Format(time.DateOnly), r.Then.String()
	if r.OpensBy.IsZero() {
		b.Opens = &r.Opens
	}
	return b
}

// reason is the source's words, else why nothing is certain.
func reason(r *analysis.Result, lang say.Lang) string {
	if r.Doubt != hours.NoReason {
		return r.Doubt.Text().In(lang)
	}
	return r.Reason
}

// timeOfDay is a time of the day asked about, with its date when it is another's; empty for none.
func timeOfDay(at, t time.Time) string {
	switch {
	case t.IsZero():
		return ""
	case hours.DayAt(t) == hours.DayAt(at.In(t.Location())):
		return t.Format("15:04")
	default:
		return t.Format("2006-01-02T15:04")
	}
}

// instant is nil for none.
func instant(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
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

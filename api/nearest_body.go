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
	Inside    []InsideBody `json:"inside,omitzero"` // from communes only
	Remote    []RemoteBody `json:"remote"`
	Warnings  []string     `json:"warnings"`
	Sources   []SourceBody `json:"sources"`
	lang      say.Lang
	facts     []fact // what was asked
}

// OriginBody is where the journey begins. What it is called is absent where a
// position was asked about; People and Cells are a commune's.
type OriginBody struct {
	Lat       float64  `json:"lat"`
	Lon       float64  `json:"lon"`
	Label     string   `json:"label,omitempty"`
	Type      string   `json:"type,omitempty" enum:"house,street,locality,city,structure"`
	CodeINSEE string   `json:"code_insee,omitempty"`
	Precision string   `json:"precision,omitempty"`
	Score     *float64 `json:"score,omitempty"`
	RadiusM   int      `json:"radius_m,omitempty"`      // how far from there it may be
	Doubt     float64  `json:"doubt_minutes,omitempty"` // by how much that puts times in doubt
	People    *float64 `json:"people,omitempty"`
	Cells     *int     `json:"cells,omitempty"`
	Snapped   *int     `json:"snapped_m,omitempty"` // metres to the street; absent when the mode has no streets, and of a commune
	Street    string   `json:"street,omitempty"`
	Far       bool     `json:"far,omitempty"`
	// Nearer is a street that is nearer than that by much, and did not serve.
	Nearer *NearerBody `json:"nearer,omitempty"`
}

// NearerBody is a street at which no journey can begin.
type NearerBody struct {
	Why     string `json:"why" enum:"private,no,military,farm,transport,cut-off,other-mode"`
	Street  string `json:"street,omitempty"`
	Snapped int    `json:"snapped_m"`
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

// JourneyBody is the way to a structure. From a commune, Minutes is the median of
// its people's times, and distance and door are those of the one whose time it is.
type JourneyBody struct {
	Minutes    float64  `json:"minutes"`               // one decimal
	P90Minutes *float64 `json:"p90_minutes,omitempty"` // from a commune, where nine people in ten can get there
	DistanceM  int      `json:"distance_m"`
	// Geometry is the way, where ways are asked for.
	Geometry *LineBody `json:"geometry,omitempty"`
}

// ResultBody is one structure that fits, with the time to it.
type ResultBody struct {
	Rank int `json:"rank"`
	JourneyBody
	DoorBody
	FoundBody
}

// NextBody is one structure that is closed on arrival, and when it opens.
type NextBody struct {
	JourneyBody
	Leave *time.Time `json:"leave,omitempty"` // the last minute to set out and be there when it opens
	DoorBody
	FoundBody
}

// InsideBody is one structure in the commune asked about, open or not.
type InsideBody struct {
	Minutes    *float64 `json:"minutes"` // null where half of the people cannot get there
	P90Minutes *float64 `json:"p90_minutes,omitempty"`
	DistanceM  int      `json:"distance_m"`
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
		facts:     factsOf(v.Dataset(), &a.Query, lang),
	}
	for i := range a.Results {
		r := &a.Results[i]
		b.Results[i] = ResultBody{r.Rank, newJourneyBody(a, r), newDoorBody(a.At, r, lang), newFoundBody(v, r)}
	}
	for i := range a.Next {
		r := &a.Next[i]
		leave := instant(r.Leave().Truncate(time.Minute))
		b.Next[i] = NextBody{newJourneyBody(a, r), leave, newDoorBody(a.At, r, lang), newFoundBody(v, r)}
	}
	if len(a.Origin.Communes) > 0 {
		b.Inside = []InsideBody{} // none is an answer
	}
	for i := range a.Inside {
		r := &a.Inside[i]
		b.Inside = append(b.Inside, InsideBody{minutesOf(r.Time), ninth(a.Origin.Communes, r), metres(r), newDoorBody(a.At, r, lang), newFoundBody(v, r)})
	}
	for i := range a.Remote {
		r := &a.Remote[i]
		b.Remote[i] = RemoteBody{newDoorBody(a.At, r, lang), newFoundBody(v, r)}
	}
	return b
}

func newJourneyBody(a *analysis.NearestAnswer, r *analysis.Result) JourneyBody {
	return JourneyBody{tenths(r.Time), ninth(a.Origin.Communes, r), metres(r), newLineBody(r.Way)}
}

func metres(r *analysis.Result) int { return int(math.Round(r.Metres)) }

// ninth is the ninth decile of a commune's times; nil from a point.
func ninth(communes []data.TerritoryIndex, r *analysis.Result) *float64 {
	if len(communes) == 0 {
		return nil
	}
	return minutesOf(r.P90)
}

// minutesOf is nil for a time that does not end.
func minutesOf(d road.Deciseconds) *float64 {
	if d == road.Unreachable {
		return nil
	}
	return new(tenths(d))
}

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
	b := OriginBody{
		Lat: round(o.Point.Lat(), 7), Lon: round(o.Point.Lon(), 7), Street: o.Street, Far: o.Far,
		RadiusM: int(math.Ceil(o.Radius)), Doubt: tenths(o.Doubt),
	}
	if o.Snapped {
		b.Snapped = new(int(math.Round(o.SnappedMetres)))
	}
	if n := o.Nearer; n != nil {
		b.Nearer = &NearerBody{n.Why, n.Street, int(math.Round(n.Metres))}
	}
	if len(o.Communes) > 0 {
		b.People, b.Cells = new(people(o.People)), &o.Cells
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

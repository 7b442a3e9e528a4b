package api

import (
	"math"
	"time"

	"maillage/analysis"
	"maillage/data"
	"maillage/say"
)

// TableHead says what a planner's table is about, the same for every table.
type TableHead struct {
	Fictional bool         `json:"fictional,omitempty"` // the region does not exist; a warning says so
	Target    float64      `json:"target"`              // minutes
	Mode      string       `json:"mode"`
	At        time.Time    `json:"at"`
	Group     GroupBody    `json:"group"`
	Figures   []FigureBody `json:"figures"`
	Warnings  []string     `json:"warnings"`
	Sources   []SourceBody `json:"sources"`
	lang      say.Lang
	facts     []fact // what was asked
}

// GroupBody is whom a table counts.
type GroupBody struct {
	Code    string `json:"code"`
	Label   string `json:"label"`
	Unit    string `json:"unit"`
	Source  string `json:"source"`
	Vintage string `json:"vintage"`
}

// FigureBody says what a property of the rows counts, in which unit, from
// which source. A time comes from all the sources together: it names none.
type FigureBody struct {
	Property string `json:"property"`
	Label    string `json:"label"`
	Unit     string `json:"unit"`
	Source   string `json:"source,omitempty"`
	Vintage  string `json:"vintage,omitempty"`
}

func newTableHead(ds *data.Dataset, q *analysis.Query, lang say.Lang) TableHead {
	return TableHead{Fictional: ds.Region.Fictional, Sources: NewSourceBodies(ds), lang: lang, facts: factsOf(ds, q, lang)}
}

func newGroupBody(g data.Group, from data.Source, lang say.Lang) GroupBody {
	return GroupBody{g.Code, g.Label, unitOf(g).In(lang), from.Name, from.Vintage}
}

// figure is a column: its property in JSON, its words, its unit and whose it is.
type figure struct {
	property string
	label    say.Text
	unit     say.Text
	source   data.Source
}

func figureBodies(figures []figure, lang say.Lang) []FigureBody {
	out := make([]FigureBody, len(figures))
	for i, f := range figures {
		out[i] = FigureBody{f.property, f.label.In(lang), f.unit.In(lang), f.source.Name, f.source.Vintage}
	}
	return out
}

// heading is a figure at the top of a column.
func (f FigureBody) heading() string {
	if f.Vintage == "" {
		return f.Label + " (" + f.Unit + ")"
	}
	return f.Label + " (" + f.Unit + ", " + f.Vintage + ")"
}

var (
	unitMinutes = say.Same("minutes")
	unitShare   = say.T("part de 0 à 1", "share from 0 to 1")
	unitPeople  = say.T("personnes", "people")
	unitCells   = say.T("carreaux", "cells")
)

// unitOf is a group's unit, which sources give in French.
func unitOf(g data.Group) say.Text {
	switch g.Unit {
	case "personnes":
		return unitPeople
	case "ménages":
		return say.T("ménages", "households")
	default:
		return say.Same(g.Unit)
	}
}

// people rounds a count to a thousandth: grids count fractions of people, and
// their sums in binary end in noise.
func people(x float64) float64 { return round(x, 3) }

// known is a number for JSON, nil where there is none: JSON has neither NaN nor infinity.
func known(x float64, decimals int) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return new(round(x, decimals))
}

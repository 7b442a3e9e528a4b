package api

import (
	"cmp"
	"errors"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"maillage/analysis"
	"maillage/data"
	"maillage/say"
)

// plan is what the planner's page is asked: a question, and how to show its
// answer. The page's address carries it in the names of the API.
type plan struct {
	query  analysis.CoverageQuery // every value is allowed, or empty for its default
	now    bool                   // no instant was given
	within []string               // the territories that structures stand in, as addresses write them
	paint  string                 // paintCells or paintTerritories
	sort   string                 // a planColumn's key, after a minus where the largest come first
	chosen string                 // the code of a territory, or zonePrefix and its worst cell
	rows   bool                   // all territories are listed, not the first alone
	zones  bool                   // all zones
}

// What the map paints.
const (
	paintCells       = "cells"
	paintTerritories = "territories"
)

// zonePrefix is before the worst cell of a chosen zone: where the target
// moves, the zone around that cell is the same to whoever looks at it.
const zonePrefix = "zone-"

// defaultTarget is the API's, minutes.
const defaultTarget = 30

// defaultSort has those first who have most people beyond the target.
const defaultSort = "-uncovered"

// readPlan reads an address. What is not understood is told and left at its default.
func readPlan(in url.Values, v *visit) (*plan, []say.Text) {
	p := &plan{paint: paintCells, sort: defaultSort, chosen: in.Get("chosen")}
	var faults []say.Text
	take := func(param string, read func(value string) bool, want say.Text) {
		if value := strings.TrimSpace(in.Get(param)); value != "" && !read(value) {
			faults = append(faults, notWanted(param, value, want).message)
		}
	}
	p.query = analysis.CoverageQuery{TargetMinutes: defaultTarget, By: data.TerritoryKind(in.Get("by")), Group: in.Get("group")}
	q := &p.query.Query
	q.Mode, q.Eligible = in.Get("mode"), in.Get("eligible")
	q.Filter.Audiences = convert[data.Audience](splitList(in["publics"]))
	q.Filter.Networks = convert[data.NetworkCode](splitList(in["reseaux_porteurs"]))
	take("target", func(value string) bool {
		minutes, err := strconv.ParseFloat(strings.Replace(value, ",", ".", 1), 64)
		if err != nil || math.IsNaN(minutes) || minutes < 1 || minutes > analysis.MaxMinutes {
			return false
		}
		p.query.TargetMinutes = minutes
		return true
	}, say.T("un nombre de minutes de 1 à %d", "a number of minutes from 1 to %d", analysis.MaxMinutes))
	take("level", func(value string) bool {
		level, ok := map[string]data.Level{"1": data.LevelAccueil, "2": data.LevelAccompagnement}[value]
		q.Filter.Level = level
		return ok
	}, say.T("1 ou 2", "1 or 2"))
	take("accessible", func(value string) bool {
		q.Filter.Accessible = value == "true"
		return q.Filter.Accessible || value == "false"
	}, say.Same("true, false"))
	take("season", func(value string) bool {
		q.Winter = value == "winter"
		return q.Winter || value == "summer"
	}, say.Same("summer, winter"))
	faults = append(faults, p.readInstant(in.Get("at"), v)...)
	faults = append(faults, p.readTerritories(splitList(in["territoire"]), v)...)
	take("paint", func(value string) bool {
		p.paint = cmp.Or(map[string]string{paintTerritories: paintTerritories}[value], paintCells)
		return p.paint == value
	}, say.Same(paintCells+", "+paintTerritories))
	take("sort", func(value string) bool {
		known := slices.ContainsFunc(planColumns, func(c planColumn) bool { return c.key == strings.TrimPrefix(value, "-") })
		if known {
			p.sort = value
		}
		return known
	}, say.T("une colonne du tableau", "a column of the table"))
	p.rows, p.zones = in.Get("rows") == "all", in.Get("zones") == "all"
	return p, append(faults, p.check(v)...)
}

// readInstant reads when it is about: now, that is this quarter-hour, where nothing is given.
func (p *plan) readInstant(at string, v *visit) []say.Text {
	location := v.snapshot.dataset().Location()
	p.query.At, p.now = v.quarter().In(location), true
	if at == "" {
		return nil
	}
	parsed, err := ParseAt(at, location)
	if err != nil {
		return []say.Text{notWanted("at", at, wantedTime).message}
	}
	p.query.At, p.now = parsed, false
	return nil
}

// readTerritories keeps structures by where they stand.
func (p *plan) readTerritories(codes []string, v *visit) []say.Text {
	territories, err := v.snapshot.engine.Territories(codes)
	var bad *analysis.InvalidError
	if errors.As(err, &bad) {
		return []say.Text{say.T("%s", "%s", bad)}
	}
	p.query.Filter.Territories = territories
	for _, i := range territories {
		t := &v.snapshot.dataset().Territories[i]
		p.within = append(p.within, string(t.Kind)+":"+t.Code)
	}
	return nil
}

// check leaves out what the region does not have, and tells it.
func (p *plan) check(v *visit) []say.Text {
	var faults []say.Text
	var bad *analysis.InvalidError
	for errors.As(v.snapshot.engine.Check(p.query), &bad) {
		faults = append(faults, notAllowed(bad.Param, bad.Value, bad.Allowed).message)
		p.drop(bad.Param)
	}
	return faults
}

// drop puts a parameter back to its default.
func (p *plan) drop(param string) {
	q := &p.query
	switch param {
	case "mode":
		q.Mode = ""
	case "by":
		q.By = ""
	case "group":
		q.Group = ""
	case "eligible":
		q.Eligible = ""
	case "publics":
		q.Filter.Audiences = nil
	case "reseaux_porteurs":
		q.Filter.Networks = nil
	default:
		panic("api: the planner reads no parameter " + param)
	}
}

// question are the parameters of the API that ask the same, defaults left out.
func (p *plan) question() url.Values {
	q := &p.query
	out := url.Values{"target": {strconv.FormatFloat(q.TargetMinutes, 'f', -1, 64)}}
	set := func(name, value, otherwise string) {
		if value != "" && value != otherwise {
			out.Set(name, value)
		}
	}
	set("mode", q.Mode, "")
	set("eligible", q.Eligible, analysis.EligibleResident)
	set("group", q.Group, data.GroupAll)
	if q.Filter.Level != data.LevelUnknown {
		set("level", strconv.Itoa(int(q.Filter.Level)), "")
	}
	if q.Filter.Accessible {
		out.Set("accessible", "true")
	}
	if q.Winter {
		out.Set("season", "winter")
	}
	if !p.now {
		out.Set("at", q.At.Format(atLayout))
	}
	set("publics", commas(q.Filter.Audiences), "")
	set("reseaux_porteurs", commas(q.Filter.Networks), "")
	set("territoire", commas(p.within), "")
	return out
}

// atLayout is an instant as forms and addresses write it, in the region's time.
const atLayout = "2006-01-02T15:04"

// encode is the plan as the query of an address.
func (p *plan) encode() string {
	out := p.question()
	set := func(name, value, otherwise string) {
		if value != otherwise {
			out.Set(name, value)
		}
	}
	set("by", string(p.query.By), "")
	set("paint", p.paint, paintCells)
	set("sort", p.sort, defaultSort)
	set("chosen", p.chosen, "")
	if p.rows {
		out.Set("rows", "all")
	}
	if p.zones {
		out.Set("zones", "all")
	}
	return out.Encode()
}

func commas[T ~string](codes []T) string { return strings.Join(convert[string](codes), ",") }

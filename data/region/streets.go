package region

import (
	"maillage/geo"
	"maillage/geo/road"
)

const (
	graphPrefix     = "graph."
	hierarchyPrefix = "ranks."
	winterSuffix    = ".winter"
)

// streetsSection holds the streets that all profiles share; boxesSection and a
// graphSection for each profile follow it.
var streetsSection = section{"streets", 1, true, func(c *columns, p *parts) { walkStreets(c, p.streets) }}

// boxesSection holds the tree of the streets' boxes, for snapping.
var boxesSection = section{"boxes", 1, true, func(c *columns, p *parts) { walkBoxes(c, &p.streets.Boxes) }}

// categoriesSection holds the streets' categories, by which maps draw them and
// ferries are known: a file of before it is a region whose streets are all minor.
var categoriesSection = section{"streets.category", 1, false, func(c *columns, p *parts) { column(c, "category", &p.streets.Category) }}

// barredSection holds the streets that are barred to everyone, which only tell
// why a place is far from the others: a file of before it knows of none.
var barredSection = section{"streets.barred", 1, false, func(c *columns, p *parts) { walkBarred(c, &p.streets.Barred) }}

func graphSection(code string, g *road.GraphColumns) section {
	return section{graphPrefix + code, 1, true, func(c *columns, _ *parts) { walkGraph(c, g) }}
}

func walkStreets(c *columns, s *road.Columns) {
	recordColumn(c, "records", func(r *records) {
		list(r, &s.Graphs, 1, func(r *records, g *road.GraphColumns) { word(r, &g.Profile) })
		walkStats(r, &s.Stats)
	})
	column(c, "nodes", &s.Nodes)
	column(c, "tail", &s.Tail)
	column(c, "head", &s.Head)
	column(c, "length", &s.Length)
	column(c, "name", &s.Name)
	column(c, "way", &s.Way)
	column(c, "first_bend", &s.FirstBend)
	column(c, "bends", &s.Bends)
	column(c, "first_name", &s.FirstName)
	column(c, "name_text", &s.NameText)
}

func walkBarred(c *columns, b *road.BarredColumns) {
	column(c, "first", &b.First)
	column(c, "points", &b.Points)
	column(c, "name", &b.Name)
	column(c, "reason", &b.Reason)
	walkBoxes(c, &b.Boxes)
}

func walkStats(r *records, s *road.Stats) {
	r.integer(&s.Ways)
	r.integer(&s.WaysLeftOut)
	r.integer(&s.MissingNodes)
	r.integer(&s.Junctions)
	r.integer(&s.Nodes)
	r.integer(&s.Edges)
	r.integer(&s.Restrictions.Applied)
	r.integer(&s.Restrictions.NotApplicable)
	r.integer(&s.Restrictions.NotUnderstood)
	list(r, &s.Graphs, 7, func(r *records, g *road.GraphStats) {
		word(r, &g.Profile)
		r.integer(&g.Arcs)
		r.integer(&g.Copies)
		r.integer(&g.Components)
		r.integer(&g.Scraps)
		r.integer(&g.ScrapEdges)
		r.integer(&g.UsableEdges)
	})
}

func walkBoxes(c *columns, b *geo.BoxColumns) {
	recordColumn(c, "records", func(r *records) { r.integer(&b.Count) })
	column(c, "boxes", &b.Boxes)
	column(c, "index", &b.Index)
}

func walkGraph(c *columns, g *road.GraphColumns) {
	recordColumn(c, "records", func(r *records) {
		word(r, &g.Profile)
		ordinal(r, &g.Ends.WalkSpeed)
		ordinal(r, &g.Ends.Detour)
		ordinal(r, &g.Ends.Park)
	})
	column(c, "origin", &g.Origin)
	column(c, "first_out", &g.FirstOut)
	column(c, "head", &g.Head)
	column(c, "time", &g.Time)
	column(c, "run", &g.Run)
	column(c, "mask", &g.Mask)
	column(c, "first_in", &g.FirstIn)
	column(c, "tail", &g.Tail)
	column(c, "in_time", &g.InTime)
	column(c, "in_mask", &g.InMask)
	column(c, "snappable", &g.Snappable)
}

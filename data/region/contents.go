package region

import (
	"strings"

	"maillage/data"
	"maillage/geo/gazetteer"
	"maillage/geo/road"
)

// Contents is what a snapshot holds: a region ready to be asked.
type Contents struct {
	Dataset *data.Dataset
	Streets *road.Streets // nil where the recipe has none: straight lines only
	Recipe  string        // the recipe's name, "corse"

	// Gazetteer is what people may type, and PlaceSources who told it: of a build.
	// Those of a file are read when they are first asked for, by File.Gazetteer and File.PlaceSources.
	Gazetteer    *gazetteer.Gazetteer
	PlaceSources []PlaceSource
	Absent       []string // of a build: the files of optional sources that it went without
}

// parts are the plain tables behind Contents, which sections write and read.
type parts struct {
	recipe  string
	tables  data.Tables
	streets *road.Columns // nil without streets

	hierarchies []hierarchy // to be written; those of a file are read when a search first needs them

	gazetteer *gazetteer.Columns // nil where there is none, or nobody asked
	sources   []PlaceSource      // who filled it
}

// section says how a part of the file is written and read.
type section struct {
	name     string
	version  uint32 // raised whenever the columns change; an older reader refuses it
	required bool
	walk     func(c *columns, p *parts)
}

// dataSections are in every file, in this order; an older file lacks those that
// are not required, and a newer one's are left out.
var dataSections = []section{
	{"meta", 2, true, walkMeta},
	{"territories", 1, true, walkTerritories},
	{"sites", 1, true, walkSites},
	{"structures", 2, true, walkStructures},
	{"cells", 1, true, walkCells},
	{"calendar", 1, false, walkCalendar},
}

func walkMeta(c *columns, p *parts) {
	t := &p.tables
	recordColumn(c, "records", func(r *records) {
		word(r, &p.recipe)
		word(r, &t.Region.Code)
		word(r, &t.Region.Name)
		word(r, &t.Region.TimeZone)
		r.truth(&t.Region.Fictional)
		list(r, &t.Sources, 6, walkSource)
		list(r, &t.Networks, 5, walkNetwork)
		list(r, &t.Defects, 9, walkDefect)
	})
}

func walkSource(r *records, s *data.Source) {
	word(r, &s.Name)
	word(r, &s.Title)
	word(r, &s.Holder)
	word(r, &s.Licence)
	word(r, &s.Vintage)
	word(r, &s.URL)
}

func walkNetwork(r *records, n *data.Network) {
	word(r, &n.Code)
	word(r, &n.FR)
	word(r, &n.EN)
	list(r, &n.Offers, 2, func(r *records, o *data.Offer) {
		small(r, &o.Level, data.LevelAccompagnement)
		words(r, &o.Audiences)
	})
	r.truth(&n.Everywhere)
}

func walkDefect(r *records, d *data.Defect) {
	word(r, &d.Kind)
	word(r, &d.Source)
	word(r, &d.Record)
	word(r, &d.Field)
	word(r, &d.Value)
	word(r, &d.Other)
	word(r, &d.Why)
	word(r, &d.Done)
	r.integer(&d.More)
}

func walkSites(c *columns, p *parts) {
	recordColumn(c, "records", func(r *records) {
		list(r, &p.tables.Sites, 22, func(r *records, s *data.Site) {
			r.point(&s.Position.Point)
			small(r, &s.Position.Precision, data.PrecisionHouse)
			word(r, &s.Address)
			word(r, &s.PostalCode)
			word(r, &s.City)
			ordinal(r, &s.Commune)
			small(r, &s.Accessible, data.NotAccessible)
		})
	})
}

func walkStructures(c *columns, p *parts) {
	recordColumn(c, "records", func(r *records) { list(r, &p.tables.Structures, 11, walkStructure) })
}

func walkStructure(r *records, s *data.Structure) {
	word(r, &s.ID)
	word(r, &s.Name)
	ordinal(r, &s.Site)
	words(r, &s.Networks)
	word(r, &s.Siret)
	word(r, &s.Phone)
	word(r, &s.Email)
	word(r, &s.Website)
	word(r, &s.Parent)
	list(r, &s.Services, 9, walkService)
	list(r, &s.Provenance, 3, func(r *records, p *data.Provenance) {
		word(r, &p.Source)
		word(r, &p.ID)
		word(r, &p.Name)
	})
}

func walkService(r *records, s *data.Service) {
	word(r, &s.ID)
	word(r, &s.Name)
	small(r, &s.Level, data.LevelAccompagnement)
	words(r, &s.Audiences)
	words(r, &s.Receptions)
	word(r, &s.Hours.Raw)
	word(r, &s.Hours.Rules)
	r.truth(&s.Appointment)
	words(r, (*[]string)(&s.Eligibility))
}

// knownVersion is the newest version of a section that this program reads.
func knownVersion(name string) (uint32, bool) {
	if strings.HasPrefix(name, graphPrefix) {
		return graphSection("", nil).version, true
	}
	if strings.HasPrefix(name, hierarchyPrefix) {
		return hierarchyVersion, true
	}
	for _, s := range append([]section{streetsSection, boxesSection, categoriesSection, barredSection, gazetteerSection, placesSection}, dataSections...) {
		if s.name == name {
			return s.version, true
		}
	}
	return 0, false
}

package region

import (
	"context"
	"io"

	"maillage/data"
	"maillage/data/source"
)

// The formats of who lives where and of territories.
const (
	FormatMovements   Format = "movements"   // CSV: INSEE's table of communes' movements
	FormatEPCI        Format = "epci"        // JSON or CSV: names of EPCI
	FormatNames       Format = "names"       // JSON or CSV: names of territories of another kind
	FormatTerritories Format = "territories" // CSV: which communes make up the project territories, or those of another kind
	FormatQPV         Format = "qpv"         // GeoJSON: priority neighbourhoods
	FormatFRR         Format = "frr"         // CSV: communes in rural revitalisation
	FormatGridCSV     Format = "grid-csv"    // CSV: cells with INSEE's ids
)

// FormatSchoolHolidays is the Ministry's school calendar, CSV.
const FormatSchoolHolidays Format = "school-holidays"

// needsOptions tells whether a source without options says too little.
func (s *Source) needsOptions() need { return s.Format == FormatNames }

// readPeopleOptions reads the options of a source of people or territories; false: the format has none.
func (s *Source) readPeopleOptions(n *yamlNode) bool {
	switch s.Format {
	case FormatGrid, FormatGridCSV:
		s.readGroups(n)
	case FormatCommunes:
		n.keys("demand")
		s.Demand = n.truth("demand")
	case FormatNames, FormatTerritories:
		n.keys("kind")
		s.Kind = data.TerritoryKind(n.choice("kind", required, kinds()...))
	default:
		return false
	}
	return true
}

// readGroups reads what only a grid has: its layer, and the groups its columns count.
func (s *Source) readGroups(n *yamlNode) {
	if s.Format == FormatGrid {
		n.keys("layer", "groups")
		s.Layer = n.text("layer", optional)
	} else {
		n.keys("groups")
	}
	for _, g := range n.list("groups") {
		g.keys("code", "column", "label", "unit")
		s.Groups = append(s.Groups, source.GroupColumn{
			Column: g.text("column", required),
			Code:   g.groupCode("code"),
			Label:  g.text("label", required),
			Unit:   g.text("unit", required),
		})
	}
}

// kinds lists those that a file of names or of memberships may be about.
func kinds() []string {
	var out []string
	for _, kind := range data.TerritoryKinds() {
		if kind != data.KindCommune && kind.OfCommunes() {
			out = append(out, string(kind))
		}
	}
	return out
}

// checkPeople refuses two sources of where people live: their figures would be added up.
func (r *Recipe) checkPeople(root *yamlNode) {
	line := 0
	for _, s := range r.Sources {
		if s.Format != FormatGrid && s.Format != FormatGridCSV && !s.Demand {
			continue
		}
		if line > 0 {
			root.at(s.Line).fail("deux sources disent où vivent les gens (l'autre ligne %d) ; gardez-en une : « %s », « %s », ou « %s » avec « demand: true »",
				"two sources say where people live (the other at line %d); keep one: \"%s\", \"%s\", or \"%s\" with \"demand: true\"",
				line, string(FormatGrid), string(FormatGridCSV), string(FormatCommunes))
		}
		line = s.Line
	}
}

// readPeople hands a file of people or of territories to its reader; false: the format is another's.
func readPeople(ctx context.Context, f file, r io.Reader, b *data.Builder, heard *hearsay, opt source.Options) (bool, error) {
	switch s := f.source; s.Format {
	case FormatCommunes:
		return true, source.ReadCommunes(ctx, r, b, source.CommunesOptions{Source: opt.Source, File: opt.File, Demand: s.Demand, PostalCodes: heard})
	case FormatMovements:
		return true, source.ReadMovements(ctx, r, b, source.MovementsOptions{Options: opt, Names: heard})
	case FormatEPCI:
		return true, source.ReadNames(ctx, r, b, source.NamesOptions{Options: opt, Kind: data.KindEPCI})
	case FormatNames:
		return true, source.ReadNames(ctx, r, b, source.NamesOptions{Options: opt, Kind: s.Kind})
	case FormatTerritories:
		return true, source.ReadTerritories(ctx, r, b, source.TerritoriesOptions{Options: opt, Kind: s.Kind})
	case FormatQPV:
		return true, source.ReadQPV(ctx, r, b, opt)
	case FormatFRR:
		return true, source.ReadFRR(ctx, r, b, opt)
	case FormatSchoolHolidays:
		return true, source.ReadSchoolHolidays(ctx, r, b, opt)
	case FormatGridCSV:
		return true, source.ReadGridCSV(ctx, r, b, source.GridOptions{Source: opt.Source, File: opt.File, Groups: s.Groups})
	default:
		return false, nil
	}
}

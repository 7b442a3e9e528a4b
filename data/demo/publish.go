package demo

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"maillage/data"
)

// The sources of the region, as data names them.
const (
	sourceCommunes   = "communes"
	sourceCells      = "population"
	sourceStructures = "annuaire"
	sourceStreets    = "rues"
	sourceSchools    = "calendrier-scolaire"
)

// departements, most peopled first. Codes have the form of 2A and 2B, and no
// département bears them; nor do postal codes begin with 96.
var departements = []struct{ code, name string }{
	{"9A", "Arvenne-Maritime"}, {"9B", "Haute-Arvenne"}, {"9C", "Arvenne-et-Lissole"},
}

const (
	regionCode   = "demo"
	academieName = "Arvenne"
)

func sources() []data.Source {
	source := func(name, title string) data.Source {
		return data.Source{Name: name, Title: title + " d'une région fictive", Holder: "Maillage", Licence: "CC0 1.0", Vintage: "fiction"}
	}
	return []data.Source{source(sourceCommunes, "Communes"), source(sourceCells, "Carreaux de population de 1 km"),
		source(sourceStructures, "Annuaire des structures"), source(sourceStreets, "Rues et routes"), source(sourceSchools, "Calendrier scolaire")}
}

// publish hands the region's data to a Builder.
func (w *world) publish(ctx context.Context, seed uint64) (*data.Dataset, error) {
	b := data.NewBuilder(data.Region{Code: regionCode, Name: regionName, TimeZone: "Europe/Paris", Fictional: true}, data.SPRO())
	for _, s := range sources() {
		b.AddSource(s)
	}
	w.nameTerritories(b)
	for i, p := range w.places {
		b.AddCommune(data.CommuneRecord{
			Source: sourceCommunes, Code: w.codes[i], Name: p.name, Shape: w.shapes[i], Population: p.people,
			PartOf: map[data.TerritoryKind]string{
				data.KindEPCI:        epciCode(w.terr.epci[i]),
				data.KindBassinVie:   w.codes[w.terr.bassinSeat[w.terr.bassin[i]]],
				data.KindZoneEmploi:  zoneCode(w.terr.zone[i]),
				data.KindDepartement: departements[w.terr.departement[i]].code,
				data.KindRegion:      regionCode,
			},
		})
	}
	if err := w.count().add(b, w); err != nil {
		return nil, err
	}
	w.openOffices(b, dice(seed, diceOffices))
	b.AddSchoolCalendar(schoolCalendar(dice(seed, diceSchools)))
	return b.Finish(ctx)
}

// epciCode has nine digits like a SIREN, and the checksum of none.
func epciCode(e int) string { return fmt.Sprintf("9990000%02d", e+1) }

func zoneCode(z int) string { return fmt.Sprintf("99%02d", z+1) }

func (w *world) nameTerritories(b *data.Builder) {
	b.NameTerritory(data.KindRegion, regionCode, regionName)
	for _, d := range departements {
		b.NameTerritory(data.KindDepartement, d.code, d.name)
	}
	for e, seat := range w.terr.epciSeat {
		kind := "Communauté de communes"
		switch w.places[seat].rank {
		case city:
			kind = "Métropole"
		case town:
			kind = "Communauté d'agglomération"
		}
		b.NameTerritory(data.KindEPCI, epciCode(e), of(kind, w.places[seat].name))
	}
	for _, seat := range w.terr.bassinSeat {
		b.NameTerritory(data.KindBassinVie, w.codes[seat], w.places[seat].name)
	}
	for z, seat := range w.terr.zoneSeat {
		b.NameTerritory(data.KindZoneEmploi, zoneCode(z), w.places[seat].name)
	}
}

// communeCodes numbers the communes of each département in the order of their names, as INSEE did.
func (t *territories) communeCodes(places []place) []string {
	order := make([]int, len(places))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(t.departement[a], t.departement[b]), cmp.Compare(places[a].name, places[b].name))
	})
	codes := make([]string, len(places))
	number := make([]int, len(departements))
	for _, i := range order {
		d := t.departement[i]
		number[d]++
		codes[i] = fmt.Sprintf("%s%03d", departements[d].code, number[d])
	}
	return codes
}

// postalCode is shared by the communes of an EPCI, as it is around a post office.
func (w *world) postalCode(place int) string {
	return fmt.Sprintf("96%d%02d", w.terr.departement[place]+1, w.terr.epci[place]+1)
}

package source

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"maillage/data"
	"maillage/internal/racing"
)

// columns of a row of France services, by name.
type servicesRow map[string]string

func (r servicesRow) line() string {
	var cells []string
	for name := range strings.SplitSeq(strings.TrimSpace(servicesHeader), ";") {
		cells = append(cells, r[name])
	}
	return strings.Join(cells, ";") + r["beyond"] + "\n"
}

// cleanServices are rows that nothing is wrong with, in the square commune of world.
func cleanServices(r *rand.Rand, n int) []servicesRow {
	rows := make([]servicesRow, n)
	for i := range rows {
		day := []string{"09:00 - 12:00 / 14:00 - 17:00", "08:30 - 12:00", "13:30 - 18:00"}[r.IntN(3)]
		rows[i] = servicesRow{
			"id_fs": fmt.Sprint(1000 + i), "insee_dep": "2A", "lib_fs": fmt.Sprintf("France services de Lieu%d", i),
			"adresse": fmt.Sprintf("%d rue du Lieu%d", 1+r.IntN(99), i), "insee_com": "2A004", "code_postal": "20000", "lib_com": "Carré",
			"latitude": fmt.Sprintf("%.5f", 41.1+1.8*r.Float64()), "longitude": fmt.Sprintf("%.5f", 8.1+1.8*r.Float64()),
			"h_lundi": day, "h_mardi": day, "h_mercredi": day, "h_jeudi": day, "h_vendredi": day,
			"prise_rdv": []string{"Oui", "Non"}[r.IntN(2)], "type_fs": "Principal", "format_fs": "Fixe",
		}
	}
	return rows
}

// What goes wrong inside one record is found by its reader, in the right
// record, and clean records are left in peace.
func TestPlantedInRecords(t *testing.T) {
	racing.Long(t)
	days := []string{"h_lundi", "h_mardi", "h_mercredi", "h_jeudi", "h_vendredi", "h_samedi"}
	for _, c := range []struct {
		name   string
		kind   data.DefectKind
		damage func(r servicesRow, before servicesRow)
	}{
		{"decimal comma", data.DefectDecimalComma, func(r, _ servicesRow) { r["latitude"] = strings.Replace(r["latitude"], ".", ",", 1) }},
		{"position in words", data.DefectPositionInvalid, func(r, _ servicesRow) { r["longitude"] = "neuf" }},
		{"no position", data.DefectPositionMissing, func(r, _ servicesRow) { r["latitude"], r["longitude"] = "", "" }},
		{"a bus", data.DefectItinerant, func(r, _ servicesRow) { r["format_fs"] = "Bus_équivalent" }},
		{"a round", data.DefectItinerant, func(r, _ servicesRow) { r["format_fs"] = "Itinérante" }},
		{"several sites", data.DefectMultiSite, func(r, _ servicesRow) { r["format_fs"] = "Multisites" }},
		{"a slot of no time", data.DefectHoursInvalid, func(r, _ servicesRow) { r["h_mardi"] = "00:00 - 00:00 / 09:00 - 12:00" }},
		{"no hours", data.DefectHoursMissing, func(r, _ servicesRow) {
			for _, day := range days {
				r[day] = ""
			}
		}},
		{"an id twice", data.DefectDuplicate, func(r, before servicesRow) { r["id_fs"] = before["id_fs"] }},
		{"a cell too many", data.DefectUnreadable, func(r, _ servicesRow) { r["beyond"] = ";x" }},
		{"a word of no list", data.DefectUnknownValue, func(r, _ servicesRow) { r["format_fs"] = "Volant" }},
	} {
		planted, found, clean, alarms := 0, 0, 0, 0
		seeds := []uint64{1, 2, 3}
		for _, seed := range seeds {
			rows := cleanServices(rand.New(rand.NewPCG(seed, 5)), 330)
			damaged := make(map[string]bool) // records, and lines where a row cannot be read
			var text strings.Builder
			text.WriteString(servicesHeader)
			for i, r := range rows {
				if i%11 == 10 {
					c.damage(r, rows[i-1])
					damaged[r["id_fs"]], damaged[fmt.Sprint("ligne ", i+2)] = true, true
					planted++
				}
				text.WriteString(r.line())
			}
			clean += len(rows) - len(rows)/11
			b := world(t)
			if err := ReadFranceServices(t.Context(), strings.NewReader(text.String()), b, Options{Source: "test"}); err != nil {
				t.Fatalf("%s, seed %d: %v", c.name, seed, err)
			}
			for _, d := range finish(t, b).Defects {
				switch {
				case d.Source == "": // no drawn world has every network everywhere
				case damaged[d.Record] && d.Kind == c.kind:
					found++
				case !damaged[d.Record]:
					alarms++
				}
			}
		}
		if 100*found < 99*planted || found > planted || 1000*alarms > 5*clean {
			t.Errorf("%s (%s), seeds %v: %d of %d found, %d alarms on %d clean records", c.name, c.kind, seeds, found, planted, alarms, clean)
		}
	}
}

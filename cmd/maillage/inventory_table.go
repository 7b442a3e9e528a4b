package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"maillage/data"
	"maillage/say"
)

// inventoryTables lays an inventory out for eyes.
func (m *Main) inventoryTables(w io.Writer, inv *inventory) error {
	fmt.Fprintln(w, strings.Join(m.totalLines(inv), "\n")+"\n")
	if err := m.networkTable(inv).write(w); err != nil {
		return err
	}
	fmt.Fprintln(w)
	if err := m.sourceTable(inv).write(w); err != nil {
		return err
	}
	if len(inv.Defects) == 0 {
		fmt.Fprintln(w, m.in("\nAucun défaut dans les sources.", "\nNo defect in the sources."))
		return nil
	}
	fmt.Fprintln(w)
	return m.defectTable(inv).write(w)
}

// totalLines tells how much a region holds, a sentence a line.
func (m *Main) totalLines(inv *inventory) []string {
	f := m.figures()
	lines := []string{m.in("%s communes, %s carreaux habités, %s (recensement : %s)", "%s communes, %s inhabited cells, %s (census: %s)",
		f.count(float64(inv.Communes)), f.count(float64(inv.Cells)), f.people(inv.People, "personnes"), f.count(float64(inv.Census)))}
	if inv.ByCommune {
		lines[0] = m.in("%s communes, %s comptées commune par commune", "%s communes, %s counted commune by commune",
			f.count(float64(inv.Communes)), f.people(inv.People, "personnes"))
	}
	if len(inv.Kinds) > 0 {
		kinds := make([]string, len(inv.Kinds))
		for i, k := range inv.Kinds {
			kinds[i] = k.Kind.Label().In(m.lang) + nobrk + f.count(float64(k.Count))
		}
		lines = append(lines, m.in("territoires : ", "territories: ")+strings.Join(kinds, ", "))
	}
	if s := inv.Streets; s != nil {
		lines = append(lines, m.in("%s voies, %s carrefours avant pliage, %s nœuds et %s arêtes après", "%s ways, %s junctions before folding, %s nodes and %s edges after",
			f.count(float64(s.Ways)), f.count(float64(s.Junctions)), f.count(float64(s.Nodes)), f.count(float64(s.Edges))))
	} else {
		lines = append(lines, m.in("aucune rue : temps estimés à vol d'oiseau", "no street: times estimated as the crow flies"))
	}
	lines = append(lines, m.in("%s structures sur %s sites", "%s structures on %s sites", f.count(float64(inv.Structures)), f.count(float64(inv.Sites))))
	return append(lines, m.placeLines(inv)...)
}

// precisionColumn is a column of networkTable: how many positions are known so well.
type precisionColumn struct {
	precision data.Precision
	heading   say.Text
}

// precisionColumns are all of them, the finest first.
var precisionColumns = []precisionColumn{
	{data.PrecisionHouse, say.T(">au numéro", ">to the house")},
	{data.PrecisionStreet, say.T(">à la rue", ">to the street")},
	{data.PrecisionLocality, say.T(">au lieu-dit", ">to the locality")},
	{data.PrecisionCommune, say.T(">à la commune", ">to the commune")},
	{data.PrecisionUnknown, say.T(">inconnue", ">unknown")},
}

// networkTable shows, by network, how many structures there are and how well they are known.
func (m *Main) networkTable(inv *inventory) *table {
	names, counts := make([][]string, len(inv.Networks)), make([]quality, len(inv.Networks))
	for i, n := range inv.Networks {
		names[i], counts[i] = []string{n.label.In(m.lang)}, n.quality
	}
	return m.qualityTable([]string{m.in("Réseau", "Network")}, names, counts)
}

// sourceTable shows, by source, what became of its records and how well the structures it leads are known.
func (m *Main) sourceTable(inv *inventory) *table {
	f := m.figures()
	names, counts := make([][]string, len(inv.BySource)), make([]quality, len(inv.BySource))
	for i, s := range inv.BySource {
		names[i] = []string{s.Source, f.count(float64(s.Records)), f.count(float64(s.LeftOut)), f.count(float64(s.Merged))}
		counts[i] = s.quality
	}
	return m.qualityTable([]string{"Source", m.in(">Fiches lues", ">Records read"), m.in(">écartées", ">left out"), m.in(">fusionnées", ">merged")}, names, counts)
}

// qualityTable shows how well some structures are known, a row each, after the columns that name the rows.
func (m *Main) qualityTable(headings []string, names [][]string, counts []quality) *table {
	f := m.figures()
	headings = append(headings, ">Structures")
	shown := slices.DeleteFunc(slices.Clone(precisionColumns), func(p precisionColumn) bool {
		return !slices.ContainsFunc(counts, func(q quality) bool { return q.Positions[p.precision.String()] > 0 })
	})
	for _, p := range shown {
		headings = append(headings, p.heading.In(m.lang))
	}
	t := newTable(append(headings, m.in(">horaires connus", ">hours known"), m.in(">horaires compris", ">hours understood"), m.in(">accès connu", ">access known"))...)
	for i, q := range counts {
		row := append(slices.Clone(names[i]), f.count(float64(q.Structures)))
		for _, p := range shown {
			row = append(row, f.part(q.Positions[p.precision.String()], q.Structures))
		}
		t.add(append(row, f.part(q.Hours, q.Structures), f.part(q.Understood, q.Structures), f.part(q.Accessible, q.Structures))...)
	}
	return t
}

// presenceTable shows how many structures each network has in each département, at each level.
func (m *Main) presenceTable(p presence, label func(departement) string) *table {
	f := m.figures()
	headings := []string{m.in("Réseau", "Network"), m.in("Niveau", "Level")}
	for _, d := range p.Departements {
		headings = append(headings, ">"+label(d))
	}
	elsewhere := slices.ContainsFunc(p.Rows, func(r presenceRow) bool { return r.Elsewhere > 0 })
	if elsewhere {
		headings = append(headings, m.in(">au-delà", ">beyond"))
	}
	t := newTable(append(headings, ">Total")...)
	for _, r := range p.Rows {
		level := "?"
		if r.Level != data.LevelUnknown {
			level = f.count(float64(r.Level))
		}
		row := []string{r.label.In(m.lang), level}
		for _, n := range r.Departement {
			row = append(row, f.count(float64(n)))
		}
		if elsewhere {
			row = append(row, f.count(float64(r.Elsewhere)))
		}
		t.add(append(row, f.count(float64(r.Total)))...)
	}
	return t
}

// code names a département where room is short.
func (d departement) code() string { return d.Code }

// label is the département's code, and its name where a source tells it.
func (d departement) label() string {
	if d.Name == d.Code {
		return d.Code
	}
	return d.Code + " " + d.Name
}

// defectTable shows the defects by kind and source, with what was done.
func (m *Main) defectTable(inv *inventory) *table {
	t := newTable(m.in("Défaut", "Defect"), "Source", m.in("Fait", "Done"), m.in(">Nombre", ">Count"))
	for _, d := range inv.Defects {
		t.add(d.Kind.Label().In(m.lang), cmp.Or(d.Source, m.in("la région", "the region")), d.Done.Label().In(m.lang), m.figures().count(float64(d.Count)))
	}
	return t
}

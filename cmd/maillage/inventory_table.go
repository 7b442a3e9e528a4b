package main

import (
	"fmt"
	"io"
	"slices"

	"maillage/data"
	"maillage/say"
)

// inventoryTables lays an inventory out for eyes.
func (m *Main) inventoryTables(w io.Writer, inv *inventory) error {
	m.inventoryTotals(w, inv)
	fmt.Fprintln(w)
	if err := m.networkTable(w, inv); err != nil {
		return err
	}
	if len(inv.Defects) == 0 {
		fmt.Fprintln(w, m.in("\nAucun défaut dans les sources.", "\nNo defect in the sources."))
		return nil
	}
	fmt.Fprintln(w)
	return m.defectTable(w, inv)
}

func (m *Main) inventoryTotals(w io.Writer, inv *inventory) {
	f := m.figures()
	fmt.Fprintln(w, m.in("%s communes, %s carreaux habités, %s (recensement : %s)", "%s communes, %s inhabited cells, %s (census: %s)",
		f.count(float64(inv.Communes)), f.count(float64(inv.Cells)), f.people(inv.People, "personnes"), f.count(float64(inv.Census))))
	if s := inv.Streets; s != nil {
		fmt.Fprintln(w, m.in("%s voies, %s carrefours avant pliage, %s nœuds et %s arêtes après", "%s ways, %s junctions before folding, %s nodes and %s edges after",
			f.count(float64(s.Ways)), f.count(float64(s.Junctions)), f.count(float64(s.Nodes)), f.count(float64(s.Edges))))
	} else {
		fmt.Fprintln(w, m.in("aucune rue : temps estimés à vol d'oiseau", "no street: times estimated as the crow flies"))
	}
	fmt.Fprintln(w, m.in("%s structures sur %s sites", "%s structures on %s sites", f.count(float64(inv.Structures)), f.count(float64(inv.Sites))))
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
func (m *Main) networkTable(w io.Writer, inv *inventory) error {
	f := m.figures()
	headings := []string{m.in("Réseau", "Network"), ">Structures"}
	shown := slices.DeleteFunc(slices.Clone(precisionColumns), func(p precisionColumn) bool {
		return !slices.ContainsFunc(inv.Networks, func(n networkCount) bool { return n.Positions[p.precision.String()] > 0 })
	})
	for _, p := range shown {
		headings = append(headings, p.heading.In(m.lang))
	}
	t := newTable(append(headings, m.in(">horaires connus", ">hours known"), m.in(">accès connu", ">access known"))...)
	for _, n := range inv.Networks {
		row := []string{n.label.In(m.lang), f.count(float64(n.Structures))}
		for _, p := range shown {
			row = append(row, f.count(float64(n.Positions[p.precision.String()])))
		}
		t.add(append(row, f.count(float64(n.Hours)), f.count(float64(n.Accessible)))...)
	}
	return t.write(w)
}

// defectTable shows the defects by kind and source, with what was done.
func (m *Main) defectTable(w io.Writer, inv *inventory) error {
	t := newTable(m.in("Défaut", "Defect"), "Source", m.in("Fait", "Done"), m.in(">Fiches", ">Records"))
	for _, d := range inv.Defects {
		t.add(d.Kind.Label().In(m.lang), d.Source, d.Done.Label().In(m.lang), m.figures().count(float64(d.Count)))
	}
	return t.write(w)
}

package main

import (
	"slices"

	"maillage/data"
	"maillage/say"
)

// presence tells how many structures each network has in each département at each level.
type presence struct {
	Departements []departement `json:"departements"` // the columns, by code
	Rows         []presenceRow `json:"rows"`         // by network, then level
}

type departement struct {
	Code string `json:"code"`
	Name string `json:"name"` // the code itself where no source names it
}

// presenceRow counts the structures of a network that receive people on site at one level.
type presenceRow struct {
	Network     data.NetworkCode `json:"network"`
	Level       data.Level       `json:"level"`
	Departement []int            `json:"by_departement"` // one a column: 0 is a place to look at
	Elsewhere   int              `json:"elsewhere"`      // beyond the region's border, within its buffer
	Total       int              `json:"total"`
	label       say.Text
}

// countPresence counts every network that has a structure, or should have one
// everywhere, at every level it offers. What is offered only remotely is nowhere.
func countPresence(ds *data.Dataset) presence {
	var p presence
	column := make(map[data.TerritoryIndex]int)
	for i := range ds.Territories {
		if t := &ds.Territories[i]; t.Kind == data.KindDepartement {
			column[data.TerritoryIndex(i)] = len(p.Departements)
			p.Departements = append(p.Departements, departement{t.Code, t.Name})
		}
	}
	for _, n := range ds.Networks {
		rows := presenceOf(ds, n, column)
		found := slices.ContainsFunc(rows, func(r presenceRow) bool { return r.Total > 0 })
		if found || missed(ds, n.Code) {
			p.Rows = append(p.Rows, rows...)
		}
	}
	return p
}

// missed tells whether a network is absent from a département where it should be.
func missed(ds *data.Dataset, code data.NetworkCode) bool {
	return slices.ContainsFunc(ds.Defects, func(d data.Defect) bool {
		return d.Kind == data.DefectNetworkAbsent && d.Value == string(code)
	})
}

// presenceOf counts one network's structures: a row for each level that it offers or that one of its structures tells.
func presenceOf(ds *data.Dataset, n data.Network, column map[data.TerritoryIndex]int) []presenceRow {
	levels := []data.Level{data.LevelAccueil, data.LevelAccompagnement, data.LevelUnknown}
	rows := make([]presenceRow, len(levels))
	for i, level := range levels {
		rows[i] = presenceRow{Network: n.Code, Level: level, Departement: make([]int, len(column)), label: n.Label()}
	}
	for i := range ds.Structures {
		st := &ds.Structures[i]
		if !slices.Contains(st.Networks, n.Code) {
			continue
		}
		at, inside := column[ds.Holder(ds.Sites[st.Site].Commune, data.KindDepartement)]
		for r := range rows {
			if !slices.ContainsFunc(st.Services, func(s data.Service) bool { return s.OnSite() && s.Level == levels[r] }) {
				continue
			}
			if rows[r].Total++; inside {
				rows[r].Departement[at]++
			} else {
				rows[r].Elsewhere++
			}
		}
	}
	return slices.DeleteFunc(rows, func(r presenceRow) bool {
		return r.Total == 0 && !slices.ContainsFunc(n.Offers, func(o data.Offer) bool { return o.Level == r.Level })
	})
}

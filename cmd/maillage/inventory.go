package main

import (
	"slices"
	"strings"

	"maillage/data"
	"maillage/data/region"
)

// inventory counts what a region holds: build tells it, and check again.
type inventory struct {
	Communes   int            `json:"communes"`
	Kinds      []kindCount    `json:"territories"` // from the smallest kind
	Cells      int            `json:"cells"`
	ByCommune  bool           `json:"people_by_commune"` // a cell is a commune: there is no grid
	People     float64        `json:"people"`
	Census     int            `json:"census"`
	Sites      int            `json:"sites"`
	Structures int            `json:"structures"`
	Streets    *streetCount   `json:"streets"`          // null: straight lines only
	Places     *placeCount    `json:"places"`           // what people may type; null where the file tells none
	Absent     []string       `json:"absent,omitempty"` // of a build: files of optional sources it went without
	Networks   []networkCount `json:"networks"`
	BySource   []sourceCount  `json:"by_source"`
	Presence   presence       `json:"completeness"`
	Defects    []defectCount  `json:"defects"`
}

// kindCount tells how many territories of a kind there are.
type kindCount struct {
	Kind  data.TerritoryKind `json:"kind"`
	Count int                `json:"count"`
}

// streetCount tells of the streets before and after chains were folded.
type streetCount struct {
	Ways      int `json:"ways"`
	Junctions int `json:"junctions"`
	Nodes     int `json:"nodes"`
	Edges     int `json:"edges"`
}

// defectCount tells of the defects of one kind in one source that were treated alike.
type defectCount struct {
	Kind   data.DefectKind `json:"kind"`
	Source string          `json:"source"`
	Done   data.Action     `json:"done"`
	Count  int             `json:"count"`
}

func takeInventory(c *region.Contents) *inventory {
	r := region.NewReport(c)
	inv := &inventory{
		Communes:   r.Communes,
		Cells:      r.Cells,
		ByCommune:  r.Cells > 0 && c.Dataset.Cells.Grid.Size == 0,
		People:     r.People,
		Census:     r.Census,
		Sites:      r.Sites,
		Structures: r.Structures,
		Places:     countPlaces(r.Places),
		Absent:     r.Absent,
		Networks:   countNetworks(c.Dataset),
		BySource:   countSources(c.Dataset),
		Presence:   countPresence(c.Dataset),
		Defects:    countDefects(c.Dataset.Defects),
	}
	for _, k := range r.Territories {
		inv.Kinds = append(inv.Kinds, kindCount(k))
	}
	if s := r.Streets; s != nil {
		inv.Streets = &streetCount{Ways: s.Ways, Junctions: s.Junctions, Nodes: s.Nodes, Edges: s.Edges}
	}
	return inv
}

// countDefects groups defects by kind, source and what was done, the commonest first.
func countDefects(defects []data.Defect) []defectCount {
	place := make(map[defectCount]int)
	var counts []defectCount
	for _, d := range defects {
		key := defectCount{Kind: d.Kind, Source: d.Source, Done: d.Done}
		at, ok := place[key]
		if !ok {
			at = len(counts)
			place[key] = at
			counts = append(counts, key)
		}
		counts[at].Count += d.Records()
	}
	slices.SortStableFunc(counts, func(a, b defectCount) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(string(a.Kind)+a.Source+string(a.Done), string(b.Kind)+b.Source+string(b.Done))
	})
	return counts
}

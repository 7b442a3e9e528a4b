package main

import (
	"slices"
	"strings"

	"maillage/data"
	"maillage/data/region"
	"maillage/say"
)

// inventory counts what a region holds: build tells it, and check again.
type inventory struct {
	Communes   int            `json:"communes"`
	Cells      int            `json:"cells"`
	People     float64        `json:"people"`
	Census     int            `json:"census"`
	Sites      int            `json:"sites"`
	Structures int            `json:"structures"`
	Streets    *streetCount   `json:"streets"` // null: straight lines only
	Networks   []networkCount `json:"networks"`
	Defects    []defectCount  `json:"defects"`
}

// streetCount tells of the streets before and after chains were folded.
type streetCount struct {
	Ways      int `json:"ways"`
	Junctions int `json:"junctions"`
	Nodes     int `json:"nodes"`
	Edges     int `json:"edges"`
}

// networkCount tells how complete the structures of one network are.
type networkCount struct {
	Code       data.NetworkCode `json:"code"`
	Structures int              `json:"structures"`
	Positions  map[string]int   `json:"positions"` // by precision
	Hours      int              `json:"with_hours"`
	Accessible int              `json:"with_accessibility"` // told, either way
	label      say.Text
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
		People:     r.People,
		Census:     r.Census,
		Sites:      r.Sites,
		Structures: r.Structures,
		Networks:   countNetworks(c.Dataset),
		Defects:    countDefects(c.Dataset.Defects),
	}
	if s := r.Streets; s != nil {
		inv.Streets = &streetCount{Ways: s.Ways, Junctions: s.Junctions, Nodes: s.Nodes, Edges: s.Edges}
	}
	return inv
}

// countNetworks counts the structures of every network that has one, in the
// catalogue's order. A structure of two networks counts in both.
func countNetworks(ds *data.Dataset) []networkCount {
	counts := make([]networkCount, len(ds.Networks))
	place := make(map[data.NetworkCode]int)
	for i, n := range ds.Networks {
		counts[i] = networkCount{Code: n.Code, label: n.Label(), Positions: map[string]int{}}
		place[n.Code] = i
	}
	for i := range ds.Structures {
		st := &ds.Structures[i]
		site := &ds.Sites[st.Site]
		for _, code := range st.Networks {
			c := &counts[place[code]]
			c.Structures++
			c.Positions[site.Position.Precision.String()]++
			if slices.ContainsFunc(st.Services, func(s data.Service) bool { return s.Hours.Known() }) {
				c.Hours++
			}
			if site.Accessible != data.AccessibilityUnknown {
				c.Accessible++
			}
		}
	}
	return slices.DeleteFunc(counts, func(c networkCount) bool { return c.Structures == 0 })
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
		counts[at].Count++
	}
	slices.SortStableFunc(counts, func(a, b defectCount) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(string(a.Kind)+a.Source+string(a.Done), string(b.Kind)+b.Source+string(b.Done))
	})
	return counts
}

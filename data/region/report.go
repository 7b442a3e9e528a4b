package region

import (
	"cmp"
	"slices"
	"time"

	"maillage/data"
	"maillage/geo/gazetteer"
	"maillage/geo/road"
	"maillage/say"
)

// Report counts what a region holds, and what making it took.
type Report struct {
	Communes    int
	Territories []KindCount // by kind, from the smallest
	Cells       int
	People      float64 // of group "all"; whose source and vintage the group names
	Census      int     // the communes' own population; another source, another year
	Sites       int
	Structures  int
	Networks    []NetworkCount // most structures first; a structure of two networks counts in both
	Streets     *road.Stats    // nil without streets
	Places      *PlaceCount    // nil where the contents have no gazetteer
	Absent      []string       // files of optional sources that were not there; none for a file that was opened
	Defects     []DefectCount  // most first
	Steps       []StepTime     // in the order they were ended; none for a file that was opened
}

// PlaceCount counts what people may type, and tells who told it.
type PlaceCount struct {
	gazetteer.Stats
	Sources []PlaceSource
}

// KindCount counts the territories of a kind.
type KindCount struct {
	Kind  data.TerritoryKind
	Count int
}

// NetworkCount counts the structures of a network.
type NetworkCount struct {
	Network data.Network
	Count   int
}

// DefectCount counts the defects of a kind.
type DefectCount struct {
	Kind  data.DefectKind
	Count int
}

// StepTime is how long a step of a build took.
type StepTime struct {
	Name    say.Text
	Elapsed time.Duration
}

// NewReport counts what contents hold.
func NewReport(c *Contents) *Report {
	t := &c.Dataset.Tables
	r := &Report{Cells: t.Cells.Len(), Sites: len(t.Sites), Structures: len(t.Structures), Absent: c.Absent}
	kinds := make(map[data.TerritoryKind]int)
	for i := range t.Territories {
		kinds[t.Territories[i].Kind]++
		if t.Territories[i].Kind == data.KindCommune {
			r.Census += t.Territories[i].Population
		}
	}
	r.Communes = kinds[data.KindCommune]
	for _, k := range data.TerritoryKinds() {
		if kinds[k] > 0 {
			r.Territories = append(r.Territories, KindCount{k, kinds[k]})
		}
	}
	if all := t.Cells.Group(data.GroupAll); all >= 0 {
		for _, n := range t.Cells.Count[all] {
			r.People += n
		}
	}
	r.Networks = countNetworks(t)
	r.Defects = countDefects(t.Defects)
	if c.Streets != nil {
		stats := c.Streets.Stats()
		r.Streets = &stats
	}
	if c.Gazetteer != nil {
		r.Places = &PlaceCount{c.Gazetteer.Stats(), c.PlaceSources}
	}
	return r
}

func countNetworks(t *data.Tables) []NetworkCount {
	counts := make(map[data.NetworkCode]int)
	for i := range t.Structures {
		for _, code := range t.Structures[i].Networks {
			counts[code]++
		}
	}
	var out []NetworkCount
	for _, n := range t.Networks {
		if counts[n.Code] > 0 {
			out = append(out, NetworkCount{n, counts[n.Code]})
		}
	}
	slices.SortStableFunc(out, func(a, b NetworkCount) int { return cmp.Compare(b.Count, a.Count) })
	return out
}

func countDefects(defects []data.Defect) []DefectCount {
	counts := make(map[data.DefectKind]int)
	for i := range defects {
		counts[defects[i].Kind] += defects[i].Records()
	}
	out := make([]DefectCount, 0, len(counts))
	for kind, n := range counts {
		out = append(out, DefectCount{kind, n})
	}
	slices.SortFunc(out, func(a, b DefectCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Kind, b.Kind))
	})
	return out
}

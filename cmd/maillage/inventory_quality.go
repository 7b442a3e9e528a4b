package main

import (
	"slices"

	"maillage/data"
	"maillage/say"
)

// quality tells how well some structures are known.
type quality struct {
	Structures int            `json:"structures"`
	Positions  map[string]int `json:"positions"` // by precision
	Hours      int            `json:"with_hours"`
	Accessible int            `json:"with_accessibility"` // told, either way
}

// add counts one structure.
func (q *quality) add(st *data.Structure, site *data.Site) {
	if q.Positions == nil {
		q.Positions = map[string]int{}
	}
	q.Structures++
	q.Positions[site.Position.Precision.String()]++
	if slices.ContainsFunc(st.Services, func(s data.Service) bool { return s.Hours.Known() }) {
		q.Hours++
	}
	if site.Accessible != data.AccessibilityUnknown {
		q.Accessible++
	}
}

// networkCount tells how well the structures of one network are known.
type networkCount struct {
	Code data.NetworkCode `json:"code"`
	quality
	label say.Text
}

// sourceCount tells how well the structures that one source leads are known.
type sourceCount struct {
	Source string `json:"source"`
	quality
}

// countNetworks counts the structures of every network that has one, in the
// catalogue's order. A structure of two networks counts in both.
func countNetworks(ds *data.Dataset) []networkCount {
	counts := make([]networkCount, len(ds.Networks))
	place := make(map[data.NetworkCode]int)
	for i, n := range ds.Networks {
		counts[i] = networkCount{Code: n.Code, label: n.Label()}
		place[n.Code] = i
	}
	for i := range ds.Structures {
		st := &ds.Structures[i]
		for _, code := range st.Networks {
			if at, ok := place[code]; ok {
				counts[at].add(st, &ds.Sites[st.Site])
			}
		}
	}
	return slices.DeleteFunc(counts, func(c networkCount) bool { return c.Structures == 0 })
}

// countSources counts the structures of every source that leads one, in the
// recipe's order: a merged structure counts with the source that placed it, so
// that the counts add up.
func countSources(ds *data.Dataset) []sourceCount {
	counts := make([]sourceCount, len(ds.Sources))
	place := make(map[string]int)
	for i, s := range ds.Sources {
		counts[i].Source = s.Name
		place[s.Name] = i
	}
	for i := range ds.Structures {
		st := &ds.Structures[i]
		if len(st.Provenance) == 0 {
			continue
		}
		if at, ok := place[st.Provenance[0].Source]; ok {
			counts[at].add(st, &ds.Sites[st.Site])
		}
	}
	return slices.DeleteFunc(counts, func(c sourceCount) bool { return c.Structures == 0 })
}

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
	Understood int            `json:"with_understood_hours"` // of them, told for certain at some times at least
	Accessible int            `json:"with_accessibility"`    // told, either way
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
	if slices.ContainsFunc(st.Services, func(s data.Service) bool { return s.Hours.Rules != "" }) {
		q.Understood++
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

// sourceCount tells what became of one source's records, and how well the
// structures that it leads are known.
type sourceCount struct {
	Source  string `json:"source"`
	Records int    `json:"records"`  // led, merged or left out
	LeftOut int    `json:"left_out"` // of them, not used
	Merged  int    `json:"merged"`   // of them, joined to another record
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

// countSources counts the records and structures of every source that tells of
// places, in the recipe's order: a merged structure counts with the source that
// placed it, so that structures add up, and so do records. A source all of whose
// records were left out has its line too: it is the one to look at.
func countSources(ds *data.Dataset) []sourceCount {
	counts := make([]sourceCount, len(ds.Sources))
	place := make(map[string]int)
	for i, s := range ds.Sources {
		counts[i].Source = s.Name
		place[s.Name] = i
	}
	for i := range ds.Structures {
		st := &ds.Structures[i]
		for k, p := range st.Provenance {
			at, ok := place[p.Source]
			if !ok {
				continue
			}
			c := &counts[at]
			if c.Records++; k == 0 {
				c.add(st, &ds.Sites[st.Site])
			} else {
				c.Merged++
			}
		}
	}
	ofPlaces := make([]bool, len(counts))
	for i, c := range counts {
		ofPlaces[i] = c.Records > 0
	}
	for _, d := range ds.Defects {
		at, ok := place[d.Source]
		if !ok || d.Done != data.LeftOut {
			continue
		}
		counts[at].Records += d.Records()
		counts[at].LeftOut += d.Records()
		ofPlaces[at] = ofPlaces[at] || slices.Contains(placeDefects, d.Kind)
	}
	return slices.DeleteFunc(counts, func(c sourceCount) bool { return !ofPlaces[place[c.Source]] })
}

// placeDefects are the kinds that leave out places and nothing else: a source
// of cells or territories has none of them.
var placeDefects = []data.DefectKind{
	data.DefectOutOfScope, data.DefectHeadOffice, data.DefectClosed, data.DefectPositionMissing,
	data.DefectPositionInvalid, data.DefectPositionSea, data.DefectOutsideRegion,
}

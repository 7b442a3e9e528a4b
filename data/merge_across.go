package data

import (
	"cmp"
	"slices"

	"maillage/geo"
)

// pair is two records that may be one place.
type pair struct {
	a, b   int // a leads
	rank   int // of the evidence: the lower goes first
	metres float64
	why    Reason
}

// The ranks of what two records agree in.
const (
	rankSiret = iota
	rankName
	rankWords
)

// across joins the records of different sources.
func (m *merger) across(records []mergedRecord) []mergedRecord {
	words := properWordsOf(records)
	pairs := sameAddressPairs(records, func(a, b *mergedRecord) bool { return a.Source != b.Source })
	nearby := indexOf(records)
	var buf []geo.Near
	for i := range records {
		buf = nearby.Nearest(records[i].Position.Point, len(records), mergeMetres, func(j geo.ID) bool {
			return int(j) > i && records[i].Source != records[j].Source && overlap(records[i].Networks, records[j].Networks)
		}, buf[:0])
		for _, near := range buf {
			j := int(near.ID)
			if why, rank := evidence(&records[i], &records[j], words[i], words[j], near.Metres); why != "" {
				pairs = append(pairs, pair{i, j, rank, near.Metres, reasonAt(string(why), near.Metres)})
			}
		}
	}
	slices.SortFunc(pairs, func(x, y pair) int {
		return cmp.Or(cmp.Compare(x.rank, y.rank), cmp.Compare(x.metres, y.metres), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	return m.joinPairs(records, pairs)
}

// evidence tells what makes two records of different sources one place, and
// its rank; none for "". They share a network and stand within mergeMetres.
func evidence(a, b *mergedRecord, one, other []string, metres float64) (why Reason, rank int) {
	shared, shorter := sharedWords(one, other), min(len(one), len(other))
	address := sameAddress(a, b)
	switch {
	case sameSiret(a, b) && (address || shared > 0 || metres <= besideMetres || a.Address == "" || b.Address == ""):
		return ReasonSiret, rankSiret
	case shared > 0 && shared == max(len(one), len(other)):
		return ReasonName, rankName
	case shared > 0 && (shared == shorter || metres <= besideMetres && 2*shared > shorter):
		return ReasonWords, rankWords
	case address && (shared > 0 || shorter == 0):
		return ReasonAddress, rankWords
	}
	return "", 0
}

// sameAddress tells whether both stand at one house number, as their sources write it.
func sameAddress(a, b *mergedRecord) bool {
	return hasHouseNumber(a.Address) && a.commune == b.commune && Fold(a.Address) == Fold(b.Address)
}

func sameSiret(a, b *mergedRecord) bool { return a.Siret == b.Siret && validSiret(a.Siret) }

// sameAddressPairs are records of one SIRET at one house number which their
// positions put too far from each other to be found as neighbours.
func sameAddressPairs(records []mergedRecord, accept func(a, b *mergedRecord) bool) []pair {
	type door struct {
		siret, address string
		commune        TerritoryIndex
	}
	var pairs []pair
	first := make(map[door]int)
	for i := range records {
		r := &records[i]
		if !validSiret(r.Siret) || !hasHouseNumber(r.Address) {
			continue
		}
		at := door{r.Siret, Fold(r.Address), r.commune}
		j, ok := first[at]
		if !ok {
			first[at] = i
			continue
		}
		metres := geo.Metres(records[j].Position.Point, r.Position.Point)
		if metres > mergeMetres && overlap(records[j].Networks, r.Networks) && accept(&records[j], r) {
			pairs = append(pairs, pair{j, i, rankSiret, metres, reasonAt(ReasonSiret, metres)})
		}
	}
	return pairs
}

// oneSiret joins, within each source, the records of one establishment.
func (m *merger) oneSiret(records []mergedRecord) []mergedRecord {
	type owner struct{ source, siret string }
	count := make(map[owner]int)
	for i := range records {
		if validSiret(records[i].Siret) {
			count[owner{records[i].Source, records[i].Siret}]++
		}
	}
	twice := func(r *mergedRecord) bool { return count[owner{r.Source, r.Siret}] > 1 }
	if !slices.ContainsFunc(records, func(r mergedRecord) bool { return twice(&r) }) {
		return records
	}
	words := properWordsOf(records)
	pairs := sameAddressPairs(records, func(a, b *mergedRecord) bool { return a.Source == b.Source })
	nearby := indexOf(records)
	var buf []geo.Near
	for i := range records {
		a := &records[i]
		if !twice(a) {
			continue
		}
		buf = nearby.Nearest(a.Position.Point, len(records), mergeMetres, func(j geo.ID) bool {
			b := &records[j]
			return int(j) > i && a.Source == b.Source && a.Siret == b.Siret && overlap(a.Networks, b.Networks)
		}, buf[:0])
		for _, near := range buf {
			j := int(near.ID)
			named := len(words[i]) > 0 && len(words[i]) == len(words[j]) && sharedWords(words[i], words[j]) == len(words[i])
			if near.Metres <= besideMetres || named || sameAddress(a, &records[j]) {
				pairs = append(pairs, pair{i, j, rankSiret, near.Metres, reasonAt(ReasonSiret, near.Metres)})
			}
		}
	}
	return m.joinChains(records, pairs)
}

// joinChains joins all that pairs link, each record to the first of its chain.
// A permanence does not join the structure that holds it.
func (m *merger) joinChains(records []mergedRecord, pairs []pair) []mergedRecord {
	leader := make([]int, len(records))
	for i := range leader {
		leader[i] = i
	}
	head := func(i int) int {
		for leader[i] != i {
			leader[i] = leader[leader[i]]
			i = leader[i]
		}
		return i
	}
	slices.SortFunc(pairs, func(x, y pair) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	for _, p := range pairs {
		a, b := head(p.a), head(p.b)
		if a == b || holds(&records[p.a], &records[p.b]) || m.partings.parts(&records[a], &records[b]) {
			continue
		}
		a, b = min(a, b), max(a, b)
		m.join(&records[a], records[b], DefectDuplicate, p.why)
		leader[b] = a
	}
	var out []mergedRecord
	for i := range records {
		if leader[i] == i {
			out = append(out, records[i])
		}
	}
	return out
}

// holds tells whether one of two records of a source is the other's permanence.
func holds(a, b *mergedRecord) bool {
	return a.Parent != b.Parent && (a.Parent == b.ID || b.Parent == a.ID)
}

// joinPairs joins the pairs, best first, a record at most once with each other source.
func (m *merger) joinPairs(records []mergedRecord, pairs []pair) []mergedRecord {
	type side struct {
		record int
		source string
	}
	taken := make(map[side]bool)
	gone := make([]bool, len(records))
	for _, p := range pairs {
		sa, sb := side{p.a, records[p.b].Source}, side{p.b, records[p.a].Source}
		if gone[p.a] || gone[p.b] || taken[sa] || taken[sb] || m.partings.parts(&records[p.a], &records[p.b]) {
			continue
		}
		taken[sa], taken[sb] = true, true
		m.join(&records[p.a], records[p.b], DefectDuplicateElsewhere, p.why)
		gone[p.b] = true
	}
	var out []mergedRecord
	for i := range records {
		if !gone[i] {
			out = append(out, records[i])
		}
	}
	return out
}

// indexOf holds the records' positions, by their places.
func indexOf(records []mergedRecord) *geo.Index {
	ix := geo.NewIndex()
	for i := range records {
		ix.AddPoint(geo.ID(i), records[i].Position.Point)
	}
	return ix
}

func properWordsOf(records []mergedRecord) [][]string {
	words := make([][]string, len(records))
	for i := range records {
		words[i] = properWords(records[i].Name)
	}
	return words
}

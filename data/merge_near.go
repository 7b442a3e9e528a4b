package data

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// mostPairs is how many followers a record may have to choose from: where more
// agree as well, on the point a source puts everything on, none is the place for
// certain, and thousands of records would make millions of pairs.
const mostPairs = 32

// nearPairs are the pairs of records within mergeMetres of each other that
// compare finds a reason for; of each record that leads, the best mostPairs.
// Records that stand on one point are looked for once; those for which none is
// wanted, not at all.
func nearPairs(records []mergedRecord, wanted func(i int) bool, compare func(i, j int, metres float64) (why Reason, rank int)) []pair {
	at := make(map[orb.Point][]int)
	index := geo.NewIndex() // a point bears the number of its first record
	for i := range records {
		p := records[i].Position.Point
		if at[p] == nil {
			index.AddPoint(geo.ID(i), p)
		}
		at[p] = append(at[p], i)
	}
	var pairs, best []pair
	var near []geo.Near
	for first := range records {
		p := records[first].Position.Point
		if at[p][0] != first || !slices.ContainsFunc(at[p], wanted) {
			continue
		}
		near = index.Nearest(p, index.Len(), mergeMetres, nil, near[:0])
		for _, i := range at[p] {
			best = best[:0]
			for _, n := range near {
				for _, j := range at[records[n.ID].Position.Point] {
					if j <= i {
						continue
					}
					if why, rank := compare(i, j, n.Metres); why != "" {
						best = keepBest(append(best, pair{i, j, rank, n.Metres, why}), 2*mostPairs)
					}
				}
			}
			pairs = append(pairs, keepBest(best, mostPairs)...)
		}
	}
	return pairs
}

// keepBest cuts a list longer than most to the best mostPairs.
func keepBest(pairs []pair, most int) []pair {
	if len(pairs) <= most {
		return pairs
	}
	slices.SortFunc(pairs, comparePairs)
	return pairs[:mostPairs]
}

// comparePairs puts the better evidence first, then the nearer.
func comparePairs(x, y pair) int {
	return cmp.Or(cmp.Compare(x.rank, y.rank), cmp.Compare(x.metres, y.metres), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
}

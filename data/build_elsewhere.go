package data

import (
	"slices"

	"github.com/paulmach/orb"
)

// PassCell tells whether a cell is surely another region's, so that the grid of
// all France is read without keeping it: its source names its communes, none is
// of the region, and it lies outside the box around them. It counts those it
// passes. Communes and their movements must have been added.
func (b *Builder) PassCell(center orb.Point, communes []string) bool {
	if !b.foreign(communes) || b.bound.Contains(center) {
		return false
	}
	b.elsewhere++
	return true
}

// foreign tells whether a source names communes, and none of the region.
func (b *Builder) foreign(communes []string) bool {
	return len(communes) > 0 && !slices.ContainsFunc(communes, func(code string) bool { return b.known[b.CurrentCommune(code)] })
}

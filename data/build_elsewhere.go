package data

import (
	"slices"
	"strconv"

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

// dropElsewhere takes away the cells whose source says they lie in communes of
// other regions only, but for those whose centre a commune of ours holds: codes
// grow old, positions do not. What is passed over is told once.
func (b *Builder) dropElsewhere(ground *Dataset) {
	b.cells = slices.DeleteFunc(b.cells, func(c CellRecord) bool {
		if !b.foreign(c.Communes) || ground.CommuneAt(c.Center) != NoTerritory {
			return false
		}
		b.elsewhere++
		return true
	})
	if b.elsewhere > 0 {
		b.Report(Defect{
			Kind: DefectOutsideRegion, Source: b.groups[0].Source, Field: "commune",
			Value: strconv.Itoa(b.elsewhere) + " carreaux", Done: LeftOut,
		})
	}
}

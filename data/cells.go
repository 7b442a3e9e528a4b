package data

import (
	"fmt"

	"github.com/paulmach/orb"
)

// CellIndex is a cell's place in its Dataset.
type CellIndex uint32

// GroupAll is the code of the group that counts everyone.
const GroupAll = "all"

// Group is a named count of every cell: everyone, an age, the poor.
type Group struct {
	Code   string // "all", "11-17", "menages-pauvres"
	Label  string // our words, French
	Unit   string // "personnes" or "ménages"
	Source string // the Source's name; its vintage is the Source's
}

// Grid is the regular grid that cells lie on, in the plane of a projection.
// A grid of size 0 is no grid: cells are then communes.
type Grid struct {
	EPSG int
	Size float64 // side of a cell, metres
}

// Cells are places with people, by column: the i-th element of each slice
// tells of cell i. The column form keeps a pass over one group in cache.
type Cells struct {
	Grid      Grid
	ID        []string         // the source's own
	Center    []orb.Point      // lon, lat
	Col, Row  []int32          // south-west corner divided by the grid's size: easting, northing; nil without a grid
	Commune   []TerritoryIndex // the one that holds the centre: every cell has one
	Estimated []bool           // the source itself estimated this cell (INSEE's I_est)
	Groups    []Group
	Count     [][]float64 // by group, then by cell
}

// Len is the number of cells.
func (c *Cells) Len() int { return len(c.Center) }

// Group returns the position of the group with a code, -1 where there is none.
func (c *Cells) Group(code string) int {
	for i := range c.Groups {
		if c.Groups[i].Code == code {
			return i
		}
	}
	return -1
}

// check refuses columns of unequal lengths, cells off the Earth, and communes that do not exist.
func (c *Cells) check(communes int) error {
	n := c.Len()
	if len(c.ID) != n || len(c.Commune) != n || len(c.Estimated) != n || len(c.Count) != len(c.Groups) {
		return fmt.Errorf("cells: columns of unequal lengths")
	}
	if c.Grid.Size > 0 && (len(c.Col) != n || len(c.Row) != n) {
		return fmt.Errorf("cells: a grid without a column or row for each cell")
	}
	for _, count := range c.Count {
		if len(count) != n {
			return fmt.Errorf("cells: columns of unequal lengths")
		}
	}
	for i, t := range c.Commune {
		switch {
		case !onEarth(c.Center[i]):
			return fmt.Errorf("cell %d is at %v, which is not on Earth", i, c.Center[i])
		case int(t) >= communes:
			return fmt.Errorf("cell %d lies in commune %d of %d", i, t, communes)
		}
	}
	return nil
}

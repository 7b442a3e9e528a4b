package region

import (
	"strconv"

	"maillage/data"
)

// walkCells keeps the cells by column, as they are in memory; a column of counts a group.
func walkCells(c *columns, p *parts) {
	cells := &p.tables.Cells
	recordColumn(c, "records", func(r *records) {
		r.integer(&cells.Grid.EPSG)
		r.float(&cells.Grid.Size)
		list(r, &cells.Groups, 4, func(r *records, g *data.Group) {
			word(r, &g.Code)
			word(r, &g.Label)
			word(r, &g.Unit)
			word(r, &g.Source)
		})
	})
	texts(c, "id", &cells.ID)
	points(c, "center", &cells.Center)
	column(c, "col", &cells.Col)
	column(c, "row", &cells.Row)
	column(c, "commune", &cells.Commune)
	bools(c, "estimated", &cells.Estimated)
	if c.reading && c.err == nil && len(cells.Groups) > 0 {
		cells.Count = make([][]float64, len(cells.Groups))
	}
	for i := range cells.Count {
		column(c, "count."+strconv.Itoa(i), &cells.Count[i])
	}
}

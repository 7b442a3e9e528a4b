package isoline

// march draws the borders in a least square: cell by cell between the classes of
// its corners (marching squares: W. E. Lorensen and H. E. Cline, "Marching Cubes",
// 1987, in the plane).
func (c *chart) march(i, j int64, near []uint32) {
	var classes [block + 1][block + 1]class
	for y := range int64(block + 1) {
		for x := range int64(block + 1) {
			classes[y][x] = c.classAt(corner(i+x, j+y), near)
		}
	}
	for y := range int64(block) {
		for x := range int64(block) {
			// From the south-west, as rings of polygons run.
			c.cell(i+x, j+y, [4]class{classes[y][x], classes[y][x+1], classes[y+1][x+1], classes[y+1][x]}, near)
		}
	}
}

// cell draws the borders of every region that some corner of a cell is in.
func (c *chart) cell(i, j int64, at [4]class, near []uint32) {
	if at[0] == at[1] && at[1] == at[2] && at[2] == at[3] {
		return
	}
	corners := [4]spot{corner(i, j), corner(i+1, j), corner(i+1, j+1), corner(i, j+1)}
	least := min(at[0].beyond, at[1].beyond, at[2].beyond, at[3].beyond)
	for k := range at {
		if seenBefore(at[:k], at[k]) {
			continue
		}
		for limit := least; limit < uint32(len(c.cuts)); limit++ {
			r := region{limit, at[k].place}
			var in [4]bool
			for n := range at {
				in[n] = r.holds(at[n])
			}
			if in == [4]bool{} || in == [4]bool{true, true, true, true} {
				continue
			}
			c.chords(r, corners, in, near)
		}
	}
}

// seenBefore tells whether the place of a class is that of an earlier corner.
func seenBefore(earlier []class, at class) bool {
	for _, e := range earlier {
		if e.place == at.place {
			return true
		}
	}
	return false
}

// region is the positions within a limit and of a place.
type region struct{ limit, place uint32 }

func (r region) holds(at class) bool { return at.beyond <= r.limit && at.place == r.place }

// chords draws a region's border through a cell: from each side on which one
// leaves the region, going round the cell, to the side on which one comes in
// again. Where two opposite corners alone are in, the middle of the cell says
// whether they hang together:
//
//	in ──┐     out     in ─────┐ out
//	     └──               └─┐ └──
//	──┐  apart         ──┐   └─ together
//	out  └── in        out └───── in
func (c *chart) chords(r region, corners [4]spot, in [4]bool, near []uint32) {
	together := false
	if in[0] == in[2] && in[1] == in[3] {
		middle := spot{(corners[0].i + corners[2].i) / 2, (corners[0].j + corners[2].j) / 2}
		together = r.holds(c.classAt(middle, near))
	}
	for k := range 4 {
		if !in[k] || in[(k+1)%4] {
			continue
		}
		enter := k
		for {
			if together {
				enter = (enter + 1) % 4
			} else {
				enter = (enter + 3) % 4
			}
			if !in[enter] && in[(enter+1)%4] {
				break
			}
		}
		from := c.crossing(r, corners[k], corners[(k+1)%4], near)
		to := c.crossing(r, corners[(enter+1)%4], corners[enter], near)
		c.border.next[from] = to
	}
}

// crossing is where a region's border crosses the side of a cell, from a corner
// in the region to one that is not: found by halving to a sixteenth of the
// side. Between two regions of which one holds the other, or that exclude each
// other, the crossings lie in that order, since both halve at the same spots.
func (c *chart) crossing(r region, in, out spot, near []uint32) int32 {
	hit, known := c.border.find(r, in, out)
	if known {
		return hit
	}
	a, b := in, out
	for a.i-b.i > 2 || b.i-a.i > 2 || a.j-b.j > 2 || b.j-a.j > 2 {
		middle := spot{(a.i + b.i) / 2, (a.j + b.j) / 2}
		if r.holds(c.classAt(middle, near)) {
			a = middle
		} else {
			b = middle
		}
	}
	c.border.at[hit] = spot{(a.i + b.i) / 2, (a.j + b.j) / 2}
	return hit
}

package tile

// The tile with its buffer.
const (
	least = -Buffer
	most  = Extent + Buffer
)

// Sides of the tile with its buffer beyond which a point may lie.
const (
	westward = 1 << iota
	eastward
	northward
	southward
)

// outside says beyond which sides a point lies; 0 within.
func outside(p point) uint8 {
	var sides uint8
	switch {
	case p.x < least:
		sides = westward
	case p.x > most:
		sides = eastward
	}
	switch {
	case p.y < least:
		sides |= northward
	case p.y > most:
		sides |= southward
	}
	return sides
}

// apart tells whether all points lie beyond one side: nothing shows.
func apart(line []point) bool {
	common := uint8(0xf)
	for _, p := range line {
		if common &= outside(p); common == 0 {
			return false
		}
	}
	return true
}

// meet is where the straight line between two points on both sides of a side
// meets it. The two are taken in one order, so that whoever has the line the
// other way round gets the same point.
func meet(a, b point, side uint8) point {
	if b.x < a.x || b.x == a.x && b.y < a.y {
		a, b = b, a
	}
	dx, dy := int64(b.x)-int64(a.x), int64(b.y)-int64(a.y)
	switch side {
	case westward:
		return point{least, a.y + int32(ratio(dy*(least-int64(a.x)), dx))}
	case eastward:
		return point{most, a.y + int32(ratio(dy*(most-int64(a.x)), dx))}
	case northward:
		return point{a.x + int32(ratio(dx*(least-int64(a.y)), dy)), least}
	default:
		return point{a.x + int32(ratio(dx*(most-int64(a.y)), dy)), most}
	}
}

// ratio is a quotient rounded to the nearest whole number.
func ratio(n, d int64) int64 {
	if d < 0 {
		n, d = -n, -d
	}
	if n < 0 {
		return -((-n + d/2) / d)
	}
	return (n + d/2) / d
}

// cutSegment is the part of a straight line within the tile and its buffer, cut
// side by side as cutRing cuts, so that a border is drawn where its areas end.
func cutSegment(from, to point) (a, b point, shows bool) {
	if outside(from)|outside(to) == 0 {
		return from, to, true
	}
	for side := uint8(westward); side <= southward; side <<= 1 {
		switch fromOut, toOut := outside(from)&side != 0, outside(to)&side != 0; {
		case fromOut && toOut:
			return from, to, false
		case fromOut:
			from = meet(from, to, side)
		case toOut:
			to = meet(from, to, side)
		}
	}
	return from, to, true
}

// cutRing is the part of a ring within the tile and its buffer, side by side
// (Sutherland and Hodgman, "Reentrant polygon clipping", 1974): where a ring
// leaves and comes back its pieces are joined along the side, out of sight. It
// uses both slices and returns them, the ring first.
func cutRing(ring, spare []point) (cut, other []point) {
	beyond := uint8(0)
	for _, p := range ring {
		beyond |= outside(p)
	}
	for side := uint8(westward); side <= southward; side <<= 1 {
		if beyond&side == 0 {
			continue
		}
		spare = spare[:0]
		for i, b := range ring {
			a := ring[(i+len(ring)-1)%len(ring)]
			aOut, bOut := outside(a)&side != 0, outside(b)&side != 0
			if aOut != bOut {
				spare = append(spare, meet(a, b, side))
			}
			if !bOut {
				spare = append(spare, b)
			}
		}
		ring, spare = spare, ring
	}
	if beyond == 0 {
		return ring, spare
	}
	kept := ring[:0]
	for _, p := range ring {
		if len(kept) == 0 || p != kept[len(kept)-1] {
			kept = append(kept, p)
		}
	}
	return kept, spare
}

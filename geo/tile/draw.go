package tile

// Point draws a point where it lies in the tile or its buffer.
func (l *Layer) Point(p Position) {
	at := l.at.place(p)
	if outside(at) != 0 {
		return
	}
	if l.kind != nothing {
		panic("tile: a feature of several points")
	}
	l.draw(points)
	l.command(moveTo, []point{at})
}

// tolerance is by how many units a line may stray from what was given: a
// quarter of a pixel, but nothing at the closest zoom, which maps enlarge.
func (t ID) tolerance() int64 {
	if t.Z == MaxZoom {
		return 0
	}
	return 2
}

// Line draws what shows of a line, its bends within the tolerance left out. Its
// ends stay: lines that met still meet.
func (l *Layer) Line(line []Position) {
	l.drawing = l.quantize(l.drawing[:0], line)
	if len(l.drawing) < 2 || apart(l.drawing) {
		return
	}
	l.drawing, l.spans = simplify(l.drawing, l.at.tolerance(), l.spans)
	l.cutLine(l.drawing)
}

// quantize appends the units of positions, one after the other once.
func (l *Layer) quantize(out []point, line []Position) []point {
	for _, p := range line {
		if q := l.at.place(p); len(out) == 0 || q != out[len(out)-1] {
			out = append(out, q)
		}
	}
	return out
}

// cutLine draws the parts of a line that lie within the tile and its buffer.
func (l *Layer) cutLine(line []point) {
	part := l.other[:0]
	for i := 1; i < len(line); i++ {
		a, b, shows := cutSegment(line[i-1], line[i])
		if !shows {
			continue
		}
		if len(part) > 0 && part[len(part)-1] != a {
			l.strand(part)
			part = part[:0]
		}
		if len(part) == 0 {
			part = append(part, a)
		}
		if b != a {
			part = append(part, b)
		}
	}
	l.strand(part)
	l.other = part
}

// strand draws one part of a line unless it is a point.
func (l *Layer) strand(part []point) {
	if len(part) < 2 {
		return
	}
	l.draw(lines)
	l.command(moveTo, part[:1])
	l.command(lineTo, part[1:])
}

// Ring draws what shows of a closed line around an area (the last position may
// repeat the first or not, either way round), or around a hole of the ring
// drawn last that is none. Rings without area in units are left out, a ring's holes with it.
func (l *Layer) Ring(ring []Position, hole bool) {
	if hole && !l.shell {
		return
	}
	l.drawing = l.quantize(l.drawing[:0], ring)
	l.closed(hole)
}

// closed draws the ring in l.drawing.
func (l *Layer) closed(hole bool) {
	if !hole {
		l.shell = false
	}
	if len(l.drawing) < 3 || apart(l.drawing) {
		return
	}
	l.drawing, l.other = cutRing(l.drawing, l.other)
	ring := l.drawing
	for len(ring) > 1 && ring[len(ring)-1] == ring[0] {
		ring = ring[:len(ring)-1]
	}
	area := doubleArea(ring)
	if len(ring) < 3 || area == 0 {
		return
	}
	if (area < 0) != hole { // outer rings have a positive area where y goes down, holes a negative one
		for i, j := 1, len(ring)-1; i < j; i, j = i+1, j-1 {
			ring[i], ring[j] = ring[j], ring[i]
		}
	}
	l.draw(polygons)
	l.command(moveTo, ring[:1])
	l.command(lineTo, ring[1:])
	l.geometry = append(l.geometry, close_)
	l.shell = true
}

// doubleArea is twice the area of a ring by the surveyor's formula.
func doubleArea(ring []point) int64 {
	sum := int64(0)
	for i, b := range ring {
		a := ring[(i+len(ring)-1)%len(ring)]
		sum += int64(a.x)*int64(b.y) - int64(b.x)*int64(a.y)
	}
	return sum
}

package tile

// span is a stretch of a line whose ends stay.
type span struct{ first, last int }

// simplify leaves out the points of a line that stray from what stays by no
// more than the tolerance (Douglas and Peucker, 1973), in place. Its ends stay.
func simplify(line []point, tolerance int64, spans []span) ([]point, []span) {
	if len(line) < 3 {
		return line, spans
	}
	const keep = 1 << 30 // marks a point by a coordinate that none has
	spans = append(spans[:0], span{0, len(line) - 1})
	limit := float64(tolerance * tolerance)
	line[0].x += keep
	line[len(line)-1].x += keep
	unmarked := func(p point) point {
		if p.x >= keep/2 {
			p.x -= keep
		}
		return p
	}
	for len(spans) > 0 {
		s := spans[len(spans)-1]
		spans = spans[:len(spans)-1]
		far, at := limit, -1
		a, b := unmarked(line[s.first]), unmarked(line[s.last])
		for i := s.first + 1; i < s.last; i++ {
			if d := strays(line[i], a, b); d > far {
				far, at = d, i
			}
		}
		if at >= 0 {
			line[at].x += keep
			spans = append(spans, span{s.first, at}, span{at, s.last})
		}
	}
	kept := line[:0]
	for _, p := range line {
		if p.x >= keep/2 {
			kept = append(kept, point{p.x - keep, p.y})
		}
	}
	return kept, spans
}

// strays is the square of the distance from p to the straight line from a to b.
func strays(p, a, b point) float64 {
	return squareTo(float64(p.x-a.x), float64(p.y-a.y), float64(b.x-a.x), float64(b.y-a.y))
}

// squareTo is the square of the distance from (x, y) to the stretch from the origin to (dx, dy).
func squareTo(x, y, dx, dy float64) float64 {
	if length := dx*dx + dy*dy; length > 0 {
		t := min(max((x*dx+y*dy)/length, 0), 1)
		x, y = x-t*dx, y-t*dy
	}
	return x*x + y*y
}

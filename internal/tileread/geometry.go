package tileread

// Commands of a geometry.
const (
	moveTo    = 1
	lineTo    = 2
	closePath = 7
)

// geometry reads commands by the grammar of section 4.3.4.
func (r *reader) geometry(kind int, commands []uint64) (parts [][][2]int32) {
	g := &pen{reader: r, commands: commands}
	for len(g.commands) > 0 && !g.lost {
		if n := g.command(moveTo); n != 1 {
			r.wrong("MoveTo %d times", n)
		}
		part := [][2]int32{g.move()}
		if kind != Points {
			part = g.drawTo(kind, part)
		}
		if kind == Polygons {
			if n := g.command(closePath); n != 1 {
				r.wrong("ClosePath %d times", n)
			}
			r.ring(part, len(parts) == 0)
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 || kind < Points || kind > Polygons || kind == Points && len(parts) != 1 {
		r.wrong("%d parts of kind %d", len(parts), kind)
	}
	return parts
}

// pen is where commands have led so far.
type pen struct {
	*reader
	commands []uint64
	at       [2]int32
	lost     bool // what is left is not understood
}

func (p *pen) next() uint64 {
	if len(p.commands) == 0 {
		p.lost = true
		p.wrong("a geometry is cut")
		return 0
	}
	n := p.commands[0]
	p.commands = p.commands[1:]
	return n
}

func (p *pen) command(want uint64) int {
	c := p.next()
	if c&7 != want {
		p.lost = true
		p.wrong("command %d instead of %d", c&7, want)
	}
	return int(c >> 3)
}

func (p *pen) move() [2]int32 {
	for k := range p.at {
		n := p.next()
		p.at[k] += int32(n>>1) ^ -int32(n&1)
	}
	return p.at
}

// drawTo reads the points after the first of a line or ring.
func (p *pen) drawTo(kind int, part [][2]int32) [][2]int32 {
	n := p.command(lineTo)
	if kind == Lines && n < 1 || kind == Polygons && n < 2 {
		p.wrong("LineTo %d times in a geometry of kind %d", n, kind)
	}
	for k := 0; k < n && !p.lost; k++ {
		before := p.at
		if p.move() == before {
			p.wrong("a LineTo that goes nowhere, at %v", before)
		}
		part = append(part, p.at)
	}
	return part
}

// ring holds a ring to section 4.3.4.4: an area, and the first one an outer one.
func (r *reader) ring(ring [][2]int32, first bool) {
	area := Area(ring)
	if area == 0 || first && area < 0 {
		r.wrong("ring %v (first: %v) has area %v", ring, first, area)
	}
	if ring[0] == ring[len(ring)-1] {
		r.wrong("ring %v repeats its first point", ring)
	}
}

// Area is a ring's area: positive when it runs clockwise on a screen, as outer ones do.
func Area(ring [][2]int32) (sum float64) {
	for i := range ring {
		a, b := ring[i], ring[(i+1)%len(ring)]
		sum += (float64(a[0])*float64(b[1]) - float64(b[0])*float64(a[1])) / 2
	}
	return sum
}

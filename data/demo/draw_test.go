package demo

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"testing"

	"maillage/data"
)

// Drawing is for looking at: go test ./data/demo -run TestDraw -draw region.svg [-view west,south,east,north]
var (
	drawTo   = flag.String("draw", "", "write the region to this SVG file")
	drawView = flag.String("view", "0,0,98,88", "part to draw: west, south, east, north, km on the lattice")
	drawSeed = flag.Uint64("seed", 0, "seed of the region to draw")
)

func TestDraw(t *testing.T) {
	if *drawTo == "" {
		t.Skip("nothing to draw: give -draw FILE")
	}
	w, err := newWorld(t.Context(), Options{Seed: *drawSeed})
	if err != nil {
		t.Fatal(err)
	}
	ds, err := w.publish(t.Context(), *drawSeed)
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(*drawTo)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b := bufio.NewWriter(f)
	defer b.Flush()
	p := &plate{Writer: b, world: w, ds: ds}
	if _, err := fmt.Sscanf(*drawView, "%g,%g,%g,%g", &p.west, &p.south, &p.east, &p.north); err != nil {
		t.Fatal(err)
	}
	p.draw()
}

// plate draws a part of the world, 1500 pixels wide.
type plate struct {
	io.Writer
	*world
	ds                       *data.Dataset
	west, south, east, north float64 // km
}

func (p *plate) scale() float64 { return 1.5 / (p.east - p.west) }

func (p *plate) at(q point) string {
	q = p.chart.plane(q).sub(point{originX, originY})
	return fmt.Sprintf("%.1f %.1f", (q.x-p.west*1000)*p.scale(), (p.north*1000-q.y)*p.scale())
}

func (p *plate) shows(q point) bool {
	q = p.chart.plane(q).sub(point{originX, originY})
	return q.x > p.west*1000-900 && q.x < p.east*1000+900 && q.y > p.south*1000-900 && q.y < p.north*1000+900
}

func (p *plate) draw() {
	height := 1500 * (p.north - p.south) / (p.east - p.west)
	fmt.Fprintf(p, `<svg xmlns="http://www.w3.org/2000/svg" width="1500" height="%.0f"><rect width="1500" height="%.0f" fill="#aacbe6"/>`, height, height)
	p.relief()
	p.lines()
	p.streets()
	for _, m := range p.motorways {
		for _, e := range m.exits {
			fmt.Fprintf(p, `<path stroke="#a2306f" d="M%s L%s"/>`, p.at(coarsePoint(m.path[e.i])), p.at(coarsePoint(e.road)))
		}
		fmt.Fprintf(p, `<path fill="none" stroke="#a2306f" stroke-width="%.1f" d="M`, max(3, 20*p.scale()))
		for _, q := range m.line() {
			fmt.Fprint(p, p.at(q), " ")
		}
		fmt.Fprint(p, `"/>`)
	}
	for i, q := range p.places {
		if c := coarsePoint(q.at); q.rank >= town || p.scale() > 0.04 && p.shows(c) {
			fmt.Fprintf(p, `<text transform="translate(%s)" font-family="sans-serif" font-size="%d" stroke="#fff" stroke-width="3" paint-order="stroke">%s</text>`, p.at(c), 11+2*int(q.rank), p.places[i].name)
		}
	}
	fmt.Fprint(p, `</svg>`)
}

func (p *plate) relief() {
	side := coarseStep * p.scale()
	for v := range int32(len(p.land.mass)) {
		q := coarsePoint(v)
		if p.land.mass[v] == sea || !p.shows(q) {
			continue
		}
		h, shade := math.Sqrt(p.land.height[v]/summit), (p.land.height[v]-p.land.height[v-1])*0.3
		tint := func(low, high float64) int { return int(min(255, max(0, low+(high-low)*h+shade))) }
		fmt.Fprintf(p, `<rect transform="translate(%s)" x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="#%02x%02x%02x"/>`,
			p.at(q), -side*0.7, -side*0.7, side*1.4, side*1.4, tint(238, 190), tint(241, 168), tint(224, 140))
	}
	for v := range int32(len(p.land.mass)) {
		if q := coarsePoint(v); p.land.mass[v] != sea && p.land.drains[v] > 150 && p.shows(q) {
			fmt.Fprintf(p, `<path d="M%s L%s" stroke="#7ab" stroke-width="%.1f"/>`, p.at(q), p.at(coarsePoint(p.land.down[v])), math.Sqrt(p.land.drains[v])/60+0.5)
		}
	}
}

// lines draws communes' borders and the coast.
func (p *plate) lines() {
	o := newOutline(p.owner, p.land.seed, p.chart)
	for s, q := range o.at {
		if q == (point{}) || !p.shows(q) {
			continue
		}
		c := corners(int32(s))
		for i := range 2 {
			if a, z := p.owner[c[i]], p.owner[c[(i+1)%4]]; a != z {
				tint := "#c9a9b9"
				if a == nobody || z == nobody {
					tint = "#357"
				}
				fmt.Fprintf(p, `<path d="M%s L%s" stroke="%s"/>`, p.at(q), p.at(o.at[int32(s)+beyond[i]]), tint)
			}
		}
	}
}

func (p *plate) streets() {
	tints := [...]string{none: "", motorway: "#a2306f", trunk: "#d5402b", primary: "#e8832a", secondary: "#d9b000", tertiary: "#777",
		unclassified: "#999", residential: "#aaa", living: "#9ab", pedestrian: "#b6b", footway: "#5a5", path: "#5a5"}
	widths := [...]float64{none: 0, motorway: 4, trunk: 3, primary: 2.4, secondary: 1.8, tertiary: 1.1, unclassified: 0.6,
		residential: 0.6, living: 0.6, pedestrian: 0.5, footway: 0.4, path: 0.35}
	for c := path; c > motorway; c-- {
		fmt.Fprintf(p, `<path fill="none" stroke="%s" stroke-width="%.2f" d="`, tints[c], widths[c]*max(1, p.scale()*12))
		for _, y := range p.ways {
			if y.class != c || !p.shows(p.shape.at[y.slots[0]]) {
				continue
			}
			fmt.Fprint(p, "M")
			for _, v := range y.slots {
				fmt.Fprint(p, p.at(p.shape.at[v]), " ")
			}
		}
		fmt.Fprint(p, `"/>`)
	}
}

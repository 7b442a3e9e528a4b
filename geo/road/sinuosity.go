package road

import (
	"math"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// Sinuosity is a stretch's length over its beeline. It is read of lengths alone,
// for a file may have drawn its curves so that the length is right and the shape
// is not. A road is looked at in stretches of stretchMost at most between its
// junctions, each a bend to the left and one to the right, so that one great loop
// round a valley is no bend.
const stretchMost = 300. // metres

// sinuous are the speeds held on average where roads wind, km/h, from straight
// on to as many bends as there are; what lies between two rows is in proportion.
type sinuous []struct{ ratio, kmh float64 }

// windingCar is reckoned of Sétra's speeds in bends ("Comprendre les principaux
// paramètres de conception géométrique des routes", 2006): in a bend of radius R
// metres, on two lanes of 6 or 7 m, 85 of 100 drivers hold no more than
// 102 ÷ (1 + 346 ÷ R^1.5) km/h. A road of bends 150 m long, one to the left and
// one to the right, each turning by θ, has R = 150 ÷ θ and sinuosity
// (θ÷2) ÷ sin(θ÷2). The average is held to be 0.87 of it. Beyond the last row the
// formula would fall on: one hairpin between straight legs makes as much of a
// stretch, and the legs are driven faster.
var windingCar = sinuous{
	{1.005, 85}, {1.01, 83}, {1.02, 80}, {1.05, 73}, {1.1, 66}, {1.2, 57}, {1.3, 52}, {1.5, 45}, {2, 37},
}

// most is the speed held at a ratio.
func (s sinuous) most(ratio float64) float64 {
	for i, row := range s {
		switch {
		case ratio > row.ratio:
		case i == 0:
			return math.Inf(1)
		default:
			before := s[i-1]
			return before.kmh + (row.kmh-before.kmh)*(ratio-before.ratio)/(row.ratio-before.ratio)
		}
	}
	return s[len(s)-1].kmh
}

// lost are the seconds that a line takes longer than at a speed (km/h) because it winds.
func (s sinuous) lost(l *course, kmh float64) (seconds float64) {
	if s == nil {
		return 0
	}
	stretches := max(1, math.Ceil(l.metres()/stretchMost))
	stretch := l.metres() / stretches
	walk, from := l.walker(), l.points[0]
	for i := range int(stretches) {
		to := walk.to(float64(i+1) * stretch)
		if most := s.most(stretch / geo.Metres(from, to)); most < kmh {
			seconds += stretch * 3.6 * (1/most - 1/kmh)
		}
		from = to
	}
	return seconds
}

// winds tells whether a profile loses anything along a street's shape.
func (d *delays) winds() bool { return d.turn != nil || d.bends != nil }

// lostInBends is what a profile loses along an edge at a speed, in hundredths of
// km/h, because the edge winds or has corners: of the two the more, since who
// drives slowly through bends turns their corners slowly.
func (d *delays) lostInBends(l *course, speed uint16) Deciseconds {
	lost := d.bends.lost(l, float64(speed)/100)
	if d.turn != nil {
		lost = max(lost, d.turn.corners(l))
	}
	return Deciseconds(min(10*lost+0.5, maxArcTime))
}

// course is an edge's shape and how far along each of its points lies, metres.
type course struct {
	points []orb.Point
	along  []float64
}

func (l *course) reset() { l.points, l.along = l.points[:0], l.along[:0] }

func (l *course) add(p orb.Point) {
	metres := 0.0
	if n := len(l.points); n > 0 {
		metres = l.along[n-1] + geo.Metres(l.points[n-1], p)
	}
	l.points, l.along = append(l.points, p), append(l.along, metres)
}

func (l *course) metres() float64 { return l.along[len(l.along)-1] }

// walker goes along a line, never back.
type walker struct {
	*course
	segment int
}

func (l *course) walker() *walker { return &walker{course: l} }

// to is the point so many metres along.
func (w *walker) to(metres float64) orb.Point {
	for w.segment+2 < len(w.points) && w.along[w.segment+1] < metres {
		w.segment++
	}
	a, b := w.points[w.segment], w.points[w.segment+1]
	length := w.along[w.segment+1] - w.along[w.segment]
	if length == 0 {
		return a
	}
	t := min((metres-w.along[w.segment])/length, 1)
	return orb.Point{a[0] + (b[0]-a[0])*t, a[1] + (b[1]-a[1])*t}
}

// course reads an edge's shape.
func (c *Columns) course(e EdgeID, into *course) {
	into.reset()
	for i := range c.points(e) {
		into.add(c.shapePoint(e, i))
	}
}

package road

import (
	"math"
	"strings"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// Reason is why a street is barred to everyone.
type Reason uint8

// The reasons. Zero is of a street that is not barred.
const (
	notBarred       Reason = iota
	BarredPrivate          // private, permit, residents
	BarredNo               // no, closed, official
	BarredMilitary         // military
	BarredFarm             // agricultural, forestry
	BarredTransport        // psv, bus, taxi, emergency, delivery, hgv, use_sidepath: for vehicles that are not a visitor's
	reasons
)

// Code is the reason in one word: "private", "no", "military", "farm", "transport".
func (r Reason) Code() string {
	return [reasons]string{"", "private", "no", "military", "farm", "transport"}[r]
}

// reasonOf is what keeps a profile out of a way, of several values the first;
// notBarred when its access tags do not.
func (p *Profile) reasonOf(tags Tags) Reason {
	access := firstOf(tags, p.access...)
	if !isBarred(access) {
		return notBarred
	}
	first, _, _ := strings.Cut(access, ";")
	switch strings.TrimSpace(first) {
	case "private", "permit", "residents":
		return BarredPrivate
	case "military":
		return BarredMilitary
	case "agricultural", "forestry":
		return BarredFarm
	case "no", "closed", "official":
		return BarredNo
	}
	return BarredTransport
}

// BarredColumns are the streets that are barred to everyone, as flat slices.
// They are in no graph; they tell why a place is far from the streets that are.
type BarredColumns struct {
	First  []uint32 // where a street's points begin in Points, in pairs; one more than streets, or none at all
	Points []int32  // lon, lat, lon, lat… 1e-7 degree
	Name   []uint32 // index in the streets' names; 0 is no name
	Reason []Reason
	Boxes  geo.BoxColumns
}

// Barred is a street that nobody may use, seen from a place.
type Barred struct {
	Name   string // or its number; "" when it has neither
	Reason Reason
	Point  orb.Point // the closest point of it
	Metres float64   // to Point, as the crow flies
}

// BarredNear finds the closest street within some metres that is barred to
// everyone; ok is false where there is none, and in a region built before such
// streets were kept. Ask it with Snap.Metres: "a private road is nearer".
func (s *Streets) BarredNear(p orb.Point, within float64) (b Barred, ok bool) {
	if s.barred == nil {
		return Barred{}, false
	}
	c, v := &s.columns.Barred, viewFrom(p)
	i, metres, ok := s.barred.Nearest(p, within, func(i uint32) float64 { return geo.Metres(p, v.closestBarred(c, i)) })
	if !ok {
		return Barred{}, false
	}
	return Barred{Name: s.columns.nameText(c.Name[i]), Reason: c.Reason[i], Point: v.closestBarred(c, i), Metres: metres}, true
}

// closestBarred is the point of a barred street that is closest to the view's place.
func (v *view) closestBarred(c *BarredColumns, street uint32) (q orb.Point) {
	best := math.Inf(1)
	for i := c.First[street]; i+1 < c.First[street+1]; i++ {
		ax, ay := v.see(c.Points, i)
		bx, by := v.see(c.Points, i+1)
		if u, d := closestOnSegment(ax, ay, bx, by); d < best {
			best = d
			a, b := pointAt(c.Points, i), pointAt(c.Points, i+1)
			q = orb.Point{a[0] + u*(b[0]-a[0]), a[1] + u*(b[1]-a[1])}
		}
	}
	return q
}

// keepBarred keeps the streets that everyone is barred from, in the ways' order;
// what is left of one where nodes are missing are several.
func (w *weave) keepBarred() error {
	c := &w.columns.Barred
	var boxes []orb.Bound
	for i := range w.ways {
		if w.ways[i].reason == notBarred {
			continue
		}
		w.knownSpans(i, func(from, to int) {
			c.First = append(c.First, uint32(len(c.Points)/2))
			box := orb.Bound{Min: w.point(w.nodeOf[from]), Max: w.point(w.nodeOf[from])}
			for _, v := range w.nodeOf[from : to+1] {
				c.Points = append(c.Points, w.places[v].lon, w.places[v].lat)
				box = box.Extend(w.point(v))
			}
			boxes = append(boxes, box)
			c.Name = append(c.Name, w.ways[i].name)
			c.Reason = append(c.Reason, w.ways[i].reason)
		})
	}
	if len(boxes) > 0 {
		c.First = append(c.First, uint32(len(c.Points)/2))
	}
	c.Boxes = geo.PackBoxes(boxes).Columns()
	return nil
}

// checkBarred tells whether the columns of barred streets fit each other.
func (c *Columns) checkBarred() error {
	b := &c.Barred
	streets, names := len(b.Name), len(c.FirstName)-1
	switch {
	case streets == 0 && len(b.First) == 0 && len(b.Points) == 0 && len(b.Reason) == 0 && b.Boxes.Count == 0:
		return nil
	case len(b.Points)%2 != 0 || len(b.First) != streets+1 || !climbs(b.First, len(b.Points)/2):
		return damaged("Barred.First")
	case !all(b.Name, func(name uint32) bool { return int64(name) < int64(names) }):
		return damaged("Barred.Name")
	case len(b.Reason) != streets || !all(b.Reason, func(r Reason) bool { return r > notBarred && r < reasons }):
		return damaged("Barred.Reason")
	case b.Boxes.Count != streets:
		return damaged("Barred.Boxes")
	}
	return nil
}

package data

import (
	"math"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// metricProjections are those in which French sources write metres: Lambert-93
// and the UTM zones of the overseas territories. The region tells which applies.
func metricProjections() []geo.Projection {
	var out []geo.Projection
	for _, epsg := range []int{2154, 2972, 2975, 4471, 5490, 4467} {
		p, err := geo.ProjectionOf(epsg)
		if err != nil {
			panic(err) // geo knows them all
		}
		out = append(out, p)
	}
	return out
}

// readPosition tells what a record's two numbers are: a longitude and a
// latitude ("" and the numbers themselves), the two swapped, or metres, each
// with the position meant; missing or invalid, without any. What fits nowhere
// is returned as it is: a slip of the decimal point is not guessed.
//
// off tells how far a position is from where the record says it is, and
// whether it is near the region at all; of the readings that are, the nearest wins.
func readPosition(p orb.Point, projections []geo.Projection, off func(orb.Point) (metres float64, near bool)) (orb.Point, DefectKind) {
	switch {
	case math.IsNaN(p[0]+p[1]) || math.IsInf(p[0]+p[1], 0):
		return p, DefectPositionInvalid
	case p == orb.Point{}:
		return p, DefectPositionMissing
	}
	if _, near := off(p); near {
		return p, ""
	}
	best, kind, least := p, DefectKind(""), math.Inf(1)
	try := func(q orb.Point, k DefectKind) {
		if metres, near := off(q); near && metres < least {
			best, kind, least = q, k, metres
		}
	}
	swapped := orb.Point{p[1], p[0]}
	try(swapped, DefectPositionSwapped)
	if max(math.Abs(p[0]), math.Abs(p[1])) > 180 {
		for _, projection := range projections {
			try(projection.Inverse(p), DefectPositionProjected)
			try(projection.Inverse(swapped), DefectPositionProjected)
		}
	}
	switch {
	case kind != "":
		return best, kind
	case p[0] == 0 || p[1] == 0:
		return p, DefectPositionMissing
	case !onEarth(p):
		return p, DefectPositionInvalid
	}
	return p, ""
}

// mendPosition makes a longitude and a latitude of the record's numbers.
func (x *examiner) mendPosition(l *located) bool {
	p := l.Position.Point
	q, kind := readPosition(p, x.projections, x.offOf(l))
	switch kind {
	case "":
		return true
	case DefectPositionMissing:
		value := ""
		if p != (orb.Point{}) {
			value = sayPoint(p)
		}
		if x.seek(l, value) {
			return true
		}
		x.findOnce(l, Defect{Kind: kind, Field: "position", Value: value, Done: LeftOut})
		return false
	case DefectPositionInvalid:
		x.find(l, Defect{Kind: kind, Field: "position", Value: sayPoint(p), Done: LeftOut})
		return false
	}
	l.Position.Point = roundPoint(q)
	x.find(l, Defect{Kind: kind, Field: "position", Value: sayPoint(p), Other: sayPoint(l.Position.Point), Done: Corrected})
	return true
}

// roundPoint keeps eight decimals of a degree, a millimetre: what a projection gives beyond is noise.
func roundPoint(p orb.Point) orb.Point {
	const decimals = 1e8
	return orb.Point{math.Round(p[0]*decimals) / decimals, math.Round(p[1]*decimals) / decimals}
}

// offOf measures from the commune that the record declares, else from the nearest.
func (x *examiner) offOf(l *located) func(orb.Point) (float64, bool) {
	return func(p orb.Point) (float64, bool) {
		if !onEarth(p) {
			return 0, false
		}
		commune, metres := x.ground.NearestCommune(p, max(x.Buffer, shoreMetres))
		if commune == NoTerritory {
			return 0, false
		}
		if declared, ok := x.ground.TerritoryByCode(KindCommune, l.CommuneCode); ok {
			metres = x.ground.areas[declared].Metres(p)
		}
		return metres, true
	}
}

// locate finds the record's commune.
func (x *examiner) locate(l *located) bool {
	commune, metres := x.ground.NearestCommune(l.Position.Point, max(x.Buffer, shoreMetres))
	if commune != NoTerritory && metres <= shoreMetres {
		l.commune = commune
		return true
	}
	l.commune = NoTerritory
	return x.outside(l, commune != NoTerritory)
}

// outside judges a position beyond every commune. Within the buffer it serves
// the region without being the region's; but who says to be in the region
// stands in the sea or across a border, where nobody is to be sent.
//
//	┌─────────────── the region's box
//	│ ▒▒▒▒   ×  declares a commune of ▒, in the box or the buffer: at sea
//	│ ▒▒▒▒▒▒
//	│   ▒▒▒▒▒│ ○  within the buffer, declares none of ▒: a neighbour
//	└────────┘
func (x *examiner) outside(l *located, inBuffer bool) bool {
	p := l.Position.Point
	boxed, declared := x.bound.Contains(p), x.declares(l)
	switch {
	case (boxed || inBuffer) && declared == declaresRegion:
		x.find(l, Defect{Kind: DefectPositionSea, Field: "position", Value: sayPoint(p), Other: l.CommuneCode, Why: x.offDeclared(l), Done: LeftOut})
		return false
	case !inBuffer:
		x.find(l, Defect{Kind: DefectOutsideRegion, Field: "position", Value: sayPoint(p), Done: LeftOut})
		return false
	case boxed && declared == declaresNothing:
		x.find(l, Defect{Kind: DefectPositionSea, Field: "position", Value: sayPoint(p)})
	}
	return true
}

// offDeclared is how far the position is from the commune declared, empty where none of the region is.
func (x *examiner) offDeclared(l *located) Reason {
	declared, ok := x.ground.TerritoryByCode(KindCommune, l.CommuneCode)
	if !ok {
		return ""
	}
	return reasonAt(ReasonOff, x.ground.areas[declared].Metres(l.Position.Point))
}

// Package tile draws what lies in longitude and latitude into vector tiles.
//
// Data walks one way. [Project] turns a position into whole steps of the
// web's square world; a [Layer] of one tile takes points, lines and rings of
// such positions, rounds them to the tile's units, leaves out what shows
// nothing, cuts what lies outside, and writes the bytes of a Mapbox Vector Tile
// 2.1. A [Mesh] holds areas that share borders, of which it knows at which zoom
// each vertex is worth drawing, the same on both sides.
//
// Everything after Project is whole numbers: the same shapes give the same
// bytes, and neighbours that share a vertex share it in every tile. What was
// given is never changed.
package tile

import "github.com/paulmach/orb"

const (
	// MaxZoom is the closest zoom drawn; maps enlarge its tiles beyond.
	MaxZoom = 15
	// Extent is how many units a tile is wide and high: 8 a pixel on a tile of 512.
	Extent = 4096
	// Buffer is how many units around a tile are drawn too, so that a wide line
	// or a label at its edge is not cut.
	Buffer = 64

	extentBits = 12 // Extent is 1<<extentBits
	worldBits  = 32 // the world is 1<<worldBits steps wide
)

// ID names a tile of the quadtree over the web's Mercator square (OGC's
// WebMercatorQuad): X counts columns from the west, Y rows from the north.
type ID struct{ Z, X, Y uint32 }

// Valid tells whether there is such a tile.
func (t ID) Valid() bool { return t.Z <= MaxZoom && t.X>>t.Z == 0 && t.Y>>t.Z == 0 }

// shift is by how many bits a step of the world is smaller than the tile's unit.
func (t ID) shift() uint32 { return worldBits - extentBits - t.Z }

// place is the unit of the tile that a position is nearest to. The origin of
// every tile is a whole unit, so that neighbouring tiles round alike.
func (t ID) place(p Position) point {
	half := int64(1) << t.shift() >> 1
	return point{
		int32((int64(p.X)+half)>>t.shift() - int64(t.X)<<extentBits),
		int32((int64(p.Y)+half)>>t.shift() - int64(t.Y)<<extentBits),
	}
}

// Bound is the tile with its buffer, in degrees: whatever lies outside shows nothing in it.
func (t ID) Bound() orb.Bound {
	const margin = float64(Buffer+1) / Extent
	side := 1 / float64(uint32(1)<<t.Z)
	west, east := (float64(t.X)-margin)*side, (float64(t.X)+1+margin)*side
	north, south := (float64(t.Y)-margin)*side, (float64(t.Y)+1+margin)*side
	return orb.Bound{
		Min: orb.Point{west*360 - 180, latitude(south)},
		Max: orb.Point{east*360 - 180, latitude(north)},
	}
}

// Position is a place in the web's square world, in steps of 2⁻³² of its side
// (a centimetre at the equator): X from the date line eastwards, Y from the north.
type Position struct{ X, Y uint32 }

// point is a place in a tile, in its units: x eastwards, y southwards.
type point struct{ x, y int32 }

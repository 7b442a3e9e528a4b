package source

import (
	"errors"
	"fmt"

	"github.com/twpayne/go-geom"
	"github.com/twpayne/go-geom/encoding/wkb"
	"github.com/twpayne/go-geom/encoding/wkbcommon"
)

// go-geom reserves memory for as many elements as a geometry announces; a few
// hostile bytes would ask for gigabytes. Its own limits are off by default.
func init() { wkbcommon.MaxGeometryElements = [4]int{1 << 16, 1 << 16, 1 << 12, 1 << 12} }

// maxGeometry bounds a cell's geometry, in bytes: a square takes about 150, and
// nested collections cost the decoder a level of stack each.
const maxGeometry = 64 << 10

// square is the extent of a geometry in its own projection, metres.
type square struct{ minX, minY, maxX, maxY float64 }

// decodeSquare reads a GeoPackage geometry (OGC 12-128r15, 2.1.3: header "GP",
// version, flags, srs, envelope; then WKB) and returns the extent of its outline.
// The header's own envelope is not believed.
func decodeSquare(blob []byte) (square, error) {
	if len(blob) > maxGeometry {
		return square{}, fmt.Errorf("geometry of %d bytes", len(blob))
	}
	body, err := wkbOf(blob)
	if err != nil {
		return square{}, err
	}
	g, err := wkb.Unmarshal(body)
	if err != nil {
		return square{}, err
	}
	switch g.(type) {
	case *geom.Polygon, *geom.MultiPolygon:
	default:
		return square{}, fmt.Errorf("%T", g)
	}
	if g.Empty() {
		return square{}, errors.New("empty geometry")
	}
	b := g.Bounds()
	return square{b.Min(0), b.Min(1), b.Max(0), b.Max(1)}, nil
}

// envelopeBytes is the length of the envelope by the flags' bits 1 to 3: none, xy, xyz, xym, xyzm.
var envelopeBytes = [...]int{0, 32, 48, 48, 64}

// wkbOf skips the GeoPackage header.
func wkbOf(blob []byte) ([]byte, error) {
	const fixed = 8 // magic 2, version 1, flags 1, srs_id 4
	if len(blob) < fixed || blob[0] != 'G' || blob[1] != 'P' {
		return nil, errors.New("no GeoPackage geometry header")
	}
	flags := blob[3]
	if extended := flags & 0x20; extended != 0 {
		return nil, errors.New("extended GeoPackage geometry")
	}
	code := int(flags >> 1 & 7)
	if code >= len(envelopeBytes) || len(blob) < fixed+envelopeBytes[code] {
		return nil, errors.New("GeoPackage geometry header cut short")
	}
	return blob[fixed+envelopeBytes[code]:], nil
}

package tile

import (
	"testing"

	"maillage/internal/tileread"
)

// decoded is a feature as it is read again, in this package's points.
type decoded struct {
	tileread.Feature
	parts [][]point
}

// decode reads a tile, which must keep to the format.
func decode(t testing.TB, b []byte) []tileread.Layer {
	t.Helper()
	layers, err := tileread.Read(b)
	if err != nil {
		t.Fatal(err)
	}
	return layers
}

// only reads a tile of one layer of one feature; ok is false where it is empty.
func only(t testing.TB, l *Layer) (f decoded, ok bool) {
	t.Helper()
	b := l.Bytes()
	if b == nil {
		return f, false
	}
	layers := decode(t, b)
	if len(layers) != 1 || len(layers[0].Features) != 1 {
		t.Fatalf("got %+v, want one feature", layers)
	}
	f.Feature = layers[0].Features[0]
	for _, part := range f.Parts {
		var points []point
		for _, p := range part {
			points = append(points, point{p[0], p[1]})
		}
		f.parts = append(f.parts, points)
	}
	return f, true
}

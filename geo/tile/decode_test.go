package tile

import (
	"encoding/binary"
	"fmt"
	"math"
	"testing"
)

// The decoder of these tests is written from the specification (Mapbox Vector
// Tile 2.1), apart from the code it checks, and refuses what the specification forbids.

type decodedLayer struct {
	name     string
	features []decodedFeature
}

type decodedFeature struct {
	id    uint64
	hasID bool
	kind  int
	tags  map[string]any
	parts [][]point // points, lines, or rings without the repeated end
}

// polygons parts rings into outer ones, each with its holes.
func (f *decodedFeature) polygons() (out [][][]point) {
	for _, ring := range f.parts {
		if naiveArea(ring) > 0 {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], ring)
	}
	return out
}

// message reads the fields of one message.
func message(b []byte, visit func(field int, wire int, n uint64, bytes []byte)) error {
	for len(b) > 0 {
		key, size := binary.Uvarint(b)
		if size <= 0 {
			return fmt.Errorf("a field's number is cut")
		}
		b = b[size:]
		field, wire := int(key>>3), int(key&7)
		switch wire {
		case 0:
			n, size := binary.Uvarint(b)
			if size <= 0 {
				return fmt.Errorf("field %d is cut", field)
			}
			b = b[size:]
			visit(field, wire, n, nil)
		case 1:
			if len(b) < 8 {
				return fmt.Errorf("field %d is cut", field)
			}
			visit(field, wire, binary.LittleEndian.Uint64(b), nil)
			b = b[8:]
		case 2:
			n, size := binary.Uvarint(b)
			if size <= 0 || n > uint64(len(b)-size) {
				return fmt.Errorf("field %d is cut", field)
			}
			visit(field, wire, 0, b[size:size+int(n)])
			b = b[size+int(n):]
		default:
			return fmt.Errorf("field %d has wire type %d", field, wire)
		}
	}
	return nil
}

func decode(t testing.TB, b []byte) []decodedLayer {
	t.Helper()
	var out []decodedLayer
	names := map[string]bool{}
	err := message(b, func(field, _ int, _ uint64, b []byte) {
		if field != 3 {
			t.Errorf("field %d of a tile", field)
			return
		}
		l := decodeLayer(t, b)
		if names[l.name] {
			t.Errorf("two layers of the name %q", l.name)
		}
		names[l.name] = true
		out = append(out, l)
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func decodeLayer(t testing.TB, b []byte) (l decodedLayer) {
	t.Helper()
	var keys []string
	var values []any
	var features [][]byte
	version, extent := uint64(0), uint64(0)
	check(t, message(b, func(field, _ int, n uint64, b []byte) {
		switch field {
		case 1:
			l.name = string(b)
		case 2:
			features = append(features, b)
		case 3:
			keys = append(keys, string(b))
		case 4:
			values = append(values, decodeValue(t, b))
		case 5:
			extent = n
		case 15:
			version = n
		default:
			t.Errorf("field %d of a layer", field)
		}
	}))
	if version != 2 || extent != 4096 || l.name == "" || len(features) == 0 {
		t.Errorf("layer %q: version %d, extent %d, %d features", l.name, version, extent, len(features))
	}
	for _, f := range features {
		l.features = append(l.features, decodeFeature(t, f, keys, values))
	}
	return l
}

func decodeValue(t testing.TB, b []byte) (v any) {
	t.Helper()
	count := 0
	check(t, message(b, func(field, _ int, n uint64, b []byte) {
		count++
		switch field {
		case 1:
			v = string(b)
		case 3:
			v = math.Float64frombits(n)
		case 5:
			v = float64(n)
		case 7:
			v = n == 1
		default:
			t.Errorf("field %d of a value", field)
		}
	}))
	if count != 1 {
		t.Errorf("a value of %d fields", count)
	}
	return v
}

func decodeFeature(t testing.TB, b []byte, keys []string, values []any) (f decodedFeature) {
	t.Helper()
	f.tags = map[string]any{}
	var tags, geometry []uint64
	check(t, message(b, func(field, _ int, n uint64, b []byte) {
		switch field {
		case 1:
			f.id, f.hasID = n, true
		case 2:
			tags = packed(t, b)
		case 3:
			f.kind = int(n)
		case 4:
			geometry = packed(t, b)
		default:
			t.Errorf("field %d of a feature", field)
		}
	}))
	for i := 0; i+1 < len(tags); i += 2 {
		key := keys[tags[i]]
		if _, twice := f.tags[key]; twice {
			t.Errorf("the key %q twice", key)
		}
		f.tags[key] = values[tags[i+1]]
	}
	if len(tags)%2 != 0 {
		t.Error("a key without a value")
	}
	f.parts = decodeGeometry(t, f.kind, geometry)
	return f
}

func packed(t testing.TB, b []byte) (out []uint64) {
	t.Helper()
	for len(b) > 0 {
		n, size := binary.Uvarint(b)
		if size <= 0 {
			t.Fatal("a packed number is cut")
		}
		out, b = append(out, n), b[size:]
	}
	return out
}

// decodeGeometry reads commands by the grammar of section 4.3.4.
func decodeGeometry(t testing.TB, kind int, g []uint64) (parts [][]point) {
	t.Helper()
	var pen point
	i := 0
	move := func() point {
		unzigzag := func(n uint64) int32 { return int32(n>>1) ^ -int32(n&1) }
		pen = point{pen.x + unzigzag(g[i]), pen.y + unzigzag(g[i+1])}
		i += 2
		return pen
	}
	command := func(id uint64) int {
		if i >= len(g) || g[i]&7 != id {
			t.Fatalf("no command %d at %d of %v", id, i, g)
		}
		i++
		return int(g[i-1] >> 3)
	}
	for i < len(g) {
		if n := command(1); n != 1 {
			t.Errorf("MoveTo %d times", n)
		}
		part := []point{move()}
		if kind == 1 {
			parts = append(parts, part)
			continue
		}
		n := command(2)
		if kind == 2 && n < 1 || kind == 3 && n < 2 {
			t.Errorf("LineTo %d times in a geometry of kind %d", n, kind)
		}
		for range n {
			if before := pen; move() == before {
				t.Errorf("a LineTo that goes nowhere, at %v", pen)
			}
			part = append(part, pen)
		}
		if kind == 3 {
			if n := command(7); n != 1 {
				t.Errorf("ClosePath %d times", n)
			}
			checkRing(t, part, len(parts) == 0)
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 || kind < 1 || kind > 3 || kind == 1 && len(parts) != 1 {
		t.Errorf("%d parts of kind %d", len(parts), kind)
	}
	return parts
}

// checkRing holds a ring to section 4.3.4.4: area, and the first one an outer one.
func checkRing(t testing.TB, ring []point, first bool) {
	t.Helper()
	area := naiveArea(ring)
	if area == 0 || first && area < 0 {
		t.Errorf("ring %v (first: %v) has area %v", ring, first, area)
	}
	if ring[0] == ring[len(ring)-1] {
		t.Errorf("ring %v repeats its first point", ring)
	}
}

// naiveArea is a ring's area in doubles: positive when it runs clockwise on a screen.
func naiveArea(ring []point) (sum float64) {
	for i := range ring {
		a, b := ring[i], ring[(i+1)%len(ring)]
		sum += (float64(a.x)*float64(b.y) - float64(b.x)*float64(a.y)) / 2
	}
	return sum
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// only decodes a tile of one layer of one feature; ok is false where it is empty.
func only(t testing.TB, l *Layer) (f decodedFeature, ok bool) {
	t.Helper()
	b := l.Bytes()
	if b == nil {
		return f, false
	}
	layers := decode(t, b)
	if len(layers) != 1 || len(layers[0].features) != 1 {
		t.Fatalf("got %+v, want one feature", layers)
	}
	return layers[0].features[0], true
}

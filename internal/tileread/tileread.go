// Package tileread reads vector tiles for tests: written from the specification
// (Mapbox Vector Tile 2.1), apart from the code that draws them, and refusing
// what it forbids.
package tileread

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Layer is one layer of a tile.
type Layer struct {
	Name     string
	Features []Feature
}

// Kinds of geometry.
const (
	Points   = 1
	Lines    = 2
	Polygons = 3
)

// Feature is one feature: Parts are points, lines, or rings without their
// repeated end, in units of the tile, y southwards. A whole number is a float64 too.
type Feature struct {
	ID    uint64
	HasID bool
	Kind  int
	Tags  map[string]any
	Parts [][][2]int32
}

// Read reads a tile. The error joins all that is wrong with it.
func Read(b []byte) ([]Layer, error) {
	r := &reader{}
	var out []Layer
	names := map[string]bool{}
	r.message(b, func(f field) {
		if f.number != 3 {
			r.wrong("field %d of a tile", f.number)
			return
		}
		l := r.layer(f.bytes)
		if names[l.Name] {
			r.wrong("two layers of the name %q", l.Name)
		}
		names[l.Name] = true
		out = append(out, l)
	})
	return out, errors.Join(r.faults...)
}

type reader struct{ faults []error }

func (r *reader) wrong(format string, args ...any) {
	if len(r.faults) < 10 {
		r.faults = append(r.faults, fmt.Errorf(format, args...))
	}
}

// field is one field of a message: a number, or bytes.
type field struct {
	number int
	n      uint64
	bytes  []byte
}

// message visits the fields of one message.
func (r *reader) message(b []byte, visit func(field)) {
	for len(b) > 0 {
		key, size := binary.Uvarint(b)
		if size <= 0 {
			r.wrong("a field's number is cut")
			return
		}
		f := field{number: int(key >> 3)}
		b = b[size:]
		switch wire := key & 7; wire {
		case 0:
			f.n, size = binary.Uvarint(b)
		case 1:
			if size = 8; len(b) >= 8 {
				f.n = binary.LittleEndian.Uint64(b)
			}
		case 2:
			var n uint64
			if n, size = binary.Uvarint(b); size > 0 && n <= uint64(len(b)-size) {
				f.bytes = b[size : size+int(n)]
				size += int(n)
			} else {
				size = 0
			}
		default:
			size = 0
		}
		if size <= 0 || size > len(b) {
			r.wrong("field %d is cut, or of a kind that tiles have not", f.number)
			return
		}
		b = b[size:]
		visit(f)
	}
}

// dictionary is what a layer's features refer to.
type dictionary struct {
	keys   []string
	values []any
}

func (r *reader) layer(b []byte) (l Layer) {
	var d dictionary
	var features [][]byte
	var version, extent uint64
	r.message(b, func(f field) {
		switch f.number {
		case 1:
			l.Name = string(f.bytes)
		case 2:
			features = append(features, f.bytes)
		case 3:
			d.keys = append(d.keys, string(f.bytes))
		case 4:
			d.values = append(d.values, r.value(f.bytes))
		case 5:
			extent = f.n
		case 15:
			version = f.n
		default:
			r.wrong("field %d of a layer", f.number)
		}
	})
	if version != 2 || extent != 4096 || l.Name == "" || len(features) == 0 {
		r.wrong("layer %q: version %d, extent %d, %d features", l.Name, version, extent, len(features))
	}
	for _, f := range features {
		l.Features = append(l.Features, r.feature(f, &d))
	}
	return l
}

func (r *reader) value(b []byte) (v any) {
	count := 0
	r.message(b, func(f field) {
		count++
		switch f.number {
		case 1:
			v = string(f.bytes)
		case 3:
			v = math.Float64frombits(f.n)
		case 5:
			v = float64(f.n)
		case 7:
			v = f.n == 1
		default:
			r.wrong("field %d of a value", f.number)
		}
	})
	if count != 1 {
		r.wrong("a value of %d fields", count)
	}
	return v
}

func (r *reader) feature(b []byte, d *dictionary) Feature {
	out := Feature{Tags: map[string]any{}}
	var tags, geometry []uint64
	r.message(b, func(f field) {
		switch f.number {
		case 1:
			out.ID, out.HasID = f.n, true
		case 2:
			tags = r.packed(f.bytes)
		case 3:
			out.Kind = int(f.n)
		case 4:
			geometry = r.packed(f.bytes)
		default:
			r.wrong("field %d of a feature", f.number)
		}
	})
	if len(tags)%2 != 0 {
		r.wrong("a key without a value")
	}
	for i := 0; i+1 < len(tags); i += 2 {
		if tags[i] >= uint64(len(d.keys)) || tags[i+1] >= uint64(len(d.values)) {
			r.wrong("tag %d: %d is not in the layer", tags[i], tags[i+1])
			continue
		}
		key := d.keys[tags[i]]
		if _, twice := out.Tags[key]; twice {
			r.wrong("the key %q twice", key)
		}
		out.Tags[key] = d.values[tags[i+1]]
	}
	out.Parts = r.geometry(out.Kind, geometry)
	return out
}

func (r *reader) packed(b []byte) (out []uint64) {
	for len(b) > 0 {
		n, size := binary.Uvarint(b)
		if size <= 0 {
			r.wrong("a packed number is cut")
			return out
		}
		out, b = append(out, n), b[size:]
	}
	return out
}

package tile

import (
	"encoding/binary"
	"math"
)

// dictionary gives equal values one number, in the order they come, and writes
// each the first time.
type dictionary struct {
	count   uint32
	body    []byte
	texts   map[string]uint32
	numbers map[float64]uint32
	truths  [2]uint32 // from 1; 0 before it comes
}

func (d *dictionary) text(v string) uint32 {
	if i, ok := d.texts[v]; ok {
		return i
	}
	if d.texts == nil {
		d.texts = make(map[string]uint32)
	}
	d.body = appendField(d.body, layerValue, uint64(1+numberSize(uint64(len(v)))+len(v)))
	d.body = appendBytes(d.body, valueString, v)
	d.texts[v] = d.next()
	return d.texts[v]
}

// number writes whole numbers as such: shorter, and read as the same.
func (d *dictionary) number(v float64) uint32 {
	if i, ok := d.numbers[v]; ok {
		return i
	}
	if d.numbers == nil {
		d.numbers = make(map[float64]uint32)
	}
	if n := uint64(v); v >= 0 && v <= 1<<53 && float64(n) == v {
		d.body = appendField(d.body, layerValue, uint64(1+numberSize(n)))
		d.body = appendField(d.body, valueUint, n)
	} else {
		d.body = append(appendField(d.body, layerValue, 9), valueDouble)
		d.body = binary.LittleEndian.AppendUint64(d.body, math.Float64bits(v))
	}
	d.numbers[v] = d.next()
	return d.numbers[v]
}

func (d *dictionary) truth(v bool) uint32 {
	n := 0
	if v {
		n = 1
	}
	if d.truths[n] == 0 {
		d.body = appendField(appendField(d.body, layerValue, 2), valueBool, uint64(n))
		d.truths[n] = d.next() + 1
	}
	return d.truths[n] - 1
}

func (d *dictionary) next() uint32 {
	d.count++
	return d.count - 1
}

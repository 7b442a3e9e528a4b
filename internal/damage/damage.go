// Package damage spoils flat columns for tests, as a damaged file would.
package damage

import (
	"encoding/binary"
	"reflect"
)

// Columns spoils slices of numbers in place, by edits of seven bytes: which
// column, where in it, and a value to put there or, in the last edits (a first byte from 220), how
// short to cut the column. What a fuzzer gives will do.
func Columns(columns []reflect.Value, edits []byte) {
	const cuts = 220
	for ; len(edits) >= 7; edits = edits[7:] {
		column := columns[int(edits[0])%len(columns)]
		if column.Len() == 0 {
			continue
		}
		value := binary.LittleEndian.Uint32(edits[3:])
		if edits[0] >= cuts {
			column.Set(column.Slice(0, int(value)%column.Len()))
			continue
		}
		at := column.Index(int(binary.LittleEndian.Uint16(edits[1:])) % column.Len())
		if at.CanInt() {
			at.SetInt(int64(int32(value)))
		} else {
			at.SetUint(uint64(value))
		}
	}
}

package source

import "encoding/binary"

// wireKind is how a field of a protobuf message is written.
type wireKind uint8

// The kinds that OpenStreetMap's messages use; groups (3 and 4) are refused.
const (
	wireVarint  wireKind = 0
	wireFixed64 wireKind = 1
	wireBytes   wireKind = 2
	wireFixed32 wireKind = 5
)

// wireField is one field of a message: its value, or its bytes within the message.
type wireField struct {
	number uint64
	kind   wireKind
	value  uint64
	bytes  []byte
}

// nextField reads the first field of a message and returns what follows it.
func nextField(b []byte) (f wireField, rest []byte, ok bool) {
	tag, n := binary.Uvarint(b)
	if n <= 0 || tag>>3 == 0 {
		return f, nil, false
	}
	f.number, f.kind = tag>>3, wireKind(tag&7)
	b = b[n:]
	switch f.kind {
	case wireVarint:
		f.value, n = binary.Uvarint(b)
		return f, b[max(n, 0):], n > 0
	case wireFixed64:
		return f, b[min(8, len(b)):], len(b) >= 8
	case wireFixed32:
		return f, b[min(4, len(b)):], len(b) >= 4
	case wireBytes:
		length, n := binary.Uvarint(b)
		if n <= 0 || length > uint64(len(b)-n) {
			return f, nil, false
		}
		f.bytes = b[n : n+int(length)]
		return f, b[n+int(length):], true
	default:
		return f, nil, false
	}
}

// message is the kind that each known field of a message must have.
type message map[uint64]wireKind

// walk visits the fields of a message; false when it is not well formed, a
// known field is of another kind than it should, or visit refuses one.
func (m message) walk(b []byte, visit func(wireField) bool) bool {
	for len(b) > 0 {
		f, rest, ok := nextField(b)
		if !ok {
			return false
		}
		if kind, known := m[f.number]; known && (kind != f.kind || !visit(f)) {
			return false
		}
		b = rest
	}
	return true
}

// packed visits the numbers of a packed field and returns how many they are; -1
// when one is cut or refused.
func packed(b []byte, visit func(uint64) bool) int {
	n := 0
	for len(b) > 0 {
		v, size := binary.Uvarint(b)
		if size <= 0 || visit != nil && !visit(v) {
			return -1
		}
		b = b[size:]
		n++
	}
	return n
}

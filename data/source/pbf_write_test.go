package source

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"slices"
)

// Messages of the format, written field by field.

func pbVarint(number int, v uint64) []byte {
	return binary.AppendUvarint(binary.AppendUvarint(nil, uint64(number)<<3|uint64(wireVarint)), v)
}

func pbBytes(number int, parts ...[]byte) []byte {
	b := bytes.Join(parts, nil)
	out := binary.AppendUvarint(nil, uint64(number)<<3|uint64(wireBytes))
	return append(binary.AppendUvarint(out, uint64(len(b))), b...)
}

func pbPacked(number int, values ...uint64) []byte {
	var b []byte
	for _, v := range values {
		b = binary.AppendUvarint(b, v)
	}
	return pbBytes(number, b)
}

// pbDeltas is a packed field of zigzag differences.
func pbDeltas(number int, values ...int64) []byte {
	var b []byte
	before := int64(0)
	for _, v := range values {
		b = binary.AppendVarint(b, v-before)
		before = v
	}
	return pbBytes(number, b)
}

func pbStrings(s ...string) []byte {
	var parts [][]byte
	for _, v := range s {
		parts = append(parts, pbBytes(1, []byte(v)))
	}
	return pbBytes(1, parts...)
}

// pbFrame is a blob with its header, packed with zlib or not.
func pbFrame(kind string, raw []byte, packed bool) []byte {
	blob := pbBytes(1, raw)
	if packed {
		var z bytes.Buffer
		w := zlib.NewWriter(&z)
		_, _ = w.Write(raw) // to memory: it cannot fail
		_ = w.Close()
		blob = append(pbVarint(2, uint64(len(raw))), pbBytes(3, z.Bytes())...)
	}
	header := append(pbBytes(1, []byte(kind)), pbVarint(3, uint64(len(blob)))...)
	return slices.Concat(binary.BigEndian.AppendUint32(nil, uint32(len(header))), header, blob)
}

var pbOSMHeader = pbFrame("OSMHeader", slices.Concat(pbBytes(4, []byte("OsmSchema-V0.6")), pbBytes(4, []byte("DenseNodes"))), false)

// drawn is a block with three nodes, two ways, of which one is a street, and three relations.
//
//	1 ── 2 ── 3     street 10: 1 2 3; building 11: 1 2; node 3 has a bollard
func drawn() []byte {
	table := pbStrings("", "highway", "primary", "building", "yes", "type", "restriction", "no_u_turn",
		"from", "via", "to", "barrier", "bollard", "someone", "restriction:conditional", "no_entry", "except", "bicycle")
	nodes := pbBytes(2, pbDeltas(1, 1, 2, 3), pbDeltas(8, 420000000, 420000000, 420000000), pbDeltas(9, 90000000, 90010000, 90020000),
		pbPacked(10, 0, 0, 11, 12, 0),
		pbBytes(5, pbPacked(1, 1, 1, 1), pbDeltas(5, 13, 13, 13)))
	ways := slices.Concat(
		pbBytes(3, pbVarint(1, 10), pbPacked(2, 1), pbPacked(3, 2), pbDeltas(8, 1, 2, 3), pbBytes(4, pbVarint(1, 1), pbVarint(5, 13))),
		pbBytes(3, pbVarint(1, 11), pbPacked(2, 3), pbPacked(3, 4), pbDeltas(8, 1, 2)))
	relations := slices.Concat(
		pbBytes(4, pbVarint(1, 20), pbPacked(2, 5, 6, 16), pbPacked(3, 6, 7, 17), pbPacked(8, 8, 9, 10), pbDeltas(9, 10, 2, 10), pbPacked(10, 1, 0, 1)),
		pbBytes(4, pbVarint(1, 21), pbPacked(2, 5, 14), pbPacked(3, 6, 7), pbPacked(8, 8, 9, 10), pbDeltas(9, 10, 2, 10), pbPacked(10, 1, 0, 1)),
		pbBytes(4, pbVarint(1, 22), pbPacked(2, 5, 6), pbPacked(3, 6, 15), pbPacked(8, 8, 8, 9, 10), pbDeltas(9, 10, 11, 12, 10), pbPacked(10, 1, 1, 1, 1)))
	return slices.Concat(table, pbBytes(2, nodes), pbBytes(2, ways), pbBytes(2, relations))
}

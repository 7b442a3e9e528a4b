package source

import "math"

// The messages of OpenStreetMap's PBF (osmformat.proto): the fields that are read.
var (
	pbfBlock     = message{1: wireBytes, 2: wireBytes, 17: wireVarint, 18: wireVarint, 19: wireVarint, 20: wireVarint}
	pbfStrings   = message{1: wireBytes}
	pbfGroup     = message{1: wireBytes, 2: wireBytes, 3: wireBytes, 4: wireBytes, 5: wireBytes}
	pbfDense     = message{1: wireBytes, 5: wireBytes, 8: wireBytes, 9: wireBytes, 10: wireBytes}
	pbfDenseInfo = message{1: wireBytes, 2: wireBytes, 3: wireBytes, 4: wireBytes, 5: wireBytes, 6: wireBytes}
	pbfInfo      = message{1: wireVarint, 2: wireVarint, 3: wireVarint, 4: wireVarint, 5: wireVarint, 6: wireVarint}
	pbfWay       = message{1: wireVarint, 2: wireBytes, 3: wireBytes, 4: wireBytes, 8: wireBytes, 9: wireBytes, 10: wireBytes}
	pbfRelation  = message{1: wireVarint, 2: wireBytes, 3: wireBytes, 4: wireBytes, 8: wireBytes, 9: wireBytes, 10: wireBytes}
)

// verdict is what a check says of a block.
type verdict uint8

const (
	blockGood verdict = iota
	blockDamaged
	blockPlainNodes // nodes one by one, an old form osmpbf panics on
)

// checkBlock tells whether paulmach/osm can decode a block without a panic. Its
// decoder runs in goroutines of its own, believes every index into the string
// table and every pair of parallel lists, and cannot be recovered from outside;
// so a block reaches it only when all its lengths and indexes hold. Cost: one
// pass over the block, no allocation but for the visitors.
func checkBlock(block []byte) verdict {
	c := blockCheck{}
	if !pbfBlock.walk(block, func(f wireField) bool { return f.number != 1 || c.countStrings(f.bytes) }) {
		return blockDamaged
	}
	ok := pbfBlock.walk(block, func(f wireField) bool { return f.number != 2 || pbfGroup.walk(f.bytes, c.group) })
	switch {
	case c.plain:
		return blockPlainNodes
	case !ok:
		return blockDamaged
	}
	return blockGood
}

type blockCheck struct {
	tables  int
	strings uint64 // in the string table: every index is below
	plain   bool
}

// countStrings counts a block's one string table.
func (c *blockCheck) countStrings(table []byte) bool {
	c.tables++
	return c.tables == 1 && pbfStrings.walk(table, func(wireField) bool { c.strings++; return true })
}

func (c *blockCheck) group(f wireField) bool {
	switch f.number {
	case 1:
		c.plain = true
		return false
	case 2:
		return c.dense(f.bytes)
	case 3:
		return c.way(f.bytes)
	case 4:
		return c.relation(f.bytes)
	}
	return true
}

func (c *blockCheck) inTable(v uint64) bool { return v < c.strings }

// lists is how many numbers each packed field of a message holds; -1: not there.
type lists [11]int

func noLists() lists {
	var l lists
	for i := range l {
		l[i] = -1
	}
	return l
}

// add counts one packed field; false when it is cut, refused or there twice.
func (l *lists) add(f wireField, visit func(uint64) bool) bool {
	if l[f.number] >= 0 {
		return false
	}
	l[f.number] = packed(f.bytes, visit)
	return l[f.number] >= 0
}

// agree tells whether those of the fields that are there are equally long.
func (l *lists) agree(fields ...int) bool {
	length := -1
	for _, i := range fields {
		if l[i] >= 0 && length >= 0 && l[i] != length {
			return false
		}
		length = max(length, l[i])
	}
	return true
}

// dense checks nodes written as parallel lists: ids 1, lat 8, lon 9, tags 10, info 5.
func (c *blockCheck) dense(b []byte) bool {
	l := noLists()
	var info, tags []byte
	ok := pbfDense.walk(b, func(f wireField) bool {
		switch f.number {
		case 5:
			again := info != nil
			info = f.bytes
			return !again
		case 10:
			again := tags != nil
			tags = f.bytes
			return !again
		default:
			return l.add(f, nil)
		}
	})
	return ok && l[1] >= 0 && l[8] == l[1] && l[9] == l[1] && c.denseInfo(info, l[1]) && (tags == nil || c.denseTags(tags, l[1]))
}

// denseTags checks the nodes' tags in one list: key, value, key, value, 0 for
// the next node. The decoder takes a list that ends too early for the file's end.
func (c *blockCheck) denseTags(b []byte, nodes int) bool {
	ended, value := 0, false
	return packed(b, func(v uint64) bool {
		if v == 0 && !value {
			ended++
			return true
		}
		value = !value
		return c.inTable(v)
	}) >= 0 && !value && ended == nodes
}

// denseInfo checks who changed the nodes when: users (5) are differences of indexes.
func (c *blockCheck) denseInfo(b []byte, nodes int) bool {
	l := noLists()
	var user int64
	return pbfDenseInfo.walk(b, func(f wireField) bool {
		if f.number != 5 {
			return l.add(f, nil) && l[f.number] == nodes
		}
		return l.add(f, func(v uint64) bool {
			if v > math.MaxUint32 {
				return false
			}
			user += int64(v>>1) ^ -int64(v&1) // zigzag
			return user >= 0 && c.inTable(uint64(user))
		}) && l[5] == nodes
	})
}

// info checks who changed a way or relation when: user 5 is an index.
func (c *blockCheck) info(b []byte) bool {
	return pbfInfo.walk(b, func(f wireField) bool { return f.number != 5 || c.inTable(f.value) })
}

// way checks a way: keys 2, values 3, nodes 8, and their positions 9 and 10 where written.
func (c *blockCheck) way(b []byte) bool {
	l := noLists()
	ok := pbfWay.walk(b, func(f wireField) bool {
		switch f.number {
		case 1:
			return true
		case 2, 3:
			return l.add(f, c.inTable)
		case 4:
			return c.info(f.bytes)
		default:
			return l.add(f, nil)
		}
	})
	return ok && l.agree(2, 3) && l.agree(8, 9, 10)
}

// relation checks a relation: keys 2, values 3, roles 8, members 9, their types 10.
func (c *blockCheck) relation(b []byte) bool {
	l := noLists()
	ok := pbfRelation.walk(b, func(f wireField) bool {
		switch f.number {
		case 1:
			return true
		case 2, 3, 8:
			return l.add(f, c.inTable)
		case 4:
			return c.info(f.bytes)
		default:
			return l.add(f, nil)
		}
	})
	return ok && l.agree(2, 3) && l.agree(8, 9, 10)
}

package region

import (
	"encoding/binary"
	"math"
	"slices"
	"unsafe"

	"github.com/paulmach/orb"
)

// A section is a set of named columns: a directory, then each column's elements,
// little-endian and aligned, so that a mapped file is read in place.
const (
	columnHeader     = 8
	columnEntry      = 40
	columnNameSize   = 16
	columnAlign      = 8
	maxColumns       = 4096
	kindUnsigned     = 'u'
	kindSigned       = 'i'
	kindFloat        = 'f'
	littleEndianMark = 1
)

// scalar is what a column holds.
type scalar interface {
	~uint8 | ~uint16 | ~uint32 | ~uint64 | ~int8 | ~int16 | ~int32 | ~int64 | ~float32 | ~float64
}

var nativeLittleEndian = func() bool {
	x := uint16(littleEndianMark)
	return *(*byte)(unsafe.Pointer(&x)) == littleEndianMark
}()

// columns walks the named columns of one section, either writing or reading them: the
// same list of column calls serves both ways, so that the two cannot differ.
type columns struct {
	reading bool
	copying bool // read into new memory even where the section could be used in place
	b       []byte
	dir     []columnPlace
	next    int // when reading: the directory's line expected next
	err     error
}

type columnPlace struct {
	name   string
	kind   [2]byte // such as "u4", "f8"
	offset uint64  // from the section's beginning
	count  uint64
	bytes  []byte
}

// column writes *s under a name, or reads it. Read slices lie over the section's bytes where
// these are aligned and the machine little-endian, and must then never be written to.
func column[T scalar](c *columns, name string, s *[]T) {
	if c.err != nil {
		return
	}
	if !c.reading {
		c.put(columnPlace{name: name, kind: kindOf[T](), count: uint64(len(*s)), bytes: littleEndianBytes(*s)})
		return
	}
	p, ok := c.take(name, kindOf[T]())
	if !ok {
		return
	}
	*s = viewAs[T](p.bytes, int(p.count), c.copying)
}

// points is column for positions: two float64 each, longitude first.
// data.FromTables checks that they are on the Earth.
func points(c *columns, name string, s *[]orb.Point) {
	var flat []float64
	if !c.reading && len(*s) > 0 {
		flat = unsafe.Slice(&(*s)[0][0], 2*len(*s))
	}
	column(c, name, &flat)
	if !c.reading || c.err != nil {
		return
	}
	if len(flat)%2 != 0 {
		c.err = errDamaged("une colonne de positions", "a column of positions")
		return
	}
	*s = nil
	if len(flat) > 0 {
		*s = unsafe.Slice((*orb.Point)(unsafe.Pointer(&flat[0])), len(flat)/2)
	}
}

// bools is column for truth values, a byte each; they are copied and checked.
func bools(c *columns, name string, s *[]bool) {
	var flat []uint8
	if !c.reading {
		flat = make([]uint8, len(*s))
		for i, v := range *s {
			if v {
				flat[i] = 1
			}
		}
	}
	column(c, name, &flat)
	if !c.reading || c.err != nil || flat == nil {
		return
	}
	*s = make([]bool, len(flat))
	for i, v := range flat {
		if v > 1 {
			c.err = errDamaged("une colonne de oui et de non", "a column of yes and no")
			return
		}
		(*s)[i] = v == 1
	}
}

// texts is column for strings: where each begins and ends, and their bytes. Read
// strings are copies, so that they may outlive the mapping.
func texts[T ~string](c *columns, name string, s *[]T) {
	var ends []uint32
	var all []byte
	if !c.reading {
		for _, v := range *s {
			all = append(all, v...)
			ends = append(ends, uint32(len(all)))
		}
		if uint64(len(all)) > math.MaxUint32 {
			panic("region: more than 4 GiB of text in column " + name)
		}
	}
	column(c, name+".end", &ends)
	column(c, name, &all)
	if !c.reading || c.err != nil || ends == nil {
		return
	}
	*s = make([]T, len(ends))
	whole, from := string(all), uint32(0)
	for i, end := range ends {
		if end < from || uint64(end) > uint64(len(whole)) {
			c.err = errDamaged("une colonne de textes", "a column of texts")
			return
		}
		(*s)[i] = T(whole[from:end])
		from = end
	}
}

func (c *columns) put(p columnPlace) {
	if len(p.name) > columnNameSize || p.name == "" {
		panic("region: column name " + p.name + " is empty or too long")
	}
	c.dir = append(c.dir, p)
}

// take finds the next column: columns are read in the order they were written in.
func (c *columns) take(name string, kind [2]byte) (columnPlace, bool) {
	if c.next >= len(c.dir) || c.dir[c.next].name != name || c.dir[c.next].kind != kind {
		c.err = errDamaged("la colonne « "+name+" »", "column \""+name+"\"")
		return columnPlace{}, false
	}
	c.next++
	return c.dir[c.next-1], true
}

// section returns the bytes of the columns written so far.
func (c *columns) section() []byte {
	size := uint64(columnHeader + columnEntry*len(c.dir))
	for i := range c.dir {
		c.dir[i].offset = alignUp(size, columnAlign)
		size = c.dir[i].offset + uint64(len(c.dir[i].bytes))
	}
	b := make([]byte, size)
	binary.LittleEndian.PutUint32(b, uint32(len(c.dir)))
	for i, p := range c.dir {
		row := b[columnHeader+columnEntry*i:]
		copy(row[:columnNameSize], p.name)
		copy(row[16:18], p.kind[:])
		binary.LittleEndian.PutUint64(row[24:], p.offset)
		binary.LittleEndian.PutUint64(row[32:], p.count)
		copy(b[p.offset:], p.bytes)
	}
	return b
}

// readColumns opens a section's columns. Every offset and count is checked against
// the section's length before anything is allocated.
func readColumns(b []byte) *columns {
	c := &columns{reading: true, b: b}
	damaged := func() *columns {
		c.err = errDamaged("le répertoire des colonnes", "the columns' directory")
		return c
	}
	if len(b) < columnHeader {
		return damaged()
	}
	n := uint64(binary.LittleEndian.Uint32(b))
	end := columnHeader + columnEntry*n
	if n > maxColumns || end > uint64(len(b)) {
		return damaged()
	}
	c.dir = make([]columnPlace, n)
	for i := range c.dir {
		p := decodeColumn(b[columnHeader+columnEntry*i:])
		size := uint64(p.kind[1] - '0')
		if size == 0 || size > 8 || p.offset < end || p.offset > uint64(len(b)) || p.count > (uint64(len(b))-p.offset)/size {
			return damaged()
		}
		end = p.offset + p.count*size
		p.bytes = b[p.offset:end]
		c.dir[i] = p
	}
	return c
}

func decodeColumn(row []byte) columnPlace {
	name := row[:columnNameSize]
	if i := slices.Index(name, 0); i >= 0 {
		name = name[:i]
	}
	return columnPlace{
		name:   string(name),
		kind:   [2]byte(row[16:18]),
		offset: binary.LittleEndian.Uint64(row[24:]),
		count:  binary.LittleEndian.Uint64(row[32:]),
	}
}

// kindOf is the type of a column's elements in two letters: u, i or f, and its size in bytes.
func kindOf[T scalar]() [2]byte {
	one, two := T(1), T(2)
	letter := byte(kindUnsigned)
	switch {
	case one/two != 0:
		letter = kindFloat
	case one-two < 0:
		letter = kindSigned
	}
	return [2]byte{letter, '0' + byte(unsafe.Sizeof(one))}
}

// viewAs reads n elements of a column's bytes, in place where it can.
func viewAs[T scalar](b []byte, n int, copying bool) []T {
	if n == 0 {
		return nil
	}
	size := int(unsafe.Sizeof(*new(T)))
	at := unsafe.Pointer(&b[0])
	if nativeLittleEndian && !copying && uintptr(at)%unsafe.Alignof(*new(T)) == 0 {
		return unsafe.Slice((*T)(at), n)
	}
	out := make([]T, n)
	to := unsafe.Slice((*byte)(unsafe.Pointer(&out[0])), n*size)
	copy(to, b[:n*size])
	if !nativeLittleEndian {
		reverseEach(to, size)
	}
	return out
}

// littleEndianBytes returns a column's elements as the file holds them, without a copy where it can.
func littleEndianBytes[T scalar](s []T) []byte {
	if len(s) == 0 {
		return nil
	}
	size := int(unsafe.Sizeof(s[0]))
	b := unsafe.Slice((*byte)(unsafe.Pointer(&s[0])), len(s)*size)
	if nativeLittleEndian || size == 1 {
		return b
	}
	b = slices.Clone(b)
	reverseEach(b, size)
	return b
}

// reverseEach turns elements between the file's order of bytes and a big-endian machine's.
func reverseEach(b []byte, size int) {
	for ; len(b) >= size; b = b[size:] {
		slices.Reverse(b[:size])
	}
}

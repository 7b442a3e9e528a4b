package region

import (
	"encoding/binary"
	"math"

	"github.com/paulmach/orb"
)

// records packs small records of mixed fields: variable-length integers, and
// strings kept once each in a table, numbered in the order they first appear.
//
// As with columns, the same list of calls writes and reads. After the first fault everything reads as
// zero and err stays; a count never exceeds the bytes left, so that a damaged
// file makes nothing large be allocated.
type records struct {
	reading bool
	b       []byte   // what is written so far, or left to read
	strings []string // in the order they first appear
	index   map[string]uint64
	err     error
}

// recordColumn is a column of records, which walk writes or reads.
func recordColumn(c *columns, name string, walk func(r *records)) {
	var b []byte
	if !c.reading {
		r := &records{index: make(map[string]uint64)}
		walk(r)
		b = r.bytes()
	}
	column(c, name, &b)
	if !c.reading || c.err != nil {
		return
	}
	r := readRecords(b)
	walk(r)
	if len(r.b) > 0 {
		r.fail()
	}
	c.err = r.err
}

// bytes is the string table (how many, each one's length, their bytes), then the records.
func (r *records) bytes() []byte {
	b := binary.AppendUvarint(nil, uint64(len(r.strings)))
	for _, s := range r.strings {
		b = binary.AppendUvarint(b, uint64(len(s)))
	}
	for _, s := range r.strings {
		b = append(b, s...)
	}
	return append(b, r.b...)
}

func readRecords(b []byte) *records {
	r := &records{reading: true, b: b}
	n := r.readCount(1)
	ends := make([]int, n)
	total := 0
	for i := range ends {
		// Each length is at most what is left, so that the sum cannot overflow.
		total += r.readCount(1)
		ends[i] = total
	}
	if total > len(r.b) {
		r.fail()
	}
	if r.err != nil {
		return r
	}
	// One copy for all strings: they must outlive the mapping.
	all, from := string(r.b[:total]), 0
	r.b = r.b[total:]
	r.strings = make([]string, n)
	for i, end := range ends {
		r.strings[i] = all[from:end]
		from = end
	}
	return r
}

func (r *records) fail() {
	if r.err == nil {
		r.err = errDamaged("une suite d'enregistrements", "a run of records")
	}
	r.b = nil
}

func (r *records) readUint() uint64 {
	v, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.fail()
		return 0
	}
	r.b = r.b[n:]
	return v
}

// readCount reads how many elements follow, each of at least size bytes.
func (r *records) readCount(size int) int {
	v := r.readUint()
	if v > uint64(len(r.b)/size) {
		r.fail()
		return 0
	}
	return int(v)
}

// integer is any whole number, signed.
func (r *records) integer(v *int) {
	if !r.reading {
		r.b = binary.AppendVarint(r.b, int64(*v))
		return
	}
	x, n := binary.Varint(r.b)
	if n <= 0 || int64(int(x)) != x {
		r.fail()
		return
	}
	r.b = r.b[n:]
	*v = int(x)
}

func (r *records) truth(v *bool) {
	b := uint8(0)
	if *v {
		b = 1
	}
	if small(r, &b, 1); r.reading {
		*v = b == 1
	}
}

func (r *records) float(v *float64) {
	if !r.reading {
		r.b = binary.LittleEndian.AppendUint64(r.b, math.Float64bits(*v))
		return
	}
	if len(r.b) < 8 {
		r.fail()
		return
	}
	*v = math.Float64frombits(binary.LittleEndian.Uint64(r.b))
	r.b = r.b[8:]
}

func (r *records) point(p *orb.Point) {
	r.float(&p[0])
	r.float(&p[1])
}

// word is a string of any type.
func word[T ~string](r *records, s *T) {
	if r.reading {
		i := r.readUint()
		if r.err != nil || i >= uint64(len(r.strings)) {
			r.fail()
			return
		}
		*s = T(r.strings[i])
		return
	}
	i, ok := r.index[string(*s)]
	if !ok {
		i = uint64(len(r.strings))
		r.index[string(*s)] = i
		r.strings = append(r.strings, string(*s))
	}
	r.b = binary.AppendUvarint(r.b, i)
}

func words[T ~string](r *records, s *[]T) { list(r, s, 1, word[T]) }

// ordinal is an index of another record.
func ordinal[T ~uint32](r *records, v *T) {
	if !r.reading {
		r.b = binary.AppendUvarint(r.b, uint64(*v))
		return
	}
	x := r.readUint()
	if x > math.MaxUint32 {
		r.fail()
		return
	}
	*v = T(x)
}

// small is a code of at most most.
func small[T ~uint8](r *records, v *T, most T) {
	if !r.reading {
		r.b = append(r.b, byte(*v))
		return
	}
	if len(r.b) == 0 || r.b[0] > byte(most) {
		r.fail()
		return
	}
	*v = T(r.b[0])
	r.b = r.b[1:]
}

// list is a count and as many elements, each of at least size bytes. An empty list reads as nil.
func list[T any](r *records, s *[]T, size int, one func(r *records, v *T)) {
	if !r.reading {
		r.b = binary.AppendUvarint(r.b, uint64(len(*s)))
		for i := range *s {
			one(r, &(*s)[i])
		}
		return
	}
	n := r.readCount(size)
	if n == 0 {
		return
	}
	out := make([]T, n)
	for i := range out {
		if one(r, &out[i]); r.err != nil {
			return
		}
	}
	*s = out
}

package road

// bucketQueue holds nodes by time in a ring of buckets, each 1<<shift
// deciseconds wide (Dial, "Algorithm 360", 1969). Inside a bucket nodes come in
// the order they were put, and one whose time falls is put again: its older
// entry, which bears another time than its label, is then passed over.
//
// Arcs are no longer than the ring less a bucket, so that what is put while a
// bucket is emptied never laps it.
type bucketQueue struct {
	ring   [][]uint64 // time<<32 | node
	wrap   uint32
	shift  uint8
	bucket uint32 // being emptied; times of it begin at bucket<<shift
	held   int    // entries in the ring
}

func newBucketQueue(g *Graph) bucketQueue {
	return bucketQueue{ring: make([][]uint64, g.ring), wrap: uint32(g.ring - 1), shift: g.shift}
}

// put adds a node; its time lies in the bucket being emptied or after.
func (q *bucketQueue) put(t Deciseconds, v NodeID) {
	b := &q.ring[uint32(t)>>q.shift&q.wrap]
	*b = append(*b, uint64(t)<<32|uint64(v))
	q.held++
}

// start is the earliest time of the bucket being emptied.
func (q *bucketQueue) start() uint64 { return uint64(q.bucket) << q.shift }

// seek goes to the bucket of a time; the queue must be empty.
func (q *bucketQueue) seek(t Deciseconds) { q.bucket = uint32(t) >> q.shift }

// current is the bucket being emptied; it may grow meanwhile.
func (q *bucketQueue) current() *[]uint64 { return &q.ring[q.bucket&q.wrap] }

// advance leaves the bucket, which has been emptied.
func (q *bucketQueue) advance() {
	b := q.current()
	q.held -= len(*b)
	*b = (*b)[:0]
	q.bucket++
}

// clear drops what is left.
func (q *bucketQueue) clear() {
	for q.held > 0 {
		q.advance()
	}
}

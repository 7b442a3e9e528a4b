package road

// cost is what a way takes: its time and, below it, its length in one number,
// time<<32 | decimetres. Costs add and compare as numbers do, so that of several
// ways the quickest counts, of equally quick ones the shortest, and the sum is
// the same in whatever order and by whatever method it is made.
//
// Lengths never run over into times: no arc is driven faster than fastest, and
// nothing is searched beyond horizon, which at that speed is 2^32 decimetres less
// what a decisecond is and, for the parts at both ends, what their rounding drops.
type cost uint64

const (
	fastest = 64              // decimetres a decisecond: 230 km/h
	horizon = 1<<32/64 - 2    // ds: nothing later is searched, 77 days
	never   = cost(1<<64 - 1) // of what is not reached
)

func costOf(t Deciseconds, decimetres uint32) cost { return cost(t)<<32 | cost(decimetres) }

func (c cost) time() Deciseconds { return Deciseconds(c >> 32) }

func (c cost) metres() float64 { return float64(uint32(c)) / 10 }

// part is a share of a cost from 0 to 1, its time and its length each rounded.
func (c cost) part(share float64) cost {
	return cost(share*float64(c>>32)+0.5)<<32 | cost(share*float64(uint32(c))+0.5)
}

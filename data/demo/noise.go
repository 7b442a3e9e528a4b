package demo

import "math/rand/v2"

// noise is a seeded field of smooth random values over the plane, computed in
// integers so that it is the same on every machine (lattice value noise with a
// cubic fade).
type noise uint64

// at is the noise at a place, in [-1, 1); wave is the distance between two
// independent values, in the unit of x and y.
func (n noise) at(x, y, wave int) float64 {
	i, u := floorDiv(x, wave)
	j, v := floorDiv(y, wave)
	fu, fv := fade(u, wave), fade(v, wave)
	south := mix(n.corner(i, j), n.corner(i+1, j), fu)
	north := mix(n.corner(i, j+1), n.corner(i+1, j+1), fu)
	return float64(mix(south, north, fv)) / (1 << 31)
}

// fractal adds octaves of halving wave and weight; it stays in (-2, 2) and
// mostly within (-1, 1).
func (n noise) fractal(x, y, wave, octaves int) float64 {
	sum, weight := 0.0, 1.0
	for o := range octaves {
		sum += mul(weight, (n+noise(o)*0x51ED27).at(x, y, wave))
		weight /= 2
		wave = max(1, wave/2)
	}
	return sum
}

// pick is a uniform number in [0, 1) that belongs to two integers.
func (n noise) pick(i, j int) float64 {
	return float64(n.hash(i, j)>>11) / (1 << 53)
}

// corner is a value in [-2^31, 2^31).
func (n noise) corner(i, j int) int64 { return int64(n.hash(i, j)>>32) - 1<<31 }

// hash mixes two integers with the seed (splitmix64's finaliser).
func (n noise) hash(i, j int) uint64 {
	h := uint64(n) ^ uint64(i)*0x9E3779B97F4A7C15 ^ uint64(j)*0xC2B2AE3D27D4EB4F
	h = (h ^ h>>30) * 0xBF58476D1CE4E5B9
	h = (h ^ h>>27) * 0x94D049BB133111EB
	return h ^ h>>31
}

// fade is 3t²-2t³ of t = u/wave, in 16-bit fixed point.
func fade(u, wave int) int64 {
	t := int64(u) << 16 / int64(wave)
	return t * t >> 16 * (3<<16 - 2*t) >> 16
}

// mix is a + (b-a)·t, t in 16-bit fixed point.
func mix(a, b, t int64) int64 { return a + (b-a)*t>>16 }

// floorDiv is the quotient rounded down and the remainder, never negative.
func floorDiv(a, b int) (q, r int) {
	q, r = a/b, a%b
	if r < 0 {
		q, r = q-1, r+b
	}
	return q, r
}

// mul is a product rounded before anything is added to it: without the
// conversion some machines fuse both and the last bit, then the map, differs.
func mul(a, b float64) float64 { return float64(a * b) }

// dice is the generator of one room of the world. Each room has its own, so
// that a change in one does not shuffle the others.
func dice(seed uint64, room uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, room)) }

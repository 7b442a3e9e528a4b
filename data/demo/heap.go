package demo

// entry is a vertex waiting in a heap.
type entry struct {
	key float64
	at  int32
}

func (e entry) before(o entry) bool { return e.key < o.key || e.key == o.key && e.at < o.at }

// heap is a binary heap of vertices, the least key first, ties by vertex: its
// order is total, so that what is built with it does not depend on chance.
type heap []entry

// push and pop carry the entry that moves in hand, and write it where it stays.
func (h *heap) push(key float64, at int32) {
	e := entry{key, at}
	*h = append(*h, e)
	s := *h
	i := len(s) - 1
	for i > 0 {
		up := (i - 1) / 2
		if !e.before(s[up]) {
			break
		}
		s[i] = s[up]
		i = up
	}
	s[i] = e
}

func (h *heap) pop() entry {
	s := *h
	top, last := s[0], len(s)-1
	e := s[last]
	s = s[:last]
	*h = s
	i := 0
	for c := 1; c < last; c = 2*i + 1 {
		least := s[c]
		if c+1 < last {
			if right := s[c+1]; right.before(least) {
				c, least = c+1, right
			}
		}
		if !least.before(e) {
			break
		}
		s[i] = least
		i = c
	}
	if last > 0 {
		s[i] = e
	}
	return top
}

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

func (h *heap) push(key float64, at int32) {
	*h = append(*h, entry{key, at})
	s := *h
	i := len(s) - 1
	for i > 0 {
		up := (i - 1) / 2
		if !s[i].before(s[up]) {
			return
		}
		s[i], s[up] = s[up], s[i]
		i = up
	}
}

func (h *heap) pop() entry {
	s := *h
	top, last := s[0], len(s)-1
	s[0] = s[last]
	*h = s[:last]
	s = *h
	for i := 0; ; {
		least := i
		for c := 2*i + 1; c <= 2*i+2 && c < last; c++ {
			if s[c].before(s[least]) {
				least = c
			}
		}
		if least == i {
			return top
		}
		s[i], s[least] = s[least], s[i]
		i = least
	}
}

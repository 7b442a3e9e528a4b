package road

// costHeap holds nodes by cost, the least first. A node whose cost falls is
// pushed again: whoever pops it passes over what costs more than its label.
type costHeap []costAt

type costAt struct {
	cost cost
	node uint32
}

func (h *costHeap) push(c cost, node uint32) {
	s := append(*h, costAt{})
	i := len(s) - 1
	for i > 0 {
		parent := (i - 1) / heapWidth
		if s[parent].cost <= c {
			break
		}
		s[i] = s[parent]
		i = parent
	}
	s[i] = costAt{c, node}
	*h = s
}

// heapWidth is how many children an entry has: four are fewer steps, and one line of a cache.
const heapWidth = 4

func (h *costHeap) pop() costAt {
	s := *h
	least, last := s[0], s[len(s)-1]
	s = s[:len(s)-1]
	*h = s
	for i := 0; len(s) > 0; {
		child := i*heapWidth + 1
		if child < len(s) {
			for other := child + 1; other < min(child+heapWidth, len(s)); other++ {
				if s[other].cost < s[child].cost {
					child = other
				}
			}
		}
		if child >= len(s) || s[child].cost >= last.cost {
			s[i] = last
			break
		}
		s[i] = s[child]
		i = child
	}
	return least
}

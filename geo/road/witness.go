package road

// witness looks for ways between nodes that remain in a contraction which avoid
// the node that is to be taken away. It looks at few nodes and may miss some:
// a shortcut is then made that nobody needs.
type witness struct {
	label   []cost
	touched []uint32
	queue   costHeap
}

// witnesses is at how many nodes one looks.
const witnesses = 60

func newWitness(out [][]link) witness {
	w := witness{label: make([]cost, len(out))}
	for v := range w.label {
		w.label[v] = never
	}
	return w
}

// search labels nodes around one, none dearer than most, without a node.
func (w *witness) search(out [][]link, from, without uint32, most cost) {
	w.reach(from, 0)
	for left := witnesses; left > 0 && len(w.queue) > 0; left-- {
		at := w.queue.pop()
		if at.cost > most {
			break
		}
		if at.cost > w.label[at.node] {
			continue
		}
		for _, l := range out[at.node] {
			if next := at.cost + l.cost; l.node != without && next <= most && next < w.label[l.node] {
				w.reach(l.node, next)
			}
		}
	}
}

func (w *witness) reach(v uint32, c cost) {
	if w.label[v] == never {
		w.touched = append(w.touched, v)
	}
	w.label[v] = c
	w.queue.push(c, v)
}

func (w *witness) forget() {
	for _, v := range w.touched {
		w.label[v] = never
	}
	w.touched, w.queue = w.touched[:0], w.queue[:0]
}

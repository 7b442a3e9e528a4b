package gazetteer

// branch is a node of the trie and where the words that begin like it end: they
// are [FirstWord[node], end).
type branch struct{ node, end uint32 }

// root is the branch of all words.
func (c *Columns) root() branch { return branch{0, uint32(len(c.FirstLetter) - 1)} }

// child is a child of a branch, one of [FirstChild[node], FirstChild[node+1]).
func (c *Columns) child(b branch, node uint32) branch {
	if node+1 < c.FirstChild[b.node+1] {
		return branch{node, c.FirstWord[node+1]}
	}
	return branch{node, b.end}
}

// under is the branch that a letter leads to.
func (c *Columns) under(b branch, letter byte) (branch, bool) {
	low, high := c.FirstChild[b.node], c.FirstChild[b.node+1]
	for low < high {
		middle := (low + high) / 2
		switch at := c.Letter[middle]; {
		case at < letter:
			low = middle + 1
		case at > letter:
			high = middle
		default:
			return c.child(b, middle), true
		}
	}
	return branch{}, false
}

// beginning is the branch of the words that begin with some letters.
func (c *Columns) beginning(letters []byte) (b branch, ok bool) {
	b, ok = c.root(), true
	for i := 0; i < len(letters) && ok; i++ {
		b, ok = c.under(b, letters[i])
	}
	return b, ok
}

// isWord tells whether a branch's own letters are a word, which is then its first.
func (c *Columns) isWord(b branch) bool { return c.Ends[b.node/64]>>(b.node%64)&1 != 0 }

// word returns the word of some letters.
func (c *Columns) word(letters []byte) (w WordID, ok bool) {
	b, ok := c.beginning(letters)
	if !ok || !c.isWord(b) {
		return 0, false
	}
	return WordID(c.FirstWord[b.node]), true
}

// letters are those of a word.
func (c *Columns) letters(w WordID) []uint8 {
	return c.Letters[c.FirstLetter[w]:c.FirstLetter[w+1]]
}

const maxSlips = 2

// slipWalk finds the words that some letters may have been meant for, with at
// most so many slips: a letter for another, one missing, one too many, two
// neighbours swapped. That is the distance of Damerau and Levenshtein where
// no letter is touched twice ("optimal string alignment"). Going down the trie,
// each node has the row of the usual table that belongs to its letters; what lies
// more than the slips off the diagonal is never computed, and a branch is left once
// all its row is beyond the slips.
type slipWalk struct {
	columns *Columns
	letters []byte
	most    uint8
	begins  bool // a word may also begin with what was meant; see reached
	steps   int  // nodes that may yet be visited
	met     func(from, to WordID, slips uint8, whole bool)
	rows    [maxWord + maxSlips + 2][maxWord + 2]uint8
	path    [maxWord + maxSlips + 2]byte
}

// maxSteps bounds the nodes a walk visits: one with two slips in a million
// addresses' words visits some ten thousand.
const maxSteps = 60_000

// from goes down the whole trie, the words in their order. Each is told once.
func (w *slipWalk) from(c *Columns, letters []byte, most uint8, begins bool) {
	w.columns, w.letters, w.most, w.begins, w.steps = c, letters[:min(len(letters), maxWord)], most, begins, maxSteps
	for i := range len(w.letters) + 2 {
		w.rows[0][i] = min(uint8(i), most+1)
	}
	w.down(c.root(), 0, most+1)
}

// down visits a branch whose letters are path[:depth]; begun is the fewest slips
// with which a beginning on the way here was met, most+1 for none.
func (w *slipWalk) down(b branch, depth int, begun uint8) {
	whole := w.row(depth)
	if w.begins && w.reached(depth) {
		begun = min(begun, whole)
	}
	if w.columns.isWord(b) {
		w.tell(b.first(w.columns), b.first(w.columns)+1, whole, begun)
	}
	from, to := w.columns.FirstChild[b.node], w.columns.FirstChild[b.node+1]
	for node := from; node < to; node++ {
		child := w.columns.child(b, node)
		if w.steps--; w.steps < 0 {
			return
		}
		if depth+1 < len(w.rows)-1 && w.step(depth+1, w.columns.Letter[node]) {
			w.down(child, depth+1, begun)
		} else {
			w.tell(child.first(w.columns), WordID(child.end), w.most+1, begun)
		}
	}
}

func (b branch) first(c *Columns) WordID { return WordID(c.FirstWord[b.node]) }

// row is how many slips part the letters from the first depth of the path.
func (w *slipWalk) row(depth int) uint8 { return w.rows[depth][len(w.letters)] }

// tell says what words [from, to) are met as: wholes, or longer ones that begin so.
func (w *slipWalk) tell(from, to WordID, whole, begun uint8) {
	switch {
	case from >= to:
	case whole <= w.most && whole <= begun:
		w.met(from, to, whole, true)
	case begun <= w.most:
		w.met(from, to, begun, false)
	}
}

// reached tells whether the path may be what was typed so far of a longer word:
// its last letter is the last typed, or the last two are swapped. What is wrong
// with a last letter the next one typed will tell.
func (w *slipWalk) reached(depth int) bool {
	m := len(w.letters)
	if depth == 0 || m == 0 {
		return false
	}
	return w.path[depth] == w.letters[m-1] ||
		depth > 1 && m > 1 && w.path[depth] == w.letters[m-2] && w.path[depth-1] == w.letters[m-1]
}

// step computes the row of a letter at a depth and tells whether any of it is
// within the slips.
func (w *slipWalk) step(depth int, letter byte) bool {
	w.path[depth] = letter
	row, above, m, beyond := &w.rows[depth], &w.rows[depth-1], len(w.letters), w.most+1
	from, to := max(1, depth-int(w.most)), min(m, depth+int(w.most))
	row[from-1], row[to+1] = beyond, beyond
	if from == 1 {
		row[0] = min(uint8(depth), beyond)
	}
	if from > to {
		row[m] = beyond
		return false
	}
	if to < m {
		row[m] = beyond // read by row, before the diagonal is near
	}
	least := row[from-1]
	for i := from; i <= to; i++ {
		slips := min(above[i], row[i-1]) + 1
		if w.letters[i-1] == letter {
			slips = min(slips, above[i-1])
		} else {
			slips = min(slips, above[i-1]+1)
		}
		if depth > 1 && i > 1 && w.letters[i-1] == w.path[depth-1] && w.letters[i-2] == letter {
			slips = min(slips, w.rows[depth-2][i-2]+1)
		}
		row[i] = min(slips, beyond)
		least = min(least, row[i])
	}
	return least < beyond
}

package gazetteer

// layTrie grows the trie of the dictionary, level by level: a node is the
// words that begin alike, and its children part them by their next letter.
func (c *Columns) layTrie() {
	type span struct{ first, end uint32 }
	words := uint32(len(c.FirstLetter) - 1)
	level := []span{{0, words}}
	c.Letter, c.FirstWord = []uint8{0}, []uint32{0}
	for depth := uint32(0); len(level) > 0; depth++ {
		var next []span
		for _, n := range level {
			node := len(c.FirstChild)
			c.FirstChild = append(c.FirstChild, uint32(len(c.Letter)))
			if node%64 == 0 {
				c.Ends = append(c.Ends, 0)
			}
			first := n.first
			if first < n.end && c.FirstLetter[first]+depth == c.FirstLetter[first+1] {
				c.Ends[node/64] |= 1 << (node % 64)
				first++
			}
			for first < n.end {
				letter := c.Letters[c.FirstLetter[first]+depth]
				end := first + 1
				for end < n.end && c.Letters[c.FirstLetter[end]+depth] == letter {
					end++
				}
				c.Letter = append(c.Letter, letter)
				c.FirstWord = append(c.FirstWord, first)
				next = append(next, span{first, end})
				first = end
			}
		}
		level = next
	}
	c.FirstChild = append(c.FirstChild, uint32(len(c.Letter)))
}

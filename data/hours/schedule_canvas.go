package hours

import "math/bits"

// minuteSet is minutes of a day, a bit each.
type minuteSet [minuteWords]uint64

const minuteWords = (minutesADay + 63) / 64

// everyMinute is every minute of a day, and noMinute none: neither is ever changed.
var everyMinute, noMinute = func() (all, none minuteSet) {
	all.add(0, minutesADay)
	return all, none
}()

// add adds the minutes from from to to, as far as they are of the day.
func (b *minuteSet) add(from, to int) {
	from, to = max(from, 0), min(to, minutesADay)
	if from >= to {
		return
	}
	first, last := from/64, (to-1)/64
	head, foot := ^uint64(0)<<(from%64), ^uint64(0)>>(63-(to-1)%64)
	if first == last {
		b[first] |= head & foot
		return
	}
	b[first] |= head
	for i := first + 1; i < last; i++ {
		b[i] = ^uint64(0)
	}
	b[last] |= foot
}

func (b *minuteSet) with(other *minuteSet) {
	for i := range b {
		b[i] |= other[i]
	}
}

// take moves into the set what two others tell of the minutes of from, and reports whether there are any.
func (b *minuteSet) take(from, one, other *minuteSet) bool {
	var any uint64
	for i := range b {
		b[i] = from[i] & (one[i] | other[i])
		from[i] &^= b[i]
		any |= b[i]
	}
	return any != 0
}

// canvas is where the wall of a day is painted: each minute once, from the rule
// that speaks last to the first one. So the cost of a wall is that of its rules,
// and of its parts, however the rules overlap.
type canvas struct {
	covers   [][2]coverage // by rule, and by whether the day is even where the sun decides
	todo     minuteSet     // not told of yet
	closures []closure     // what is closed, from the last rule to the first
	fills    []int         // the fallbacks that tell of the day, from the last to the first
	begins   minuteSet     // the minutes at which a part begins
	marks    []mark        // by minute, of those in begins
}

// closure is minutes that a rule closes, or, rule -1, that none opens.
type closure struct {
	rule int
	mark mark
	set  minuteSet
}

func (c *canvas) reset(rules int) {
	if c.marks == nil {
		c.marks, c.covers = make([]mark, minutesADay), make([][2]coverage, rules)
	}
	c.todo, c.begins = everyMinute, minuteSet{}
	c.closures, c.fills = c.closures[:0], c.fills[:0]
}

// put paints minutes: a part begins at each whose minute before is not among them.
func (c *canvas) put(set *minuteSet, m mark) {
	carry := uint64(0)
	for i, word := range set {
		starts := word &^ (word<<1 | carry)
		carry = word >> 63
		c.begins[i] |= starts
		for ; starts != 0; starts &= starts - 1 {
			c.marks[i*64+bits.TrailingZeros64(starts)] = m
		}
	}
}

// wall is what was painted.
func (c *canvas) wall(w wall) wall {
	w = w[:0]
	for i, word := range c.begins {
		for ; word != 0; word &= word - 1 {
			minute := i*64 + bits.TrailingZeros64(word)
			if n := len(w); n == 0 || w[n-1].mark != c.marks[minute] {
				w = append(w, part{int16(minute), c.marks[minute]})
			}
		}
	}
	return w
}

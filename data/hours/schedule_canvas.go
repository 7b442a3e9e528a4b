package hours

import "math/bits"

// minuteSet is minutes of a day, a bit each.
type minuteSet [minuteWords]uint64

const minuteWords = (minutesADay + 63) / 64

// everyMinute is every minute of a day.
var everyMinute = func() (all minuteSet) {
	all.add(0, minutesADay)
	return all
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

func (b *minuteSet) without(other *minuteSet) {
	for i := range b {
		b[i] &^= other[i]
	}
}

// within keeps the minutes that another set has too, and reports whether there are any.
func (b *minuteSet) within(other *minuteSet) bool {
	var any uint64
	for i := range b {
		b[i] &= other[i]
		any |= b[i]
	}
	return any != 0
}

// starts is the minutes whose minute before is not in the set.
func (b *minuteSet) starts() (starts minuteSet) {
	carry := uint64(0)
	for i, word := range b {
		starts[i] = word &^ (word<<1 | carry)
		carry = word >> 63
	}
	return starts
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

func (c *canvas) put(set *minuteSet, m mark) {
	starts := set.starts()
	for i, word := range starts {
		for ; word != 0; word &= word - 1 {
			c.marks[i*64+bits.TrailingZeros64(word)] = m
		}
		c.begins[i] |= starts[i]
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

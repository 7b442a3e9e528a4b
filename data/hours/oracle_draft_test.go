package hours_test

import (
	"slices"
	"strings"
)

// draft is a value before it is written: rules of parts of items, each of which
// a shrinker can leave out.
type draft []draftRule

// draftRule is a rule. join is what stands before it where it is not the first.
type draftRule struct {
	join  string
	parts []part
}

// part is a selector, a modifier or a comment: items with commas between them.
type part struct {
	head  string // "week "
	items []string
}

func (d draft) String() string {
	var text strings.Builder
	for i, rule := range d {
		if i > 0 {
			text.WriteString(rule.join)
		}
		for j, p := range rule.parts {
			if j > 0 {
				text.WriteByte(' ')
			}
			text.WriteString(p.head + strings.Join(p.items, ","))
		}
	}
	return text.String()
}

// smaller yields the drafts with one rule, one part or one item less, the largest cuts first.
func (d draft) smaller() []draft {
	var list []draft
	if len(d) > 1 {
		for i := range d {
			list = append(list, slices.Delete(slices.Clone(d), i, i+1))
		}
	}
	for i, rule := range d {
		for j, p := range rule.parts {
			if len(rule.parts) > 1 {
				list = append(list, d.with(i, slices.Delete(slices.Clone(rule.parts), j, j+1)))
			}
			if len(p.items) > 1 {
				for k := range p.items {
					parts := slices.Clone(rule.parts)
					parts[j].items = slices.Delete(slices.Clone(p.items), k, k+1)
					list = append(list, d.with(i, parts))
				}
			}
		}
	}
	return list
}

// with is the draft with other parts in rule i.
func (d draft) with(i int, parts []part) draft {
	other := slices.Clone(d)
	other[i].parts = parts
	return other
}

// shrink cuts a draft for as long as what is left still fails, trying at most tries cuts.
func (d draft) shrink(tries int, fails func(draft) bool) draft {
	for {
		next := slices.IndexFunc(d.smaller(), func(smaller draft) bool {
			tries--
			return tries >= 0 && fails(smaller)
		})
		if next < 0 {
			return d
		}
		d = d.smaller()[next]
	}
}

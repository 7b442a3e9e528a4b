package analysis

import (
	"slices"
	"time"
)

// waiting is a place that is not open on arrival, and the moment it receives one.
type waiting struct {
	met
	moment time.Time
	beaten bool // a nearer place receives one as early
}

// queue keeps, of places met the nearest first, as many as there is room for, by
// (moment, time, structure id). Places that another beats in both the moment and
// the journey give way to those that none does: at night some door far away opens
// half an hour before all the others, and its neighbours must not hide the door next to one.
type queue struct {
	places []waiting
	room   int
}

// bound is the moment that a place further than those kept must be earlier than
// to be kept too; full is false while there is room for any.
func (q *queue) bound() (moment time.Time, full bool) {
	if len(q.places) < q.room {
		return time.Time{}, false
	}
	return q.places[q.last()].moment, true
}

// last is the place that gives way to the next one: the last that is beaten, but
// for an earlier moment than all, to which the last of those not beaten may.
func (q *queue) last() int {
	for k := len(q.places) - 1; k > 0; k-- {
		if q.places[k].beaten {
			return k
		}
	}
	return 0
}

// add takes a place further than those it has, whose moment is within the bound.
func (q *queue) add(p met, moment time.Time) {
	w := waiting{p, moment, len(q.places) > 0 && !moment.Before(q.places[0].moment)}
	if len(q.places) == q.room {
		k := q.last()
		if k == 0 {
			k = len(q.places) - 1
		}
		q.places = slices.Delete(q.places, k, k+1)
	}
	at, _ := slices.BinarySearchFunc(q.places, moment, func(w waiting, moment time.Time) int {
		if w.moment.After(moment) {
			return 1
		}
		return -1 // of two that open together the nearer stays first
	})
	q.places = slices.Insert(q.places, at, w)
}

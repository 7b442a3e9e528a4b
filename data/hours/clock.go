package hours

import (
	"math"
	"slices"
	"sync/atomic"
	"time"
)

// clock is the offsets of a location from 1970 to 2100, for many questions:
// past its file's last transition a time.Location works each answer out anew.
// Outside those years the location itself is asked.
type clock struct {
	location *time.Location
	starts   []int64 // Unix seconds an offset holds from, ascending; the first is the beginning of 1970
	offsets  []int64 // seconds east of Greenwich
	hints    []int32 // by stretch of stretchBits of Unix seconds: which start holds at its beginning
}

const (
	clockFrom = 0          // 1970
	clockTo   = 4102444800 // 2100

	stretchBits = 22 // 48 days, in which a clock changes twice at most, but for a few years of a few places
)

// clocks is a memo of the last locations asked for, as a region has one or two.
var clocks atomic.Pointer[[]*clock]

const clocksKept = 32

// clockOf is a location's clock, made on its first use.
func clockOf(location *time.Location) *clock {
	if location == nil {
		location = time.UTC
	}
	for {
		kept := clocks.Load()
		var known []*clock
		if kept != nil {
			known = *kept
		}
		if i := slices.IndexFunc(known, func(c *clock) bool { return c.location == location }); i >= 0 {
			return known[i]
		}
		made := newClock(location)
		more := append([]*clock{made}, known[:min(len(known), clocksKept-1)]...)
		if clocks.CompareAndSwap(kept, &more) {
			return made
		}
	}
}

func newClock(location *time.Location) *clock {
	c := &clock{location: location}
	for at := int64(clockFrom); at < clockTo; {
		offset, end := zoneAt(location, at)
		if n := len(c.offsets); n == 0 || c.offsets[n-1] != offset {
			c.starts, c.offsets = append(c.starts, at), append(c.offsets, offset)
		}
		at = end
	}
	low := 0
	for at := int64(0); at < clockTo; at += 1 << stretchBits {
		for low+1 < len(c.starts) && c.starts[low+1] <= at {
			low++
		}
		c.hints = append(c.hints, int32(low))
	}
	return c
}

// zoneAt is a location's offset at an instant, and the instant it holds until.
func zoneAt(location *time.Location, unix int64) (offset, end int64) {
	at := time.Unix(unix, 0).In(location)
	_, seconds := at.Zone()
	end = math.MaxInt64
	if _, until := at.ZoneBounds(); !until.IsZero() {
		end = until.Unix()
	}
	if end <= unix { // past its last transition a Location ends years where they end, and some before they begin
		end = unix + 60*60
	}
	return int64(seconds), end
}

// offset is the seconds east of Greenwich at an instant, and until when at least.
func (c *clock) offset(unix int64) (offset, end int64) {
	if unix < clockFrom || unix >= clockTo {
		return zoneAt(c.location, unix)
	}
	low := int(c.hints[unix>>stretchBits])
	for low+1 < len(c.starts) && c.starts[low+1] <= unix {
		low++
	}
	if low+1 < len(c.starts) {
		return c.offsets[low], c.starts[low+1]
	}
	return c.offsets[low], clockTo
}

// read is the day and the minute that the clock on the wall shows at an instant.
func (c *clock) read(unix int64) (Day, int) {
	offset, _ := c.offset(unix)
	day, second := splitWall(unix + offset)
	return day, int(second / 60)
}

// splitWall is the day of a wall clock's second, and the second of that day.
func splitWall(wall int64) (day Day, second int64) {
	days := wall / secondsADay
	second = wall % secondsADay
	if second < 0 {
		days, second = days-1, second+secondsADay
	}
	return Day(days), second
}

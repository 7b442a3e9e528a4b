package analysis

import (
	"math"
	"time"

	"maillage/geo/road"
)

// deciseconds make a minute.
const deciseconds = 600

// wholeMinutes is a time rounded up to the minute: whoever allows that much arrives.
func wholeMinutes(d road.Deciseconds) road.Deciseconds {
	return (d + deciseconds - 1) / deciseconds * deciseconds
}

// within is the last time that is at most so many minutes, which lie in 0…MaxMinutes.
// Times are whole deciseconds; a millionth of one absorbs what decimal minutes
// lose in binary (0.7 × 600 must be 420), so a time exactly at the target is within it.
func within(minutes float64) road.Deciseconds {
	return road.Deciseconds(math.Floor(minutes*deciseconds + 1e-6))
}

// lasting is a time on the way, on the clock.
func lasting(d road.Deciseconds) time.Duration { return time.Duration(d) * (time.Second / 10) }

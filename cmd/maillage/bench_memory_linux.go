package main

import (
	"bytes"
	"os"
	"strconv"
)

// memory is what this process holds in memory, bytes: all of it, its share of
// what it shares with others, and what is its own.
func memory() (rss, pss, private int64) {
	b, err := os.ReadFile("/proc/self/smaps_rollup")
	if err != nil {
		return 0, 0, 0
	}
	return rollup(b)
}

// rollup reads "Rss:   1752 kB" and the like.
func rollup(b []byte) (rss, pss, private int64) {
	for line := range bytes.Lines(b) {
		fields := bytes.Fields(line)
		if len(fields) != 3 || string(fields[2]) != "kB" {
			continue
		}
		kB, err := strconv.ParseInt(string(fields[1]), 10, 64)
		if err != nil {
			continue
		}
		switch string(fields[0]) {
		case "Rss:":
			rss = kB * 1024
		case "Pss:":
			pss = kB * 1024
		case "Private_Clean:", "Private_Dirty:":
			private += kB * 1024
		}
	}
	return rss, pss, private
}

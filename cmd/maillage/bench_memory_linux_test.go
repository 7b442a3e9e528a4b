package main

import "testing"

func TestMemoryIsReadAsTheSystemTellsIt(t *testing.T) {
	rss, pss, private := rollup([]byte("558667c0a000-7ffe5afe0000 ---p 00000000 00:00 0 [rollup]\n" +
		"Rss:                1752 kB\nPss:                 358 kB\nPss_Dirty:           108 kB\n" +
		"Private_Clean:        84 kB\nPrivate_Dirty:       108 kB\nSwap: what kB\n"))
	if rss != 1752<<10 || pss != 358<<10 || private != 192<<10 {
		t.Errorf("got %d, %d and %d bytes", rss, pss, private)
	}
	if rss, _, _ := memory(); rss == 0 {
		t.Error("this process holds no memory")
	}
}

package web

import (
	"os"
	"regexp"
	"strconv"
	"testing"
)

// criteria are how many RGAA 4.1 has of each theme: 106.
var criteria = []int{9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12}

// The self-audit answers each criterion of RGAA once, and no other.
func TestSelfAuditIsWhole(t *testing.T) {
	text, err := os.ReadFile("../docs/accessibility.md")
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[string]int)
	for _, m := range regexp.MustCompile(`(?m)^\| (\d+\.\d+) \| [^|]+ \| (?:C†?|NC|NA) \|`).FindAllStringSubmatch(string(text), -1) {
		found[m[1]]++
	}
	total := 0
	for theme, n := range criteria {
		total += n
		for i := 1; i <= n; i++ {
			if id := strconv.Itoa(theme+1) + "." + strconv.Itoa(i); found[id] != 1 {
				t.Errorf("criterion %s is answered %d times", id, found[id])
			}
		}
	}
	if total != 106 || len(found) != total {
		t.Errorf("got %d criteria, want %d, and RGAA has 106", len(found), total)
	}
}

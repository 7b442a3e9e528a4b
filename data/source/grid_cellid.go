package source

import (
	"regexp"
	"strconv"

	"github.com/paulmach/orb"
)

// cellID is what the id of a cell of a European or INSEE grid says.
type cellID struct {
	epsg   int
	size   float64   // side, metres
	corner orb.Point // south-west, easting and northing
}

var cellName = regexp.MustCompile(`^CRS(\d{4,5})RES(\d{1,6})mN(-?\d{1,8})E(-?\d{1,8})$`)

func parseCellID(s string) (cellID, bool) {
	m := cellName.FindStringSubmatch(s)
	if m == nil {
		return cellID{}, false
	}
	var n [4]int
	for i := range n {
		n[i], _ = strconv.Atoi(m[i+1]) // the pattern lets only short numbers through
	}
	id := cellID{n[0], float64(n[1]), orb.Point{float64(n[3]), float64(n[2])}}
	return id, n[1] > 0
}

package source

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/internal/fold"
)

// spot is a longitude and a latitude as a source writes them, and its names for them.
type spot struct {
	lonField, latField string
	lon, lat           string
}

// value is the position as written, latitude first, as people say it.
func (s spot) value() string { return s.lat + ", " + s.lon }

func (s spot) field() string { return s.latField + ", " + s.lonField }

// farthest is more than any coordinate is in any projection. Whether two numbers
// are degrees, swapped or metres is not for a reader to say: data.Builder knows the region.
const farthest = 1e8

// point reads the position; the kind tells what is wrong with it: nothing (""),
// missing (empty or 0, 0), invalid, or a decimal comma, which still gives a point.
func (s spot) point() (orb.Point, data.DefectKind) {
	if s.lon == "" || s.lat == "" {
		return orb.Point{}, data.DefectPositionMissing
	}
	lon, lonComma, lonOK := degrees(s.lon, farthest)
	lat, latComma, latOK := degrees(s.lat, farthest)
	p := orb.Point{lon, lat}
	switch {
	case !lonOK || !latOK:
		return orb.Point{}, data.DefectPositionInvalid
	case p == orb.Point{}:
		return p, data.DefectPositionMissing
	case lonComma || latComma:
		return p, data.DefectDecimalComma
	}
	return p, ""
}

// degrees reads a decimal number no further from zero than limit.
func degrees(s string, limit float64) (v float64, comma, ok bool) {
	if strings.Count(s, ",") == 1 && !strings.Contains(s, ".") {
		s, comma = strings.Replace(s, ",", ".", 1), true
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, comma, err == nil && math.Abs(v) <= limit // false for NaN
}

// onEarth tells whether p can be a longitude and a latitude.
func onEarth(p orb.Point) bool { return math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90 }

// place reads a record's position and reports what is wrong with it; false means
// the record is to be left out. It is kept without a position, the zero point,
// where the Builder looks for such records by their address.
func (r reporter) place(record string, s spot) (orb.Point, bool) {
	p, kind := s.point()
	switch kind {
	case "":
		return p, true
	case data.DefectDecimalComma:
		r.report(kind, data.Corrected, record, s.field(), s.value(), sayPoint(p))
		return p, true
	default:
		r.report(kind, data.LeftOut, record, s.field(), s.value(), "")
		return orb.Point{}, r.sought(kind)
	}
}

// sought tells whether a record whose position is of no use is looked for by its address.
func (r reporter) sought(kind data.DefectKind) bool {
	return kind == data.DefectPositionMissing && r.builder.Locates()
}

// sayPoint writes a position as people say it: latitude, longitude.
func sayPoint(p orb.Point) string {
	return strconv.FormatFloat(p[1], 'f', -1, 64) + ", " + strconv.FormatFloat(p[0], 'f', -1, 64)
}

var (
	houseNumber = regexp.MustCompile(`(?:^|[,;] *)\d{1,4}(?: *(?:bis|ter|[a-d]))?(?:[ -]+\d{1,4})?[ ,]+\pL`)
	streetWord  = regexp.MustCompile(`\b(?:rue|avenue|av|boulevard|bd|cours|chemin|route|impasse|allee|place|quai|montee|square|esplanade|faubourg|rond point|traversa|piazza|carrughju|strada)\b`)
	localWord   = regexp.MustCompile(`\b(?:lieu dit|lieudit|hameau|quartier|village|bourg|zone|za|residence|lotissement)\b`)
)

// precisionOf is how well a position can be known from the address it was found
// with, in places whose source tells nothing of it. A position is no finer than
// its address; an address that names only a building ("Mairie") tells nothing.
func precisionOf(address string) data.Precision {
	folded := fold.Text(address)
	switch {
	case houseNumber.MatchString(strings.ToLower(address)):
		return data.PrecisionHouse
	case streetWord.MatchString(folded):
		return data.PrecisionStreet
	case localWord.MatchString(folded):
		return data.PrecisionLocality
	default:
		return data.PrecisionUnknown
	}
}

package main

import (
	"strings"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"maillage/analysis"
	"maillage/say"
)

// positionFlags is a position that may be left out, as a whole.
type positionFlags struct {
	Lat *float64 `placeholder:"DEGRÉS | DEGREES" help:"Latitude, en degrés. | Latitude, in degrees."`
	Lon *float64 `placeholder:"DEGRÉS | DEGREES" help:"Longitude, en degrés ; négative à l'ouest de Greenwich. | Longitude, in degrees; negative west of Greenwich."`
}

// point is the position, nil where there is none.
func (f *positionFlags) point() *orb.Point {
	if f.Lat == nil || f.Lon == nil {
		return nil
	}
	return &orb.Point{*f.Lon, *f.Lat}
}

// check refuses half a position, and one off the Earth.
func (f *positionFlags) check() error {
	switch {
	case f.Lat == nil && f.Lon != nil:
		return misuse("il manque --lat à côté de --lon", "--lat is missing beside --lon")
	case f.Lon == nil && f.Lat != nil:
		return misuse("il manque --lon à côté de --lat", "--lon is missing beside --lat")
	case f.Lat == nil:
		return nil
	case !(*f.Lat >= -90 && *f.Lat <= 90): // NaN too
		return misuse("--lat=%v n'est pas une latitude ; donnez des degrés entre -90 et 90, comme 42.306",
			"--lat=%v is not a latitude; give degrees between -90 and 90, such as 42.306", *f.Lat)
	case !(*f.Lon >= -180 && *f.Lon <= 180):
		return misuse("--lon=%v n'est pas une longitude ; donnez des degrés entre -180 et 180, comme 9.150",
			"--lon=%v is not a longitude; give degrees between -180 and 180, such as 9.150", *f.Lon)
	default:
		return nil
	}
}

// departureFlags is where a journey begins, told in exactly one way.
type departureFlags struct {
	positionFlags
	Text    string `name:"q" placeholder:"TEXTE | TEXT" help:"Le départ en toutes lettres : une adresse, un lieu, une commune. Il n'est ni gardé ni transmis. | The start in words: an address, a place, a commune. It is neither kept nor sent."`
	Commune string `name:"code-commune" placeholder:"CODE" help:"Le départ est toute une commune, par son code INSEE : la moitié et les neuf dixièmes de ses habitants. | The start is a whole commune, by its INSEE code: half and nine tenths of its inhabitants."`
}

// maxTyped bounds a text, as the server's is.
const maxTyped = 200

func (f *departureFlags) check() error {
	if err := f.positionFlags.check(); err != nil {
		return err
	}
	ways := 0
	for _, told := range []bool{f.Lat != nil, f.Text != "", f.Commune != ""} {
		if told {
			ways++
		}
	}
	switch {
	case ways == 0:
		return misuse("il manque le départ : donnez --lat et --lon, ou --q (une adresse, un lieu, une commune), ou --code-commune",
			"the start is missing: give --lat and --lon, or --q (an address, a place, a commune), or --code-commune")
	case ways > 1:
		return misuse("le départ est dit de plusieurs façons ; gardez-en une : --lat et --lon, ou --q, ou --code-commune",
			"the start is told in several ways; keep one: --lat and --lon, or --q, or --code-commune")
	}
	return checkTyped(say.Same("--q"), f.Text)
}

// checkTyped refuses what is longer than any place's name.
func checkTyped(name say.Text, text string) error {
	if n := utf8.RuneCountInString(text); n > maxTyped {
		return misuse("%s a %d caractères ; donnez %d caractères au plus", "%s has %d characters; give %d at most", name, n, maxTyped)
	}
	return nil
}

// depart understands the text or the code; nil for a position.
func (f *departureFlags) depart(o *opened) (*analysis.Departure, error) {
	switch {
	case f.Commune != "":
		return o.engine.DepartFromCommune(strings.ToUpper(f.Commune))
	case f.Text != "":
		places, err := o.gazetteer()
		if err != nil {
			return nil, err
		}
		return o.engine.Depart(places, f.Text, nil)
	default:
		return nil, nil
	}
}

// from is a query that begins where the flags say; the departure is nil for a position.
func (f *departureFlags) from(o *opened, q analysis.NearestQuery) (analysis.NearestQuery, *analysis.Departure, error) {
	d, err := f.depart(o)
	switch {
	case err != nil:
		return q, nil, err
	case d == nil:
		q.Origin = *f.point()
		return q, nil, nil
	default:
		return d.From(q), d, nil
	}
}

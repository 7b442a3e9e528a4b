package region

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo/gazetteer"
)

// The formats of addresses and places, which only the gazetteer reads. A region
// may have several sources of each, one a département as a rule.
const (
	FormatBAN           Format = "ban"            // CSV: addresses of the Base Adresse Nationale
	FormatBANLocalities Format = "ban-lieux-dits" // CSV: its lieux-dits
	FormatPostalCodes   Format = "postal-codes"   // CSV: La Poste's list of communes and their postal codes
)

var addressFormats = []Format{FormatPostalCodes, FormatBAN, FormatBANLocalities}

// ofAddresses tells whether a source is read into the gazetteer alone.
func (s *Source) ofAddresses() bool { return slices.Contains(addressFormats, s.Format) }

// PlaceSource counts what a source told the gazetteer, before what several tell alike became one.
type PlaceSource struct {
	Source     string // the Source's name
	Houses     int    // house numbers, and the streets and lieux-dits that are told as houses without one
	Streets    int    // streets known by their shape
	Localities int    // lieux-dits, hamlets, communes since merged
	Names      int    // other names of communes
	Codes      int    // postal codes of communes
}

// book takes what sources tell of addresses, and keeps in mind who told what of which commune.
type book struct {
	*gazetteer.Builder
	sources []PlaceSource
	coded   map[string][]string  // communes and the postal codes that sources tell of them
	housed  map[string]orb.Point // communes with house numbers, as the source codes them, and where one of these is
	last    gazetteer.Address    // houses come commune by commune, code by code
}

func newBook() *book {
	return &book{Builder: gazetteer.NewBuilder(), coded: make(map[string][]string), housed: make(map[string]orb.Point)}
}

// open says whose words come next.
func (k *book) open(source string) {
	if n := len(k.sources); n == 0 || k.sources[n-1].Source != source {
		k.sources = append(k.sources, PlaceSource{Source: source})
	}
}

// source is whose words these are.
func (k *book) source() *PlaceSource { return &k.sources[len(k.sources)-1] }

// AddAddress takes a house number.
func (k *book) AddAddress(a gazetteer.Address) {
	k.source().Houses++
	if a.Commune != k.last.Commune || a.PostalCode != k.last.PostalCode {
		k.last = a
		k.code(a.Commune, a.PostalCode)
	}
	if _, known := k.housed[a.Commune]; !known && a.Number > 0 {
		k.housed[a.Commune] = a.Point
	}
	k.Builder.AddAddress(a)
}

// AddLocality takes a lieu-dit.
func (k *book) AddLocality(l gazetteer.Locality) {
	k.source().Localities++
	k.Builder.AddLocality(l)
}

// AddPostalCode takes a postal code of a commune.
func (k *book) AddPostalCode(commune, code string) {
	k.source().Codes++
	k.code(commune, code)
	k.Builder.AddPostalCode(commune, code)
}

// code keeps in mind that a commune has a postal code.
func (k *book) code(commune, code string) {
	if code != "" && !slices.Contains(k.coded[commune], code) {
		k.coded[commune] = append(k.coded[commune], code)
	}
}

// AddCommuneName takes another name of a commune.
func (k *book) AddCommuneName(code, name string) {
	k.source().Names++
	k.Builder.AddCommuneName(code, name)
}

// AddStreet takes a street known by its shape.
func (k *book) AddStreet(s gazetteer.Street) {
	k.source().Streets++
	k.Builder.AddStreet(s)
}

// told lists the sources that told something, by name.
func (k *book) told() []PlaceSource {
	byName := make(map[string]PlaceSource)
	for _, s := range k.sources {
		t := byName[s.Source]
		byName[s.Source] = PlaceSource{s.Source, t.Houses + s.Houses, t.Streets + s.Streets, t.Localities + s.Localities, t.Names + s.Names, t.Codes + s.Codes}
	}
	var out []PlaceSource
	for _, s := range byName {
		if s != (PlaceSource{Source: s.Source}) {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b PlaceSource) int { return cmp.Compare(a.Source, b.Source) })
	return out
}

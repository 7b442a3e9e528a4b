package region

import (
	"context"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/data/source"
	"maillage/geo/gazetteer"
	"maillage/internal/fold"
	"maillage/say"
)

// osmPlaces keeps the addresses and places of an OpenStreetMap file until the
// communes they lie in are known: it names none.
type osmPlaces struct {
	hearsay
	addresses  []gazetteer.Address
	localities []gazetteer.Locality
}

// AddAddress takes a house number.
func (o *osmPlaces) AddAddress(a gazetteer.Address) { o.addresses = append(o.addresses, a) }

// AddLocality takes a place that is no commune.
func (o *osmPlaces) AddLocality(l gazetteer.Locality) { o.localities = append(o.localities, l) }

// readOSMPlaces reads the addresses and places of the streets' file, once the communes are read.
func (b *build) readOSMPlaces(ctx context.Context, f file, path string) error {
	select {
	case <-b.atlas.communes:
	case <-ctx.Done():
		return ctx.Err()
	}
	b.atlas.osm.source = f.source.Name
	return b.step(say.T("lire les adresses et les lieux de %s", "read the addresses and places of %s", f.source.File), func(progress func(done, total int64)) error {
		return source.ReadOSMPlaces(ctx, path, &b.atlas.osm, source.OSMPlacesOptions{Progress: progress, IsCommune: b.atlas.isCommune})
	})
}

// addOSM adds the addresses and places of OpenStreetMap: house numbers only in communes
// of which no source gave any, for two sources of one street number its houses twice.
func (l *listing) addOSM(o *osmPlaces) {
	housed := l.housed()
	l.to.open(o.source)
	for _, a := range o.addresses {
		if a.Commune = l.code(l.ds.Home(a.Point)); a.Commune != "" && !housed[a.Commune] {
			l.to.AddAddress(a)
		}
	}
	l.addOSMLocalities(o.localities)
	o.addresses, o.localities = nil, nil
	o.settle(l.to, l.knows)
}

// addOSMLocalities adds places, which come once for each of their names. One
// that bears its commune's is the commune, and the rest are names of it.
func (l *listing) addOSMLocalities(all []gazetteer.Locality) {
	itself := make(map[orb.Point]bool) // places that are their communes
	for i := range all {
		p := &all[i]
		p.Commune = l.code(l.ds.Home(p.Point))
		if c, ok := l.ds.TerritoryByCode(data.KindCommune, p.Commune); ok && fold.Text(p.Name) == fold.Text(l.ds.Territories[c].Name) {
			itself[p.Point] = true
		}
	}
	for _, p := range all {
		switch {
		case p.Commune == "":
		case itself[p.Point]:
			l.to.AddCommuneName(p.Commune, p.Name)
		default:
			l.to.AddLocality(p)
		}
	}
}

// housed are the communes of which a source gave house numbers, by their codes of
// today: a code of another year is that of the commune where the houses are.
func (l *listing) housed() map[string]bool {
	housed := make(map[string]bool)
	for code, at := range l.to.housed {
		if !l.knows(code) && at != (orb.Point{}) {
			code = l.code(l.ds.Home(at))
		}
		housed[code] = true
	}
	return housed
}

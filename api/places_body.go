package api

import (
	"math"

	"maillage/data"
	"maillage/geo/gazetteer"
	"maillage/say"
)

// geocodeJSON is the version of the format that PlacesBody follows:
// https://github.com/geocoders/geocodejson-spec.
const geocodeJSON = "0.1.0"

// PlacesBody answers which places a text or a position leads to, the best
// first, as GeocodeJSON. Build it with NewPlacesBody, write it with WriteJSON
// or WritePlacesCSV. The text itself is not part of it.
type PlacesBody struct {
	Type      string             `json:"type" enum:"FeatureCollection"`
	Fictional bool               `json:"fictional,omitempty"`
	Geocoding GeocodingBody      `json:"geocoding"`
	Features  []PlaceFeatureBody `json:"features"`
	Warnings  []string           `json:"warnings"`
	sources   []SourceBody       // of what is named; in Geocoding.Attribution, the format's own place
	lang      say.Lang
}

// GeocodingBody says which format this is, and whose data.
type GeocodingBody struct {
	Version     string `json:"version"`
	Licence     string `json:"licence"`
	Attribution string `json:"attribution"`
}

// PlaceFeatureBody is one place.
type PlaceFeatureBody struct {
	Type       string              `json:"type" enum:"Feature"`
	Properties PlacePropertiesBody `json:"properties"`
	Geometry   PointBody           `json:"geometry"`
}

// PlacePropertiesBody holds what GeocodeJSON keeps in a namespace of its own.
type PlacePropertiesBody struct {
	Geocoding GeocodedBody `json:"geocoding"`
}

// PointBody is a position as GeoJSON draws it.
type PointBody struct {
	Type        string    `json:"type" enum:"Point"`
	Coordinates []float64 `json:"coordinates"`
}

// GeocodedBody is what is known of a place. Score, precision, citycode, kind, id
// and distance are not GeocodeJSON's; the types structure and territory
// neither, to whose list they are added as the format allows.
type GeocodedBody struct {
	Type        string     `json:"type" enum:"house,street,locality,city,structure,county,state,territory"`
	Kind        string     `json:"kind,omitempty"` // of a territory: data.TerritoryKind
	ID          string     `json:"id,omitempty"`   // of a structure, a commune or a territory: the others have none that lasts
	Label       string     `json:"label"`
	Name        string     `json:"name"`
	HouseNumber string     `json:"housenumber,omitempty"`
	Street      string     `json:"street,omitempty"`
	Locality    string     `json:"locality,omitempty"`
	PostCode    string     `json:"postcode,omitempty"`
	City        string     `json:"city,omitempty"`
	CityCode    string     `json:"citycode,omitempty"`
	County      string     `json:"county,omitempty"`
	State       string     `json:"state,omitempty"`
	Admin       *AdminBody `json:"admin,omitempty"`
	Score       float64    `json:"score"`
	Precision   string     `json:"precision,omitempty"`
	Accuracy    int        `json:"accuracy"`           // metres, upwards
	Distance    *int       `json:"distance,omitempty"` // metres from the position asked about
}

// AdminBody names the territories that hold a place, by OpenStreetMap's admin_level.
type AdminBody struct {
	Level4 string `json:"level4,omitempty"`
	Level6 string `json:"level6,omitempty"`
	Level8 string `json:"level8,omitempty"`
}

// NewPlacesBody says, in a language, the places that Search found in the
// gazetteer of a view: the Ref of a commune or territory is its index in the
// Dataset, that of a structure its own there.
func NewPlacesBody(v *data.View, found []gazetteer.Match, lang say.Lang) *PlacesBody {
	ds := v.Dataset()
	b := &PlacesBody{
		Type:      "FeatureCollection",
		Fictional: ds.Region.Fictional,
		Features:  make([]PlaceFeatureBody, len(found)),
		Warnings:  regionWarnings(ds, lang),
		sources:   NewNameSourceBodies(v, structuresAmong(v, found)...),
		lang:      lang,
	}
	b.Geocoding = newGeocodingBody(b.sources)
	for i := range found {
		m := &found[i]
		b.Features[i] = PlaceFeatureBody{
			Type:       "Feature",
			Properties: PlacePropertiesBody{newGeocodedBody(v, m, lang)},
			Geometry:   PointBody{"Point", []float64{round(m.Point.Lon(), 7), round(m.Point.Lat(), 7)}},
		}
	}
	return b
}

// NewAroundBody says, in a language, the places that Reverse found, each with
// its distance.
func NewAroundBody(v *data.View, found []gazetteer.Match, lang say.Lang) *PlacesBody {
	b := NewPlacesBody(v, found, lang)
	for i := range found {
		b.Features[i].Properties.Geocoding.Distance = new(int(math.Round(found[i].Metres)))
	}
	return b
}

// Sources are those of what is named.
func (b *PlacesBody) Sources() []SourceBody { return b.sources }

func structuresAmong(v *data.View, found []gazetteer.Match) []data.StructureIndex {
	var out []data.StructureIndex
	for i := range found {
		if m := &found[i]; m.Kind == gazetteer.KindStructure && int(m.Ref) < v.Len() {
			out = append(out, data.StructureIndex(m.Ref))
		}
	}
	return out
}

// newGeocodingBody names every source of names: which of them one came from is
// not known any more.
func newGeocodingBody(sources []SourceBody) GeocodingBody {
	licences := make([]string, len(sources))
	for i, s := range sources {
		licences[i] = s.Licence
	}
	return GeocodingBody{geocodeJSON, joinOnce(licences, ", "), cite(sources)}
}

func newGeocodedBody(v *data.View, m *gazetteer.Match, lang say.Lang) GeocodedBody {
	b := GeocodedBody{
		Label:    m.Label,
		Name:     m.Name,
		PostCode: m.PostalCode,
		City:     m.Commune,
		CityCode: m.CommuneCode,
		Score:    round(m.Score, 3),
		Accuracy: int(math.Ceil(m.Radius)),
	}
	b.placeIn(v.Dataset())
	switch m.Kind {
	case gazetteer.KindHouse:
		b.Type, b.Precision = "house", data.PrecisionHouse.String()
		b.Name, b.HouseNumber, b.Street = m.Number+" "+m.Name, m.Number, m.Name
	case gazetteer.KindStreet:
		b.Type, b.Precision, b.Street = "street", data.PrecisionStreet.String(), m.Name
	case gazetteer.KindLocality:
		b.Type, b.Precision, b.Locality = "locality", data.PrecisionLocality.String(), m.Name
	case gazetteer.KindCommune:
		b.Type, b.Precision, b.ID = "city", data.PrecisionCommune.String(), m.CommuneCode
	case gazetteer.KindStructure:
		b.Type = "structure"
		b.ID, b.Precision = structureOf(v, m.Ref)
	case gazetteer.KindTerritory:
		b.describeTerritory(v.Dataset(), m.Ref, lang)
	}
	return b
}

// placeIn names the larger territories that hold the commune.
func (b *GeocodedBody) placeIn(ds *data.Dataset) {
	commune, ok := ds.TerritoryByCode(data.KindCommune, b.CityCode)
	if !ok {
		return
	}
	for _, of := range ds.Territories[commune].PartOf {
		switch t := &ds.Territories[of]; t.Kind {
		case data.KindDepartement:
			b.County = t.Name
		case data.KindRegion:
			b.State = t.Name
		}
	}
	b.Admin = &AdminBody{Level4: b.State, Level6: b.County, Level8: b.City}
}

// structureOf is a structure's id, and how well its position is known.
func structureOf(v *data.View, ref uint32) (id, precision string) {
	if int(ref) >= v.Len() {
		return "", data.PrecisionUnknown.String()
	}
	i := data.StructureIndex(ref)
	return string(v.Structure(i).ID), v.SiteOf(i).Position.Precision.String()
}

// describeTerritory says of what kind it is, in the label too: a département,
// an EPCI and a living area may bear the name of one town.
func (b *GeocodedBody) describeTerritory(ds *data.Dataset, ref uint32, lang say.Lang) {
	b.Type = "territory"
	if int(ref) >= len(ds.Territories) {
		return
	}
	t := &ds.Territories[ref]
	switch t.Kind {
	case data.KindDepartement:
		b.Type = "county"
	case data.KindRegion:
		b.Type = "state"
	}
	b.Kind, b.ID = string(t.Kind), t.Code
	b.Label += ", " + t.Kind.Label().In(lang)
}

package source

import (
	"encoding/json"
	"errors"
	"io"
	"math"
	"regexp"

	"github.com/paulmach/orb"

	"maillage/say"
)

// features walks a GeoJSON FeatureCollection without holding it in memory.
type features struct {
	file   string
	dec    *json.Decoder
	most   int64   // bytes of a feature
	size   *budget // what is left of them
	number int     // of the feature at hand, from 1
	start  int64   // where it begins, bytes
}

// newFeatures walks a file in which no feature takes more than so many bytes.
func newFeatures(r io.Reader, file string, most int64) *features {
	f := &features{file: file, most: most}
	f.size = &budget{r: newTextReader(r, file), left: most, over: func() error {
		return f.refuse(say.T("plus de %d Mio sans que l'objet s'achève ; vérifiez que c'est la bonne couche, en GeoJSON",
			"more than %d MiB without an end of the feature; check that this is the right layer, as GeoJSON", most>>20))
	}}
	f.dec = json.NewDecoder(f.size)
	f.dec.UseNumber()
	return f
}

type feature struct {
	Type       string
	Properties map[string]any
	Geometry   json.RawMessage
}

// each calls visit with every feature. Members of the collection come in any order.
func (f *features) each(visit func(feature) error) error {
	if first, err := f.dec.Token(); err != nil || first != json.Delim('{') {
		return f.notGeoJSON(err)
	}
	kind, seen := "", false
	for f.dec.More() {
		key, err := f.dec.Token()
		if err != nil {
			return f.notGeoJSON(err)
		}
		switch key {
		case "type":
			err = f.dec.Decode(&kind)
		case "crs":
			err = f.crs()
		case "features":
			seen = true
			err = f.list(visit)
		default:
			err = f.dec.Decode(new(json.RawMessage))
		}
		if err != nil {
			return f.notGeoJSON(err)
		}
	}
	if _, err := f.dec.Token(); err != nil {
		return f.notGeoJSON(err)
	}
	if _, err := f.dec.Token(); !errors.Is(err, io.EOF) { // two values in one file: the second would be lost
		return f.notGeoJSON(err)
	}
	if kind != "FeatureCollection" || !seen {
		return say.Errorf("%s n'est pas une FeatureCollection GeoJSON (type trouvé : « %s ») ; exportez la couche entière en GeoJSON",
			"%s is not a GeoJSON FeatureCollection (type found: \"%s\"); export the whole layer as GeoJSON", f.file, shorten(kind))
	}
	return nil
}

func (f *features) list(visit func(feature) error) error {
	if open, err := f.dec.Token(); err != nil || open != json.Delim('[') {
		return f.notGeoJSON(err)
	}
	for f.dec.More() {
		f.number++
		f.size.left = f.most
		f.start = f.dec.InputOffset()
		var ft feature
		if err := f.dec.Decode(&ft); err != nil {
			return f.notGeoJSON(err)
		}
		if ft.Type != "Feature" {
			return f.refuse(say.T("ce n'est pas un objet « Feature »", "it is not a \"Feature\""))
		}
		if err := visit(ft); err != nil {
			return err
		}
	}
	_, err := f.dec.Token()
	return err
}

// lonLat names the references whose coordinates are longitude and latitude in degrees.
var lonLat = regexp.MustCompile(`(?:^|[:/])(?:CRS84h?|4326)$`)

// crs refuses any reference but longitude and latitude (the member is that of GeoJSON 2008).
func (f *features) crs() error {
	var crs *struct{ Properties struct{ Name string } }
	if err := f.dec.Decode(&crs); err != nil {
		return err
	}
	if crs == nil || lonLat.MatchString(crs.Properties.Name) {
		return nil
	}
	return say.Errorf(
		"%s, octet %d : les coordonnées sont en « %s », or il faut des longitudes et latitudes (CRS84, EPSG:4326) ; reprojetez la couche en EPSG:4326",
		"%s, byte %d: coordinates are in \"%s\", longitudes and latitudes (CRS84, EPSG:4326) are needed; reproject the layer to EPSG:4326",
		f.file, f.dec.InputOffset(), shorten(crs.Properties.Name))
}

// notGeoJSON says where the file stops being GeoJSON: at an error of the
// decoder, or (nil) at JSON that GeoJSON does not have there. What is already a
// sentence, or a cancellation, passes as it is.
func (f *features) notGeoJSON(err error) error {
	if isSaid(err) {
		return err
	}
	return say.Errorf(
		"%s, octet %d (objet %d) : ce n'est pas du GeoJSON lisible (%v) ; vérifiez que le fichier est entier et qu'il est en GeoJSON",
		"%s, byte %d (feature %d): this is not readable GeoJSON (%v); check that the file is whole and is GeoJSON",
		f.file, f.dec.InputOffset(), f.number, jsonTrouble(err))
}

// refuse says what is wrong with the feature at hand.
func (f *features) refuse(why say.Text) error {
	return say.Errorf("%s, objet %d (octet %d) : %v", "%s, feature %d (byte %d): %v", f.file, f.number, f.start, why)
}

// shape reads an outline and checks that it can be one: closed rings of
// degrees. Coordinates are decoded here: orb/geojson
// panics on a collection of null geometries.
func (f *features) shape(raw json.RawMessage) (orb.MultiPolygon, error) {
	var g *struct {
		Type        string
		Coordinates json.RawMessage
	}
	err := json.Unmarshal(orNull(raw), &g)
	if err == nil && g == nil {
		return nil, f.refuse(say.T("l'objet n'a pas de géométrie ; exportez la couche avec les contours (polygones)",
			"it has no geometry; export the layer with its outlines (polygons)"))
	}
	var polygons [][][]vertex
	switch {
	case err != nil:
	case g.Type == "Polygon":
		polygons = make([][][]vertex, 1)
		err = json.Unmarshal(orNull(g.Coordinates), &polygons[0])
	case g.Type == "MultiPolygon":
		err = json.Unmarshal(orNull(g.Coordinates), &polygons)
	default:
		return nil, f.refuse(say.T(
			"la géométrie est de type « %s », or une commune est un polygone ; exportez les contours (sur geo.api.gouv.fr : geometry=contour)",
			"the geometry is a \"%s\", a commune is a polygon; export the outlines (on geo.api.gouv.fr: geometry=contour)", shorten(g.Type)))
	}
	if err != nil {
		return nil, f.refuse(say.T("géométrie illisible (%v) ; réexportez la couche en GeoJSON",
			"unreadable geometry (%v); export the layer again as GeoJSON", err))
	}
	shape := multiPolygon(polygons)
	return shape, f.checkRings(shape)
}

// vertex is a position as JSON has it: numbers, of which an array of fixed
// length would take those that are null or not there for zero.
type vertex []*float64

func multiPolygon(polygons [][][]vertex) orb.MultiPolygon {
	shape := make(orb.MultiPolygon, len(polygons))
	for i, rings := range polygons {
		shape[i] = make(orb.Polygon, len(rings))
		for j, vertices := range rings {
			ring := make(orb.Ring, len(vertices))
			for k, v := range vertices {
				ring[k] = v.point()
			}
			shape[i][j] = ring
		}
	}
	return shape
}

// point is not a number where the vertex is not two, which checkRings refuses.
func (v vertex) point() orb.Point {
	if len(v) < 2 || v[0] == nil || v[1] == nil {
		return orb.Point{math.NaN(), math.NaN()}
	}
	return orb.Point{*v[0], *v[1]}
}

// orNull is JSON where there may be none.
func orNull(raw json.RawMessage) json.RawMessage {
	if len(raw) == 0 {
		return json.RawMessage("null")
	}
	return raw
}

func (f *features) checkRings(shape orb.MultiPolygon) error {
	if len(shape) == 0 {
		return f.refuse(say.T("le polygone est vide ; réexportez la couche", "the polygon is empty; export the layer again"))
	}
	for _, polygon := range shape {
		if len(polygon) == 0 {
			return f.refuse(say.T("le polygone est vide ; réexportez la couche", "the polygon is empty; export the layer again"))
		}
		for _, ring := range polygon {
			for _, p := range ring {
				if !(p[0] >= -180 && p[0] <= 180 && p[1] >= -90 && p[1] <= 90) {
					return f.refuse(say.T(
						"la coordonnée %v n'est pas une longitude et une latitude en degrés ; reprojetez la couche en EPSG:4326",
						"the coordinate %v is not a longitude and latitude in degrees; reproject the layer to EPSG:4326", p))
				}
			}
			if len(ring) < 4 || ring[0] != ring[len(ring)-1] {
				return f.refuse(say.T(
					"un anneau du polygone n'est pas fermé, ou a moins de quatre points ; réparez la géométrie (dans QGIS : « Réparer les géométries »)",
					"a ring of the polygon is not closed, or has fewer than four points; repair the geometry (in QGIS: \"Fix geometries\")"))
			}
		}
	}
	return nil
}

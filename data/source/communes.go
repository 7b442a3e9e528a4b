package source

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/say"
)

// CommunesOptions tells ReadCommunes what it reads.
type CommunesOptions struct {
	Source string // the Source's name
	File   string // as in Options
}

// ReadCommunes reads communes from GeoJSON (RFC 7946, longitude and latitude),
// feature by feature. It knows the property names of IGN's Admin Express and
// INSEE (INSEE_COM, NOM, POP_2020, DEP, REG, EPCI, ZE2020, BV2022…, in any
// case) and of geo.api.gouv.fr (code, nom, population, codeEpci…). The
// population's source carries the property's name where that tells the census.
//
// A commune without an outline would be a hole in the map of who lives where,
// so whatever is wrong with one is an error, not a defect. A missing population is a defect.
func ReadCommunes(ctx context.Context, r io.Reader, b *data.Builder, opt CommunesOptions) error {
	file := Options(opt).file(r)
	f := &features{file: file, dec: json.NewDecoder(newTextReader(r, file))}
	f.dec.UseNumber()
	rep := reporter{b, opt.Source}
	err := f.each(func(ft feature) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		record, err := f.commune(rep, ft)
		if err == nil {
			b.AddCommune(record)
		}
		return err
	})
	if err == nil && f.number == 0 {
		return say.Errorf("%s : aucune commune dans ce fichier ; donnez les communes de la région, une entité par commune",
			"%s: no commune in this file; give the region's communes, one feature each", file)
	}
	return err
}

// features walks a GeoJSON FeatureCollection without holding it in memory.
type features struct {
	file   string
	dec    *json.Decoder
	number int   // of the feature at hand, from 1
	start  int64 // where it begins, bytes
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
	var why any = say.T("structure inattendue", "unexpected structure")
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		why = say.T("fin prématurée", "it ends too early")
	case err != nil && isSaid(err):
		return err
	case err != nil:
		why = err
	}
	return say.Errorf(
		"%s, octet %d (objet %d) : ce n'est pas du GeoJSON lisible (%v) ; vérifiez que le fichier est entier et qu'il est en GeoJSON",
		"%s, byte %d (feature %d): this is not readable GeoJSON (%v); check that the file is whole and is GeoJSON",
		f.file, f.dec.InputOffset(), f.number, why)
}

// refuse says what is wrong with the feature at hand.
func (f *features) refuse(why say.Text) error {
	return say.Errorf("%s, objet %d (octet %d) : %v", "%s, feature %d (byte %d): %v", f.file, f.number, f.start, why)
}

// The names a property goes by, in lower case; * is a year.
var (
	codeNames       = []string{"insee_com", "code", "code_insee"}
	nameNames       = []string{"nom", "nom_officiel", "libgeo"}
	populationNames = []string{"pop_*", "population", "population_*"}
	partNames       = map[data.TerritoryKind][]string{
		data.KindEPCI:        {"epci", "codeepci", "siren_epci", "code_epci"},
		data.KindBassinVie:   {"bv*"},
		data.KindZoneEmploi:  {"ze*"},
		data.KindDepartement: {"dep", "codedepartement", "insee_dep"},
		data.KindRegion:      {"reg", "coderegion", "insee_reg"},
	}
)

// properties are a feature's, their names from Z to A: the latest year first.
type properties struct {
	names  []string
	values map[string]any
}

func newProperties(values map[string]any) properties {
	names := slices.SortedFunc(maps.Keys(values), func(a, b string) int { return strings.Compare(b, a) })
	return properties{names, values}
}

// find returns the first property that one of our names fits, and its value as text.
func (p properties) find(ours []string) (name, value string) {
	for _, our := range ours {
		for _, name := range p.names {
			if named(strings.ToLower(name), our) {
				return name, text(p.values[name])
			}
		}
	}
	return "", ""
}

// named tells whether a property's name is a name of ours, whose final * stands for a year.
func named(key, name string) bool {
	stem, dated := strings.CutSuffix(name, "*")
	if !dated {
		return key == name
	}
	year, ok := strings.CutPrefix(key, stem)
	return ok && len(year) == 4 && strings.Trim(year, "0123456789") == ""
}

// text is a JSON string or number as text, "" for anything else.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case json.Number:
		return v.String()
	default:
		return ""
	}
}

var communeCode = regexp.MustCompile(`^(?:\d{2}|2[AB])\d{3}$`)

// noEPCI is INSEE's code for a commune that belongs to none.
const noEPCI = "ZZZZZZZZZ"

func (f *features) commune(rep reporter, ft feature) (data.CommuneRecord, error) {
	props := newProperties(ft.Properties)
	_, code := props.find(codeNames)
	if !communeCode.MatchString(code) {
		return data.CommuneRecord{}, f.refuse(say.T(
			"le code INSEE « %s » n'est pas un code de commune (cinq caractères dans INSEE_COM ou code) ; propriétés trouvées : %s",
			"the INSEE code \"%s\" is not a commune's (five characters in INSEE_COM or code); properties found: %s",
			shorten(code), clean(strings.Join(slices.Sorted(maps.Keys(ft.Properties)), ", "))))
	}
	shape, err := f.shape(ft.Geometry)
	if err != nil {
		return data.CommuneRecord{}, err
	}
	record := data.CommuneRecord{Source: rep.source, Code: code, Shape: shape, PartOf: make(map[data.TerritoryKind]string)}
	if _, record.Name = props.find(nameNames); record.Name == "" {
		record.Name = code
	}
	key, population := props.find(populationNames)
	n, err := strconv.ParseFloat(population, 64)
	if err != nil || !(n >= 0 && n < 1e9) {
		rep.report(data.DefectPopulationMissing, data.Kept, code, key, population, "")
		n = 0
	}
	record.Population = int(n)
	if strings.ContainsAny(key, "0123456789") {
		record.PopulationSource = rep.source + " (" + key + ")"
	}
	for kind, names := range partNames {
		if _, part := props.find(names); part != "" && part != noEPCI {
			record.PartOf[kind] = part
		}
	}
	return record, nil
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

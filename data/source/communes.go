package source

import (
	"context"
	"encoding/json"
	"io"
	"maps"
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
	// Demand makes the communes the places people are counted at, by their
	// census population: for a region that has no grid.
	Demand bool
	// PostalCodes, if any, takes the communes' postal codes, where the file tells
	// them (codesPostaux, a list).
	PostalCodes PostalCodeTaker
}

// outlineBytes bounds one feature with an outline: a commune drawn to the metre has a few MB.
const outlineBytes = 64 << 20

// ReadCommunes reads communes from GeoJSON (RFC 7946, longitude and latitude),
// feature by feature. It knows the property names of IGN's Admin Express and
// INSEE (INSEE_COM, NOM, POP_2020, DEP, REG, EPCI, ZE2020, BV2022…, in any
// case) and of geo.api.gouv.fr (code, nom, population, codeEpci…). The
// population's source carries the property's name where that tells the census.
// The property mairie (geo.api.gouv.fr's, a point) is the commune's seat.
//
// A commune without an outline would be a hole in the map of who lives where,
// so whatever is wrong with one is an error, not a defect. A missing population is a defect.
func ReadCommunes(ctx context.Context, r io.Reader, b *data.Builder, opt CommunesOptions) error {
	file := Options{opt.Source, opt.File}.file(r)
	f := newFeatures(r, file, outlineBytes)
	rep := reporter{b, opt.Source}
	err := f.each(func(ft feature) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		record, err := f.commune(rep, ft)
		if err != nil {
			return err
		}
		b.AddCommune(record)
		if opt.PostalCodes != nil {
			tellPostalCodes(opt.PostalCodes, record.Code, ft.Properties["codesPostaux"])
		}
		return nil
	})
	if err == nil && f.number == 0 {
		return say.Errorf("%s : aucune commune dans ce fichier ; donnez les communes de la région, une entité par commune",
			"%s: no commune in this file; give the region's communes, one feature each", file)
	}
	if err == nil && opt.Demand {
		err = b.CountCommunes(data.Group{Code: data.GroupAll, Label: "ensemble de la population", Unit: "personnes", Source: opt.Source})
	}
	return err
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
	record.Population, record.Seat = int(n), seat(ft.Properties["mairie"])
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

// seat is the position of a GeoJSON point, the zero point where there is none.
func seat(v any) orb.Point {
	point, _ := v.(map[string]any)
	at, _ := point["coordinates"].([]any)
	if len(at) < 2 {
		return orb.Point{}
	}
	p, _ := spot{lon: text(at[0]), lat: text(at[1])}.point()
	return p
}

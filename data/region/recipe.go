package region

import (
	"os"
	"path/filepath"
	"strings"

	"maillage/data"
	"maillage/data/source"
	"maillage/say"
)

// Recipe says what a region is made of: its place, the networks that count, and
// the open data to read.
type Recipe struct {
	Name     string // the file's name without its extension: "corse"
	Path     string // as it was given, for messages
	Region   data.Region
	BufferKM float64               // how far outside the region structures are still kept
	Networks []data.Network        // added to the catalogue, or replacing those of the same code
	Sources  []Source              // in the order that decides which record leads when two are one place
	Apart    [][2]data.StructureID // pairs of records that are two places, whatever they have in common
	// Geocoder is the address of a national geocoder, empty for none: a build that
	// downloads asks it about records without a position that the region's own addresses do not place.
	Geocoder string
}

// Format is how a source's file is to be read.
type Format string

// The formats, one reader each.
const (
	FormatCommunes       Format = "communes"        // GeoJSON
	FormatGrid           Format = "grid"            // GeoPackage
	FormatFranceTravail  Format = "france-travail"  // CSV
	FormatFranceServices Format = "france-services" // CSV
	FormatMednum         Format = "mednum"          // JSON
	FormatTable          Format = "table"           // CSV or XLSX, by a mapping
	FormatGeoJSON        Format = "geojson"         // by a mapping
	FormatServicePublic  Format = "service-public"  // JSON
	FormatStreets        Format = "osm-pbf"         // OpenStreetMap
)

var formats = []Format{FormatCommunes, FormatMovements, FormatNames, FormatEPCI, FormatTerritories, FormatFRR, FormatQPV, FormatSchoolHolidays, FormatGrid, FormatGridCSV,
	FormatFranceTravail, FormatFranceServices, FormatMednum, FormatTable, FormatGeoJSON,
	FormatInclusionStructures, FormatInclusionServices, FormatServicePublic, FormatStreets,
	FormatBAN, FormatBANLocalities, FormatPostalCodes}

// data.inclusion's two files, JSON: the services are read with the structures they are of.
const (
	FormatInclusionStructures Format = "inclusion-structures"
	FormatInclusionServices   Format = "inclusion-services"
)

// Source is one file of open data, and how to get and read it.
type Source struct {
	data.Source
	Line     int // in the recipe, for messages
	Format   Format
	File     string               // its name in a folder of files, and in the cache; in one folder there at most ("calendar/x.csv")
	Member   string               // the file to read in a zip that has several
	Latin1   bool                 // the file is in Latin-1 or Windows-1252
	SHA256   string               // in lower-case hexadecimal; empty where the publisher changes the file in place
	Optional bool                 // a folder of files may lack it: the region is then built without, and the build says so
	ByHand   bool                 // URL is the publisher's page: somebody unpacks or exports File from it
	Layer    string               // grid: the GeoPackage's table, empty where it has one
	Groups   []source.GroupColumn // grid, grid-csv: what its columns count, where INSEE's own meaning is not it
	Demand   bool                 // communes: people are counted by them
	Kind     data.TerritoryKind   // names, territories: which
	Mapping  source.Mapping       // table, geojson: which column holds what
	Sheet    string               // table: the worksheet of a workbook, empty for the first
	Of       string               // inclusion-services: the name of the source of their structures
}

// LoadRecipe reads a recipe. Whatever it does not understand is an error that
// names the file, the line, the key and what is allowed there.
func LoadRecipe(path string) (*Recipe, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, say.Errorf("lire la recette : %v", "read the recipe: %v", err)
	}
	return parseRecipe(path, b)
}

func parseRecipe(path string, b []byte) (*Recipe, error) {
	root, err := parseYAML(path, b)
	if err != nil {
		return nil, err
	}
	name := filepath.Base(path)
	r := &Recipe{Name: strings.TrimSuffix(name, filepath.Ext(name)), Path: path}
	root.keys("region", "networks", "sources", "keep_apart", "geocoder")
	r.readRegion(root.child("region", required))
	for _, n := range root.list("networks") {
		r.Networks = append(r.Networks, readNetwork(n))
	}
	for _, n := range root.list("sources") {
		r.Sources = append(r.Sources, readSource(n))
	}
	r.readApart(root)
	r.readGeocoder(root.child("geocoder", optional))
	r.checkSources(root)
	r.checkPeople(root)
	r.checkServices(root)
	if root.problems.err != nil {
		return nil, root.problems.err
	}
	return r, nil
}

func (r *Recipe) readGeocoder(n *yamlNode) {
	if n == nil {
		return
	}
	n.keys("url")
	r.Geocoder = n.text("url", required)
	if _, err := NewGeocoder(r.Geocoder); r.Geocoder != "" && err != nil {
		n.fail("%v", "%v", err)
	}
}

func (r *Recipe) readRegion(n *yamlNode) {
	n.keys("code", "name", "timezone", "buffer_km")
	r.Region = data.Region{
		Code:     n.text("code", required),
		Name:     n.text("name", required),
		TimeZone: n.timeZone("timezone"),
	}
	r.BufferKM = n.number("buffer_km", 0, 500)
}

func readNetwork(n *yamlNode) data.Network {
	n.keys("code", "label", "offers", "everywhere")
	label := n.child("label", required)
	label.keys("fr", "en")
	network := data.Network{
		Code: data.NetworkCode(n.code("code")),
		FR:   label.text("fr", required),
		EN:   label.text("en", required),

		Everywhere: n.truth("everywhere"),
	}
	offers := n.list("offers")
	if len(offers) == 0 {
		n.fail("le réseau « %s » n'offre rien : aucune de ses structures ne serait trouvée ; donnez au moins une ligne à « offers »",
			"network \"%s\" offers nothing: none of its structures would be found; give at least one line under \"offers\"", string(network.Code))
	}
	for _, o := range offers {
		o.keys("level", "audiences")
		offer := data.Offer{Level: data.LevelAccueil}
		if o.choice("level", required, "1", "2") == "2" {
			offer.Level = data.LevelAccompagnement
		}
		for _, a := range o.list("audiences") {
			offer.Audiences = append(offer.Audiences, data.Audience(a.oneOf(audienceCodes())))
		}
		network.Offers = append(network.Offers, offer)
	}
	return network
}

func audienceCodes() []string {
	var codes []string
	for _, t := range data.Audiences() {
		codes = append(codes, t.Code)
	}
	return codes
}

func readSource(n *yamlNode) Source {
	n.keys("name", "format", "title", "holder", "licence", "vintage", "url", "file", "member", "encoding", "sha256", "by_hand", "optional", "options")
	s := Source{
		Source: data.Source{
			Name:    n.code("name"),
			Title:   n.text("title", required),
			Holder:  n.text("holder", required),
			Licence: n.text("licence", required),
			Vintage: n.text("vintage", required),
			URL:     n.url("url"),
		},
		Line:   n.line(),
		File:   n.fileName("file"),
		Member: n.text("member", optional),
		Latin1: n.choice("encoding", optional, "utf-8", "latin1") == "latin1",
		SHA256: n.sha256("sha256"),
		ByHand: n.truth("by_hand"),

		Optional: n.truth("optional"),
	}
	s.Format = Format(n.choice("format", required, formatCodes()...))
	if s.Format == FormatTable || s.Format == FormatGeoJSON {
		s.readMapping(n.child("options", required))
	} else if s.Format == FormatInclusionServices {
		s.readOf(n.child("options", required))
	} else if options := n.child("options", s.needsOptions()); options != nil {
		s.readOptions(options)
	}
	return s
}

func formatCodes() []string {
	var codes []string
	for _, f := range formats {
		codes = append(codes, string(f))
	}
	return codes
}

// readOptions reads the options of a format that may go without.
func (s *Source) readOptions(n *yamlNode) {
	if !s.readPeopleOptions(n) {
		n.fail("le format « %[2]s » n'a pas d'options ; retirez la clé « %[1]s »", "format \"%[2]s\" has no options; take away the key \"%[1]s\"", "options", string(s.Format))
	}
}

// checkSources holds what no single source shows: unique names and files, communes, one grid, one street file.
func (r *Recipe) checkSources(root *yamlNode) {
	byFormat := make(map[Format]int)
	names, files := make(map[string]int), make(map[string]int)
	for _, s := range r.Sources {
		at := root.at(s.Line)
		if line, ok := names[s.Name]; ok {
			at.fail("deux sources se nomment « %s » (l'autre ligne %d) ; donnez un nom à chacune", "two sources are named \"%s\" (the other at line %d); give each its own name", s.Name, line)
		}
		if line, ok := files[s.File]; ok {
			at.fail("deux sources ont le fichier « %s » (l'autre ligne %d) ; donnez un fichier à chacune", "two sources have the file \"%s\" (the other at line %d); give each its own file", s.File, line)
		}
		if s.Optional && s.Format == FormatCommunes {
			at.fail("« optional » ne va pas au format « %s » ; une région commence par ses communes", "\"optional\" does not suit the format \"%s\"; a region begins with its communes", string(s.Format))
		}
		names[s.Name], files[s.File] = s.Line, s.Line
		if byFormat[s.Format]++; byFormat[s.Format] == 2 && (s.Format == FormatStreets || s.Format == FormatSchoolHolidays) {
			at.fail("deux sources de format « %s » ; une région en a une au plus", "two sources of format \"%s\"; a region has one at most", string(s.Format))
		}
	}
	if byFormat[FormatCommunes] == 0 {
		root.fail("aucune source de format « %s » dans « sources » ; une région commence par ses communes", "no source of format \"%s\" under \"sources\"; a region begins with its communes", string(FormatCommunes))
	}
}

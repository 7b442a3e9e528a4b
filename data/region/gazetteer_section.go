package region

import (
	"maillage/geo/gazetteer"
	"maillage/say"
)

// gazetteerSection holds the places people type; placesSection the tree of their
// boxes, for the address at a position. Both are read when first asked for, never by Contents.
var (
	gazetteerSection = section{"gazetteer", 1, false, func(c *columns, p *parts) { walkGazetteer(c, p) }}
	placesSection    = section{"gazetteer.boxes", 1, false, func(c *columns, p *parts) { walkBoxes(c, &p.gazetteer.Boxes) }}
)

// Gazetteer reads the places people type, once; everyone may ask at once. It
// lies in the mapping and must not be used after Close. A file that has none, of
// an older program, or a newer one's, gives what its data and streets know by themselves.
// Cost: that of its checksum, a millisecond for ten megabytes; of an older file, seconds for a large region.
func (f *File) Gazetteer() (*gazetteer.Gazetteer, error) { return f.places() }

// hasGazetteer tells whether the file has a gazetteer as this program reads it.
func (f *File) hasGazetteer() bool {
	return f.hasVersion(gazetteerSection) && f.hasVersion(placesSection)
}

func (f *File) readGazetteer() (*gazetteer.Gazetteer, error) {
	if !f.hasGazetteer() {
		c, err := f.Contents()
		if err != nil {
			return nil, err
		}
		return NewGazetteer(c.Dataset, c.Streets), nil
	}
	p, err := f.gazetteerParts()
	if err != nil {
		return nil, err
	}
	g, err := gazetteer.FromColumns(p.gazetteer)
	if err != nil {
		return nil, say.Errorf("%s, section « %s » : %v", "%s, section \"%s\": %v", f.path, gazetteerSection.name, err)
	}
	return g, nil
}

// PlaceSources tells which sources filled the gazetteer; none of a file that has none.
func (f *File) PlaceSources() ([]PlaceSource, error) {
	if !f.hasGazetteer() {
		return nil, nil
	}
	p, err := f.gazetteerParts()
	if err != nil {
		return nil, err
	}
	return p.sources, nil
}

// gazetteerParts reads the gazetteer's sections.
func (f *File) gazetteerParts() (*parts, error) {
	p := &parts{gazetteer: &gazetteer.Columns{}}
	for _, s := range []section{gazetteerSection, placesSection} {
		if err := f.read(s, p); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func walkGazetteer(c *columns, p *parts) {
	g := p.gazetteer
	recordColumn(c, "records", func(r *records) { list(r, &p.sources, 6, walkPlaceSource) })
	walkDictionary(c, g)
	walkPlaces(c, g)
	walkDistricts(c, g)
}

func walkPlaceSource(r *records, s *PlaceSource) {
	word(r, &s.Source)
	r.integer(&s.Houses)
	r.integer(&s.Streets)
	r.integer(&s.Localities)
	r.integer(&s.Names)
	r.integer(&s.Codes)
}

func walkDictionary(c *columns, g *gazetteer.Columns) {
	column(c, "first_letter", &g.FirstLetter)
	column(c, "letters", &g.Letters)
	column(c, "letter", &g.Letter)
	column(c, "first_child", &g.FirstChild)
	column(c, "first_word", &g.FirstWord)
	column(c, "ends", &g.Ends)
	column(c, "first_byte", &g.FirstByte)
	column(c, "text", &g.Text)
	column(c, "first_of_name", &g.FirstOfName)
	column(c, "name_words", &g.NameWords)
	column(c, "first_name", &g.FirstName)
	column(c, "word_names", &g.WordNames)
	column(c, "first_place", &g.FirstPlace)
	column(c, "name_places", &g.NamePlaces)
}

func walkPlaces(c *columns, g *gazetteer.Columns) {
	column(c, "kind", &g.Kind)
	column(c, "name", &g.Name)
	column(c, "district", &g.District)
	column(c, "ref", &g.Ref)
	column(c, "weight", &g.Weight)
	column(c, "radius", &g.Radius)
	column(c, "point", &g.Point)
	column(c, "first_house", &g.FirstHouse)
	column(c, "number", &g.Number)
	column(c, "suffix", &g.Suffix)
	column(c, "house", &g.House)
}

func walkDistricts(c *columns, g *gazetteer.Columns) {
	column(c, "district_commune", &g.DistrictCommune)
	column(c, "district_postal", &g.DistrictPostal)
	column(c, "district_former", &g.DistrictFormer)
	column(c, "district_first", &g.FirstOfDistrict)
	column(c, "first_context", &g.FirstContext)
	column(c, "context_words", &g.ContextWords)
	column(c, "first_word_dist", &g.FirstWordContext)
	column(c, "word_districts", &g.WordDistricts)
	column(c, "commune_place", &g.CommunePlace)
	column(c, "commune_code", &g.CommuneCode)
	column(c, "commune_people", &g.CommunePeople)
	column(c, "commune_dept", &g.CommuneDept)
	column(c, "commune_district", &g.FirstDistrictOf)
}

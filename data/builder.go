package data

import (
	"context"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"maillage/data/hours"
	"maillage/say"
)

// Builder gathers what readers read. Records are added in any order; Finish
// then checks them against each other and makes the Dataset. A bad record
// becomes a Defect and never stops a build. Not safe for concurrent use.
type Builder struct {
	// Buffer is how far outside the region structures and cells are still kept, in
	// metres; never less than the kilometre by which published outlines may miss the shore.
	Buffer float64
	// Locate, if any, makes what finds records without a position by their address,
	// once such a record is met; ground holds the territories and the cells.
	Locate func(ground *Dataset) Locator

	region      Region
	catalogue   *Catalogue
	sources     []Source
	communes    []CommuneRecord
	names       map[territoryKey]string
	structures  []StructureRecord
	grid        Grid
	groups      []Group
	cells       []CellRecord
	calendars   []SchoolCalendar
	defects     []Defect
	territories []Territory

	known        map[string]bool          // communes, by code
	departements map[string]bool          // of the communes
	renamed      map[string]string        // communes: a code and what it became
	memberships  []Membership             // besides the communes' own
	tellers      map[TerritoryKind]string // the source of a kind's memberships
	zones        []ZoneRecord
	byCommune    bool      // cells are the communes of the groups' source
	elsewhere    int       // cells passed over as another region's
	bound        orb.Bound // of the communes
	apart        [][2]StructureID
}

// CommuneRecord is a commune as a source tells it.
type CommuneRecord struct {
	Source     string
	Code       string // INSEE's
	Name       string
	Shape      orb.MultiPolygon // lon, lat
	Population int              // census, 0 where unknown
	// PopulationSource says whose count it is where the source tells more than
	// its own name, the census in particular: "communes (POP_2020)". Empty: Source.
	PopulationSource string
	PartOf           map[TerritoryKind]string
	Seat             orb.Point // its chef-lieu; the zero point where the source does not tell
}

// StructureRecord is a structure as a source tells it, its own words kept.
type StructureRecord struct {
	Source      string
	ID          string // the record's id in the source
	Name        string
	Networks    []NetworkCode
	Position    Position
	Address     string
	PostalCode  string
	City        string
	CommuneCode string // as declared; the position decides
	Departement string // as declared; the position decides
	Closed      bool   // for good, as the source says
	Accessible  Accessibility
	Siret       string
	Phone       string
	Email       string
	Website     string
	Parent      string // id, in the same source, of the structure that holds this permanence
	// Services the source lists. Empty means what the catalogue says its
	// networks offer, with Hours, Appointment and Eligibility below.
	Services    []Service
	Hours       hours.Text
	Appointment bool
	Eligibility Eligibility
}

// CellRecord is a cell as a source tells it.
type CellRecord struct {
	ID        string
	Center    orb.Point
	Col, Row  int32
	Estimated bool
	Count     []float64 // in the order of the groups given to StartCells
	// Communes are those the source says the cell lies in: none of the region's
	// means another region's cell. Empty where the source does not say.
	Communes []string
}

// NewBuilder starts a region. Structures of networks outside the catalogue are left out, and said.
func NewBuilder(region Region, catalogue *Catalogue) *Builder {
	return &Builder{
		region:       region,
		catalogue:    catalogue,
		names:        make(map[territoryKey]string),
		known:        make(map[string]bool),
		departements: make(map[string]bool),
		renamed:      make(map[string]string),
		tellers:      make(map[TerritoryKind]string),
		bound:        orb.MultiPoint{}.Bound(),
	}
}

// Catalogue is the networks whose structures count.
func (b *Builder) Catalogue() *Catalogue { return b.catalogue }

// AddSource names a source. Its order among the sources decides which record leads when two are merged.
func (b *Builder) AddSource(s Source) { b.sources = append(b.sources, s) }

// AddCommune adds a commune.
func (b *Builder) AddCommune(c CommuneRecord) {
	b.communes = append(b.communes, c)
	b.known[c.Code], b.departements[departementOf(c.Code)] = true, true
	switch box := c.Shape.Bound(); {
	case b.bound.IsEmpty():
		b.bound = box
	case !box.IsEmpty():
		b.bound = b.bound.Union(box)
	}
}

// NameTerritory names a territory above the commune.
func (b *Builder) NameTerritory(kind TerritoryKind, code, name string) {
	b.names[territoryKey{kind, code}] = name
}

// AddStructure adds a structure.
func (b *Builder) AddStructure(r StructureRecord) { b.structures = append(b.structures, r) }

// StartCells says which grid the cells to come lie on and what they count. It
// may be called once; a region has one set of cells.
func (b *Builder) StartCells(grid Grid, groups []Group) error {
	if b.groups != nil {
		return say.Errorf(
			"deux sources donnent des carreaux de population (%q et %q) ; gardez-en une dans la recette",
			"two sources give population cells (%q and %q); keep one in the recipe", b.groups[0].Source, groups[0].Source)
	}
	if !slices.ContainsFunc(groups, func(g Group) bool { return g.Code == GroupAll }) {
		return say.Errorf(
			"aucun groupe %q parmi les colonnes de population ; dites dans la recette quelle colonne compte tout le monde",
			"no group %q among the population columns; say in the recipe which column counts everyone", GroupAll)
	}
	b.grid, b.groups = grid, groups
	return nil
}

// AddCell adds a cell, after StartCells. It panics when Count does not match the groups.
func (b *Builder) AddCell(c CellRecord) {
	if len(c.Count) != len(b.groups) {
		panic("data: a cell's counts do not match its groups")
	}
	b.cells = append(b.cells, c)
}

// Report records a defect a reader found.
func (b *Builder) Report(d Defect) { b.defects = append(b.defects, d) }

// Defects lists what was reported so far, in that order. The caller must not change it.
func (b *Builder) Defects() []Defect { return b.defects }

// Finish checks the records against each other, finds each one's commune,
// unites communes into larger territories, merges duplicates and indexes the
// result. The same records give the same Dataset whatever order they came in,
// but for the sources' own order, and for what two records claim of one commune
// or under one code, where the first is followed and the other told. Cost: dominated by the union of communes.
func (b *Builder) Finish(ctx context.Context) (*Dataset, error) {
	if err := b.finishTerritories(ctx); err != nil {
		return nil, fmt.Errorf("build territories: %w", err)
	}
	ground, err := FromTables(Tables{Region: b.region, Sources: b.sources, Territories: b.territories})
	if err != nil {
		return nil, fmt.Errorf("index territories: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	t := ground.Tables
	t.Networks = b.catalogue.Networks()
	t.Territories = append(t.Territories, b.finishZones(ground)...)
	t.Cells = b.finishCells(ground)
	ground.Cells = t.Cells // nobody else has it yet
	t.Calendars = b.finishCalendars()
	t.Sites, t.Structures = b.finishStructures(ground)
	sortDefects(b.defects)
	t.Defects = b.defects
	return FromTables(t)
}

// finishCells puts the cells in columns, in the grid's order, each in the
// commune that holds its centre. A grid may be the whole country's: what lies in
// no commune is another region's people, and is told by one defect that counts it.
func (b *Builder) finishCells(ground *Dataset) Cells {
	if b.byCommune {
		b.addCommuneCells()
	}
	slices.SortFunc(b.cells, compareCells)
	n := len(b.cells)
	c := Cells{Grid: b.grid, Groups: b.groups, Count: make([][]float64, len(b.groups))}
	for g := range c.Count {
		c.Count[g] = make([]float64, 0, n)
	}
	for _, cell := range b.cells {
		commune := b.cellCommune(ground, cell)
		if commune == NoTerritory {
			b.elsewhere++
			continue
		}
		c.ID = append(c.ID, cell.ID)
		c.Center = append(c.Center, cell.Center)
		c.Commune = append(c.Commune, commune)
		c.Estimated = append(c.Estimated, cell.Estimated)
		if b.grid.Size > 0 {
			c.Col, c.Row = append(c.Col, cell.Col), append(c.Row, cell.Row)
		}
		for g, count := range cell.Count {
			c.Count[g] = append(c.Count[g], count)
		}
	}
	if b.elsewhere > 0 {
		b.Report(Defect{Kind: DefectCellsFar, Source: b.groups[0].Source, Field: "position", Done: LeftOut, More: b.elsewhere - 1})
	}
	return c
}

// shoreMetres is how far outside every commune a point still belongs to the
// nearest: published outlines are generalised, quays and beaches fall off them,
// and the centre of a coastal 1 km cell may lie in the sea.
const shoreMetres = 1000

// cellCommune is the commune a cell's people live in. A cell whose source says
// it lies in communes of other regions only is theirs, unless a commune of ours
// holds its centre: codes grow old, positions do not.
func (b *Builder) cellCommune(ground *Dataset, cell CellRecord) TerritoryIndex {
	switch {
	case b.byCommune:
		own, _ := ground.TerritoryByCode(KindCommune, cell.ID)
		return own
	case b.foreign(cell.Communes):
		return ground.CommuneAt(cell.Center)
	default:
		return ground.Home(cell.Center)
	}
}

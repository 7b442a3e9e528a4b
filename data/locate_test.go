package data

import (
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"maillage/say"
)

// directory is a Locator that knows addresses by heart, and what it was asked.
type directory struct {
	known map[string]Found
	asked []Address
}

func (d *directory) Locate(a Address) (Found, bool) {
	d.asked = append(d.asked, a)
	f, ok := d.known[a.Text]
	return f, ok
}

func newDirectory() *directory {
	return &directory{known: map[string]Found{
		"1 rue A":      {at(.05, 45.05), "1 Rue A, 01000 01001", .93},
		"au bout":      {Position{orb.Point{.15, 45.05}, PrecisionCommune}, "02001", .5},
		"hors monde":   {at(500, 45.05), "?", 1},
		"loin":         {at(3, 45.05), "1 Rue du Loin", 1},
		"sans réponse": {},
	}}
}

func TestRecordsWithoutAPositionAreLookedFor(t *testing.T) {
	missing := func(id, address string) StructureRecord {
		return addressed(record("lead", id, "Vico", Position{Precision: PrecisionStreet}), address)
	}
	half := missing("1", "1 rue A")
	half.Position.Point = orb.Point{.05, 0}
	elsewhere := missing("1", "1 rue A")
	elsewhere.Departement = "82"
	for _, c := range []struct {
		name    string
		records []StructureRecord
		told    []Defect // by a reader
		at      Position // of the structure, the zero position for none
		want    []Defect // without source and field
	}{
		{"to the house", []StructureRecord{missing("1", "1 rue A")}, nil, at(.05, 45.05),
			[]Defect{{Kind: DefectPositionMissing, Record: "1", Other: "1 Rue A, 01000 01001", Why: "found_house 0.93", Done: Corrected}}},
		{"to the commune", []StructureRecord{missing("1", "au bout")}, nil, Position{orb.Point{.15, 45.05}, PrecisionCommune},
			[]Defect{{Kind: DefectPositionMissing, Record: "1", Other: "02001", Why: "found_commune 0.50", Done: Corrected}}},
		{"half a position", []StructureRecord{half}, nil, at(.05, 45.05),
			[]Defect{{Kind: DefectPositionMissing, Record: "1", Value: "0, 0.05", Other: "1 Rue A, 01000 01001", Why: "found_house 0.93", Done: Corrected}}},
		{"not found", []StructureRecord{missing("1", "ailleurs")}, nil, Position{},
			[]Defect{{Kind: DefectPositionMissing, Record: "1", Done: LeftOut}}},
		{"found nowhere on Earth", []StructureRecord{missing("1", "hors monde")}, nil, Position{},
			[]Defect{{Kind: DefectPositionMissing, Record: "1", Done: LeftOut}}},
		{"found at no point", []StructureRecord{missing("1", "sans réponse")}, nil, Position{},
			[]Defect{{Kind: DefectPositionMissing, Record: "1", Done: LeftOut}}},
		{"found outside the region", []StructureRecord{missing("1", "loin")}, nil, Position{},
			[]Defect{
				{Kind: DefectOutsideRegion, Record: "1", Value: "45.05, 3", Done: LeftOut},
				{Kind: DefectPositionMissing, Record: "1", Other: "1 Rue du Loin", Why: "found_house 1.00", Done: Corrected},
			}},
		{"told by its reader", []StructureRecord{missing("1", "1 rue A")},
			[]Defect{{Kind: DefectPositionMissing, Source: "lead", Record: "1", Value: ", ", Done: LeftOut}}, at(.05, 45.05),
			[]Defect{{Kind: DefectPositionMissing, Record: "1", Value: ", ", Other: "1 Rue A, 01000 01001", Why: "found_house 0.93", Done: Corrected}}},
		{"told by its reader, not found", []StructureRecord{missing("1", "ailleurs")},
			[]Defect{{Kind: DefectPositionMissing, Source: "lead", Record: "1", Done: LeftOut}}, Position{},
			[]Defect{{Kind: DefectPositionMissing, Record: "1", Done: LeftOut}}},
		{"a twin has a position", []StructureRecord{missing("1", "1 rue A"), record("lead", "1", "Vico", at(.06, 45.06))},
			[]Defect{{Kind: DefectPositionMissing, Source: "lead", Record: "1", Done: LeftOut}}, at(.06, 45.06),
			[]Defect{{Kind: DefectPositionMissing, Record: "1", Done: LeftOut}}},
		{"of another region", []StructureRecord{elsewhere}, nil, Position{},
			[]Defect{{Kind: DefectPositionMissing, Record: "1", Done: LeftOut}}},
		{"two twins without", []StructureRecord{missing("1", "1 rue A"), missing("1", "1 rue A")}, nil, at(.05, 45.05),
			[]Defect{
				{Kind: DefectPositionMissing, Record: "1", Other: "1 Rue A, 01000 01001", Why: "found_house 0.93", Done: Corrected},
				{Kind: DefectPositionMissing, Record: "1", Done: LeftOut},
			}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := drawn()
			b.Locate = func(*Dataset) Locator { return newDirectory() }
			for _, r := range c.records {
				b.AddStructure(r)
			}
			for _, d := range c.told {
				b.Report(d)
			}
			d := finish(t, b)
			var got []Defect
			for _, x := range d.Defects {
				if x.Kind != DefectNetworkAbsent {
					x.Source, x.Field = "", ""
					got = append(got, x)
				}
			}
			slices.SortFunc(got, func(x, y Defect) int { return len(y.Done) - len(x.Done) })
			slices.SortFunc(c.want, func(x, y Defect) int { return len(y.Done) - len(x.Done) })
			if !slices.Equal(got, c.want) {
				t.Errorf("got  %+v\nwant %+v", got, c.want)
			}
			if c.at == (Position{}) {
				if len(d.Structures) != 0 {
					t.Errorf("got %d structures, want none", len(d.Structures))
				}
				return
			}
			if len(d.Structures) != 1 || d.Sites[d.Structures[0].Site].Position != c.at {
				t.Errorf("got %d structures, sites %+v, want one at %+v", len(d.Structures), d.Sites, c.at)
			}
		})
	}
}

// What looks addresses up costs time and memory: it is made once, and only where a record needs it.
func TestTheLocatorIsMadeOnceAndOnlyIfNeeded(t *testing.T) {
	for _, c := range []struct {
		name    string
		missing int
		made    int
	}{{"every record has a position", 0, 0}, {"three have none", 3, 1}} {
		b, made := drawn(), 0
		known := newDirectory()
		b.Locate = func(ground *Dataset) Locator {
			made++
			if len(ground.Territories) < 4 || ground.CommuneAt(orb.Point{.05, 45.05}) == NoTerritory {
				t.Errorf("%s: the ground has %d territories", c.name, len(ground.Territories))
			}
			return known
		}
		b.AddStructure(record("lead", "placed", "Vico", at(.05, 45.05)))
		for i := range c.missing {
			r := addressed(record("lead", string('a'+rune(i)), "Vico", Position{}), "1 rue A")
			r.PostalCode, r.City, r.CommuneCode = "01000", "Vico", "01001"
			b.AddStructure(r)
		}
		finish(t, b)
		if made != c.made || len(known.asked) != c.missing {
			t.Errorf("%s: made %d times, asked %d; want %d, %d", c.name, made, len(known.asked), c.made, c.missing)
		}
		for _, a := range known.asked {
			if want := (Address{"1 rue A", "01000", "Vico", "01001"}); a != want {
				t.Errorf("%s: got %+v, want %+v", c.name, a, want)
			}
		}
	}
}

func TestReasonsOfFoundAddressesAreSaid(t *testing.T) {
	for reason, want := range map[Reason]string{
		"found_house 0.93":    "address found to the house, score 0.93",
		"found_street 0.80":   "address found to the street, score 0.80",
		"found_locality 0.70": "address found to the locality, score 0.70",
		"found_commune 1.00":  "address found to the commune, score 1.00",
		"found_nonsense 1":    "found_nonsense 1",
	} {
		if got := reason.Label().In(say.English); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

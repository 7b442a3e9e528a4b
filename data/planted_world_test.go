package data

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"

	"github.com/paulmach/orb"

	"maillage/data/hours"
)

// The planted world, squares of 0.1 degree, one commune each; ~ is the sea,
// which lies within the region's box:
//
//	y=5  ·  ·  ·  ~  ~  ~      x < 3: département 01; else 69, whose
//	y=4  ·  ·  ·  ~  ~  ~      first commune is Lyon
//	y=3  ·  ·  ·  ·  ·  ·
//	  …
//	y=0  ·  ·  ·  L  ·  ·
//	    x=0         x=5
const plantedSide = 6

type plantedCommune struct {
	code, departement string
	x, y              int
}

func (c plantedCommune) at(dx, dy float64) orb.Point {
	return orb.Point{5 + (float64(c.x)+dx)/10, 45 + (float64(c.y)+dy)/10}
}

func (c plantedCommune) shape() orb.MultiPolygon {
	return orb.MultiPolygon{{{c.at(0, 0), c.at(1, 0), c.at(1, 1), c.at(0, 1), c.at(0, 0)}}}
}

func plantedCommunes() []plantedCommune {
	var out []plantedCommune
	for y := range plantedSide {
		for x := range plantedSide {
			c := plantedCommune{fmt.Sprintf("01%03d", 10*y+x+1), "01", x, y}
			if x >= 3 {
				c.code, c.departement = fmt.Sprintf("69%03d", 10*y+x), "69"
			}
			if x == 3 && y == 0 {
				c.code = "69123"
			}
			if x < 3 || y < 4 {
				out = append(out, c)
			}
		}
	}
	return out
}

// planted is clean records over the planted communes.
type planted struct {
	rng      *rand.Rand
	communes []plantedCommune
	home     []int // of each record
	records  []StructureRecord
	names    int
}

var plantedNetworks = []NetworkCode{"cap-emploi-reseau-cheops", "cio", "france-service", "france-travail", "mission-locale"}

// newPlanted draws n records that have nothing wrong, and among them what is easily taken for wrong.
func newPlanted(seed uint64, n int) *planted {
	p := &planted{rng: rand.New(rand.NewPCG(seed, 1)), communes: plantedCommunes()}
	for i := range n {
		home := i % len(p.communes)
		r := p.record(home, plantedNetworks[i/len(p.communes)%len(plantedNetworks)])
		p.add(home, r)
		switch i % 12 {
		case 0:
			p.neighbour(home, r)
		case 1:
			p.hard(home, r)
		}
	}
	return p
}

func (p *planted) add(home int, r StructureRecord) {
	r.ID = fmt.Sprintf("%04d", len(p.records))
	p.records, p.home = append(p.records, r), append(p.home, home)
}

// word is a new name: its letters tell its number, so that no two are alike.
func (p *planted) word() string {
	p.names++
	var b strings.Builder
	for n := 1000 + p.names; n > 0; n /= 10 {
		b.WriteString([]string{"ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru"}[n%10])
	}
	return b.String()
}

func (p *planted) siret() string {
	digits := fmt.Sprintf("%013d", p.rng.Int64N(1e13))
	for last := range 10 {
		if s := fmt.Sprint(digits, last); validSiret(s) {
			return s
		}
	}
	panic("no digit makes the sum whole")
}

func (p *planted) record(home int, network NetworkCode) StructureRecord {
	c := p.communes[home]
	at := c.at(.05+.9*p.rng.Float64(), .05+.9*p.rng.Float64())
	r := StructureRecord{
		Source: "lead", Name: "Antenne " + p.word(), Networks: []NetworkCode{network},
		Position: Position{at, PrecisionHouse}, Address: fmt.Sprintf("%d rue %s", 1+p.rng.IntN(90), p.word()),
		PostalCode: c.departement + "000", City: "Ville " + c.code, CommuneCode: c.code, Departement: c.departement,
		Hours: hours.Text{Raw: "Mo-Fr 09:00-12:00"}, Phone: "01 99 00 00 00", Siret: p.siret(),
	}
	if p.rng.IntN(3) == 0 {
		r.Address, r.Position.Precision = "place "+p.word(), PrecisionStreet
		for math.Hypot(at[0]-c.at(.5, .5)[0], at[1]-c.at(.5, .5)[1]) < .002 {
			at = c.at(.05+.9*p.rng.Float64(), .05+.9*p.rng.Float64())
		}
		r.Position.Point = at
	}
	return r
}

// neighbour adds another place of the same network some hundred metres away, or another network under the same roof.
func (p *planted) neighbour(home int, r StructureRecord) {
	if p.rng.IntN(2) == 0 {
		r.Networks, r.Name, r.Siret = []NetworkCode{"apec"}, "Apec "+p.word(), p.siret()
	} else {
		r.Name, r.Address, r.Position.Point[1] = "Permanence "+p.word(), "4 rue "+p.word(), r.Position.Point[1]+.004 // with its seat's SIRET
	}
	p.add(home, r)
}

// hard adds one clean record of a kind that a careless check would doubt.
func (p *planted) hard(home int, like StructureRecord) {
	c := p.communes[home]
	r := p.record(home, like.Networks[0])
	switch p.rng.IntN(7) {
	case 0: // in the town hall
		r.Position.Point, r.Address, r.Position.Precision = c.at(.3, .3), "Place de la Mairie", PrecisionStreet
	case 1: // on the quay
		if c.x == 0 {
			r.Position.Point = c.at(-.05, p.rng.Float64())
		}
	case 2: // across a border drawn with a wide pen
		r.Position.Point = c.at(.1+.8*p.rng.Float64(), .003)
	case 3: // a neighbour within the buffer
		r.Position.Point, r.CommuneCode, r.Departement, r.PostalCode = p.communes[0].at(-.5, p.rng.Float64()*4), "71001", "71", "71000"
	case 4: // a doctor's street, a district that is a plateau, and hours that are suspended
		r.Name, r.Hours.Raw = "Antenne Plateau DR "+p.word(), "du lundi au vendredi de 9h à 12h ; fermé le mercredi ; fermé définitivement le samedi"
	case 5: // by appointment, which can be made
		r.Appointment, r.Hours = true, hours.Text{}
	case 6: // two permanences that their source puts at the commune's centre, under their seat's SIRET
		r.Name, r.Position = "Permanence Haute Ville "+p.word(), Position{c.at(.5, .5), PrecisionCommune}
		p.add(home, r)
		r.Name, r.Address, r.Source = "Permanence Haute Ville "+p.word(), "4 rue "+p.word(), []string{"lead", "other"}[p.rng.IntN(2)]
	}
	p.add(home, r)
}

// builder holds the communes and the records.
func (p *planted) builder() *Builder {
	b := NewBuilder(Region{Code: "84", TimeZone: "Europe/Paris"}, SPRO())
	b.Buffer = 10_000
	b.AddSource(Source{Name: "lead", Vintage: "2024-08-01"})
	b.AddSource(Source{Name: "other", Vintage: "2024"})
	for _, c := range p.communes {
		b.AddCommune(CommuneRecord{Source: "communes", Code: c.code, Name: c.code, Shape: c.shape(), Population: 1, Seat: c.at(.3, .3),
			PartOf: map[TerritoryKind]string{KindDepartement: c.departement}})
	}
	b.RenameCommune("01900", "01901")
	b.RenameCommune("01901", "01001")
	for _, r := range p.records {
		b.AddStructure(r)
	}
	return b
}

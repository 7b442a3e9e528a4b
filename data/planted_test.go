package data

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/data/hours"
	"maillage/geo"
	"maillage/internal/racing"
)

// damage is one way in which records go wrong in the field. It changes the i-th
// record, and may add others or change its neighbours in the list; it tells
// which record the defect is then of, -1 where the i-th cannot go wrong that way.
type damage struct {
	name string
	kind DefectKind
	done Action
	do   func(p *planted, i int) int
}

// rare tells damages that few records can suffer: then each one does, else one in eleven.
func (d *damage) rare() bool {
	return d.kind == DefectArrondissement || d.name == "commune merged twice"
}

// change is a damage to the record itself.
func change(do func(p *planted, r *StructureRecord)) func(*planted, int) int {
	return func(p *planted, i int) int {
		do(p, &p.records[i])
		return i
	}
}

// again is a damage that a second record makes.
func again(do func(p *planted, r *StructureRecord)) func(*planted, int) int {
	return func(p *planted, i int) int {
		r := p.records[i]
		do(p, &r)
		p.add(p.home[i], r)
		return len(p.records) - 1
	}
}

// onlyIn is a damage to the code that records of one commune declare.
func onlyIn(commune, code string) func(*planted, int) int {
	return func(p *planted, i int) int {
		if p.records[i].CommuneCode != commune {
			return -1
		}
		p.records[i].CommuneCode = code
		return i
	}
}

// north moves a point by metres.
func north(p orb.Point, metres float64) orb.Point { return orb.Point{p[0], p[1] + metres/111195} }

// onePoint puts three records of different addresses on one point.
func onePoint(p *planted, i int) int {
	for k := range p.records {
		if k != i && p.records[k].Position.Point == p.records[i].Position.Point {
			return -1 // a house of two networks: the third address would put both in doubt
		}
	}
	for k := range 2 {
		r := p.record(p.home[i], "apec")
		r.Name, r.Position.Point = "Apec "+p.word()+fmt.Sprint(k), p.records[i].Position.Point
		r.Position.Precision = PrecisionCommune // told: only the record at hand is asked about
		p.add(p.home[i], r)
	}
	return i
}

func named(suffix string) func(*planted, int) int {
	return change(func(_ *planted, r *StructureRecord) { r.Name += suffix })
}

func placed(at func(p orb.Point) orb.Point) func(*planted, int) int {
	return change(func(_ *planted, r *StructureRecord) { r.Position.Point = at(r.Position.Point) })
}

func damages(t *testing.T) []damage {
	lambert, err := geo.ProjectionOf(2154)
	if err != nil {
		t.Fatal(err)
	}
	return []damage{
		{"swapped", DefectPositionSwapped, Corrected, placed(func(p orb.Point) orb.Point { return orb.Point{p[1], p[0]} })},
		{"Lambert-93", DefectPositionProjected, Corrected, placed(lambert.Forward)},
		{"Lambert-93, northing first", DefectPositionProjected, Corrected, placed(func(p orb.Point) orb.Point { q := lambert.Forward(p); return orb.Point{q[1], q[0]} })},
		{"zero", DefectPositionMissing, LeftOut, placed(func(orb.Point) orb.Point { return orb.Point{} })},
		{"no latitude", DefectPositionMissing, LeftOut, placed(func(p orb.Point) orb.Point { return orb.Point{p[0], 0} })},
		{"no longitude", DefectPositionMissing, LeftOut, placed(func(p orb.Point) orb.Point { return orb.Point{0, p[1]} })},
		{"not a number", DefectPositionInvalid, LeftOut, placed(func(p orb.Point) orb.Point { return orb.Point{math.NaN(), p[1]} })},
		{"a decimal too far right", DefectPositionInvalid, LeftOut, placed(func(p orb.Point) orb.Point { return orb.Point{p[0], p[1] * 10} })},
		{"a decimal too far left", DefectOutsideRegion, LeftOut, placed(func(p orb.Point) orb.Point { return orb.Point{p[0] / 10, p[1]} })},
		{"in the sea", DefectPositionSea, LeftOut, change(func(p *planted, r *StructureRecord) {
			r.Position.Point = orb.Point{5.32 + .25*p.rng.Float64(), 45.42 + .17*p.rng.Float64()}
		})},
		{"outside its commune", DefectCommune, Corrected, func(p *planted, i int) int {
			if c := p.communes[p.home[i]]; p.records[i].CommuneCode != c.code || c.x == 2 || c.x == plantedSide-1 {
				return -1
			}
			p.records[i].Position.Point[0] = p.communes[p.home[i]].at(1.1+.8*p.rng.Float64(), 0)[0]
			return i
		}},
		{"another département", DefectDepartement, Corrected, change(func(_ *planted, r *StructureRecord) {
			r.Departement = map[string]string{"01": "69", "69": "01"}[r.Departement]
		})},
		{"at the commune's middle", DefectPositionCentre, Corrected, func(p *planted, i int) int {
			r := &p.records[i]
			r.Position, r.Address = Position{north(p.communes[p.home[i]].at(.5, .5), 40*p.rng.Float64()), PrecisionStreet}, "place "+p.word()
			return i
		}},
		{"at the chef-lieu, without an address", DefectPositionCentre, Corrected, func(p *planted, i int) int {
			r := &p.records[i]
			r.Position, r.Address = Position{north(p.communes[p.home[i]].at(.3, .3), 40*p.rng.Float64()), PrecisionUnknown}, ""
			return i
		}},
		{"three addresses on one point", DefectPositionCentre, Corrected, onePoint},
		{"twice, 30 m apart", DefectDuplicate, Merged, again(func(_ *planted, r *StructureRecord) { r.Position.Point = north(r.Position.Point, 30) })},
		{"twice under one SIRET", DefectDuplicate, Merged, again(func(p *planted, r *StructureRecord) {
			r.Name, r.Address, r.Position.Point = "Accueil "+p.word(), "", north(r.Position.Point, 60)
		})},
		{"elsewhere, same name", DefectDuplicateElsewhere, Merged, again(func(_ *planted, r *StructureRecord) {
			r.Source, r.Siret, r.Address, r.Name, r.Position.Point = "other", "", "", strings.ToUpper(r.Name), north(r.Position.Point, 150)
		})},
		{"elsewhere, same SIRET", DefectDuplicateElsewhere, Merged, again(func(p *planted, r *StructureRecord) {
			r.Source, r.Name, r.Address, r.Position.Point = "other", "Accueil "+p.word(), "", north(r.Position.Point, 150)
		})},
		{"elsewhere, same address", DefectDuplicateElsewhere, Merged, func(p *planted, i int) int {
			p.records[i].Address = "12 bis, rue " + p.word()
			return again(func(_ *planted, r *StructureRecord) {
				r.Source, r.Name, r.Siret, r.Position.Point = "other", "Maison des services", "", north(r.Position.Point, 150)
			})(p, i)
		}},
		{"regional office", DefectHeadOffice, LeftOut, named(" – Direction régionale")},
		{"general office", DefectHeadOffice, LeftOut, named(" DIRECTION GENERALE")},
		{"association of Missions locales", DefectHeadOffice, LeftOut, named(" (ARML)")},
		{"registered seat", DefectHeadOffice, LeftOut, named(" siège social")},
		{"a seat that may receive", DefectHeadOffice, Kept, named(" - Siège")},
		{"closed, by its name", DefectClosed, LeftOut, named(" (FERMÉE DÉFINITIVEMENT)")},
		{"closed, by its hours", DefectClosed, LeftOut, change(func(_ *planted, r *StructureRecord) { r.Hours.Raw = "Fermeture définitive le 30/06/2023" })},
		{"to be closed after the vintage", DefectClosed, Kept, change(func(_ *planted, r *StructureRecord) {
			r.Hours.Raw += " ; définitivement fermé à compter du 31 décembre 2025"
		})},
		{"closed, says the source", DefectClosed, LeftOut, change(func(_ *planted, r *StructureRecord) { r.Closed = true })},
		{"CEDEX", DefectCedex, Kept, change(func(_ *planted, r *StructureRecord) { r.City += " Cedex 09" })},
		{"arrondissement", DefectArrondissement, Corrected, onlyIn("69123", "69381")},
		{"commune merged twice", DefectCommuneMerged, Corrected, onlyIn("01001", "01900")},
		{"serves a commune merged since", DefectCommuneMerged, Corrected, change(func(_ *planted, r *StructureRecord) { r.Eligibility = Eligibility{"01002", "01901"} })},
		{"no hours", DefectHoursMissing, Kept, change(func(_ *planted, r *StructureRecord) { r.Hours, r.Appointment = hours.Text{}, false })},
		{"by appointment, nobody knows how", DefectAppointment, Kept, change(func(_ *planted, r *StructureRecord) { r.Appointment, r.Phone = true, "" })},
		{"another trade", DefectOutOfScope, LeftOut, change(func(_ *planted, r *StructureRecord) { r.Networks = []NetworkCode{"club"} })},
		{"a permanence of nobody", DefectParentMissing, Kept, change(func(_ *planted, r *StructureRecord) { r.Parent = "nobody" })},
	}
}

// ordinary tells whether a record is of its own commune: the neighbours from outside the region are damaged in no way.
func (p *planted) ordinary(i int) bool {
	r := &p.records[i]
	return r.CommuneCode == p.communes[p.home[i]].code && r.Networks[0] != "apec" && strings.HasPrefix(r.Name, "Antenne") && !r.Appointment
}

// trial is what became of one damage to some records of one world.
type trial struct{ planted, found, alarms, clean int }

// try damages a record in eleven of a world, and counts what is found, and
// the defects that nobody planted.
func try(t *testing.T, d damage, seed uint64) (c trial, wrong []string) {
	t.Helper()
	p := newPlanted(seed, 330)
	want := make(map[string]bool)
	n := len(p.records)
	clean := n
	for i := range n {
		if !p.ordinary(i) || i%11 != 3 && !d.rare() {
			continue
		}
		if at := d.do(p, i); at >= 0 {
			want[p.records[at].Source+"/"+p.records[at].ID] = true
			clean--
		}
	}
	ds, err := p.builder().Finish(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	c = trial{planted: len(want), clean: clean}
	for _, x := range ds.Defects {
		id := x.Source + "/" + x.Record
		if want[id] && x.Kind == d.kind && x.Done == d.done {
			delete(want, id)
			c.found++
			continue
		}
		c.alarms++
		wrong = append(wrong, fmt.Sprintf("alarm %+v", x))
	}
	for id := range want {
		wrong = append(wrong, "missed "+id)
	}
	return c, wrong
}

// What goes wrong in the field is found, and what is right is left in peace:
// clean records, damaged in one way at a time.
func TestPlantedDefectsAreFound(t *testing.T) {
	racing.Long(t)
	seeds := []uint64{1, 2}
	var table strings.Builder
	var all trial
	for _, d := range damages(t) {
		var sum trial
		var examples []string
		for _, seed := range seeds {
			c, wrong := try(t, d, seed)
			sum = trial{sum.planted + c.planted, sum.found + c.found, sum.alarms + c.alarms, sum.clean + c.clean}
			examples = append(examples, wrong...)
		}
		fmt.Fprintf(&table, "%-38s %-28s planted %4d  missed %3d  alarms %3d of %d\n", d.name, d.kind, sum.planted, sum.planted-sum.found, sum.alarms, sum.clean)
		if sum.planted < 5 {
			t.Errorf("%s: planted %d times, which proves nothing", d.name, sum.planted)
		}
		if 100*sum.found < 99*sum.planted || 1000*sum.alarms > 5*sum.clean {
			t.Errorf("%s: %s", d.name, strings.Join(examples[:min(3, len(examples))], "\n\t"))
		}
		all = trial{all.planted + sum.planted, all.found + sum.found, all.alarms + sum.alarms, all.clean + sum.clean}
	}
	t.Logf("seeds %v: %d of %d planted defects found, %d alarms on %d clean records\n%s", seeds, all.found, all.planted, all.alarms, all.clean, table.String())
}

// A world without any damage: not one defect in two hundred records.
func TestCleanRecordsAreLeftInPeace(t *testing.T) {
	for seed := range uint64(10) {
		p := newPlanted(100+seed, 330)
		ds, err := p.builder().Finish(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if 1000*len(ds.Defects) > 5*len(p.records) {
			t.Errorf("seed %d: %d defects in %d clean records, the first %+v", 100+seed, len(ds.Defects), len(p.records), ds.Defects[0])
		}
		if len(ds.Structures) < len(p.records)-len(ds.Defects) {
			t.Errorf("seed %d: %d structures of %d places", 100+seed, len(ds.Structures), len(p.records))
		}
	}
}

// Ten thousand records a round, a tenth of them damaged.
func BenchmarkFinishStructures(b *testing.B) {
	p := newPlanted(9, 10_000)
	for i := 0; i < len(p.records); i += 10 {
		p.records[i].Position.Point = orb.Point{p.records[i].Position.Point[1], p.records[i].Position.Point[0]}
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.builder().Finish(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()*1e6/float64(b.N*len(p.records)), "µs/record")
}

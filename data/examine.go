package data

import (
	"cmp"

	"maillage/data/hours"
	"maillage/geo"
)

// check looks at one record, mends what is certain and reports the rest; false
// leaves the record out, which it has reported.
type check func(x *examiner, l *located) bool

// checks are made in this order: what leaves a record out comes first, since
// nobody need mend the rest of what is not used.
var checks = []check{
	(*examiner).inScope,
	(*examiner).stillOpen,
	(*examiner).receivesPeople,
	(*examiner).mendMail,
	(*examiner).mendCodes,
	(*examiner).mendPosition,
	(*examiner).locate,
	(*examiner).checkCommune,
	(*examiner).checkDepartement,
	(*examiner).checkHours,
	(*examiner).readHours,
	(*examiner).checkAppointment,
}

// examiner takes the records of a Builder through the checks.
type examiner struct {
	*Builder
	ground      *Dataset // territories only
	reach       Reach
	projections []geo.Projection
	vintages    map[string]string        // by source
	told        map[complaint]int        // the first defect of it, counted from 1
	readings    map[string]hours.Reading // by the text read
	locator     Locator                  // nil until a record needs one
	placed      map[StructureID]bool     // records with a position; nil until one without needs it
}

// complaint is what a reader has said of a record already, in its source's own
// words: the Builder does not say it again in general ones.
type complaint struct {
	kind           DefectKind
	source, record string
}

func newExaminer(b *Builder, ground *Dataset) *examiner {
	x := &examiner{
		Builder: b, ground: ground, reach: b.Reach(), projections: metricProjections(),
		vintages: make(map[string]string), told: make(map[complaint]int),
		readings: make(map[string]hours.Reading),
	}
	for _, s := range b.sources {
		x.vintages[s.Name] = s.Vintage
	}
	for i, d := range b.defects {
		if of := (complaint{d.Kind, d.Source, d.Record}); x.told[of] == 0 {
			x.told[of] = i + 1
		}
	}
	return x
}

// examine makes the checks; false means the record is left out.
func (x *examiner) examine(l *located) bool {
	for _, c := range checks {
		if !c(x, l) {
			return false
		}
	}
	return true
}

// find reports what is wrong with a record, whose source and id it fills in.
func (x *examiner) find(l *located, d Defect) {
	d.Source, d.Record, d.Done = l.Source, l.ID, cmp.Or(d.Done, Kept)
	x.Report(d)
}

// findOnce reports what no reader has said of the record.
func (x *examiner) findOnce(l *located, d Defect) {
	if x.told[complaint{d.Kind, l.Source, l.ID}] == 0 {
		x.find(l, d)
	}
}

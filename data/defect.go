package data

import "maillage/say"

// DefectKind is what is wrong with a record: one code a kind, stable, counted by `maillage check`.
type DefectKind string

// Action is what was done about a defect.
type Action string

// The actions, from the mildest.
const (
	Kept      Action = "kept"      // the record is used as it is, with a doubt
	Corrected Action = "corrected" // the value was replaced, the old one is in Value
	Merged    Action = "merged"    // the record was joined to another, its provenance kept
	LeftOut   Action = "left_out"  // the record is not used
)

// Defect is one thing wrong in one record of a source.
type Defect struct {
	Kind   DefectKind
	Source string   // the Source's name
	Record string   // the record's id in its source
	Field  string   // the source's own column or property
	Value  string   // as the source writes it
	Done   Action   // what was done
	Hint   say.Text `json:"-"` // what the keeper of the source should look at
}

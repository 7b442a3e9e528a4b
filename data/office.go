package data

import (
	"regexp"
	"slices"

	"maillage/internal/fold"
)

// headOfficeName finds, in a folded name, offices whose staff receive nobody:
// regional and other directions, registered seats, the associations of Missions
// locales. A chamber's délégation does receive people.
var headOfficeName = regexp.MustCompile(`\bdirection (?:inter ?)?(?:regionale|departementale|territoriale|generale|nationale)\b` +
	`|\bsiege (?:social|administratif|regional|departemental|national)\b` +
	`|\barml\b|\bassociation regionale des missions locales\b`)

// franceTravailOffice finds the regional and territorial directions (DR, DT) that France
// Travail's directory lists among its agencies. It looks at the start of the
// name only, and at that network's: DR elsewhere is a doctor's street.
var franceTravailOffice = regexp.MustCompile(`^(?:france travail |pole emploi )?(?:dr|dt)\b`)

// doubtfulOffice finds what may be an office or share its record with a place
// that receives people: a plain seat, which many Missions locales call their
// main place, and a telephone platform.
var doubtfulOffice = regexp.MustCompile(`\bsiege\b|\bplateau tel`)

const networkFranceTravail NetworkCode = "france-travail"

// receivesPeople leaves out head offices, by their names.
func (x *examiner) receivesPeople(l *located) bool {
	name := fold.Text(l.Name)
	switch {
	case headOfficeName.MatchString(name),
		slices.Contains(l.Networks, networkFranceTravail) && franceTravailOffice.MatchString(name):
		x.find(l, Defect{Kind: DefectHeadOffice, Field: "nom", Value: l.Name, Done: LeftOut})
		return false
	case doubtfulOffice.MatchString(name):
		x.findOnce(l, Defect{Kind: DefectHeadOffice, Field: "nom", Value: l.Name})
	}
	return true
}

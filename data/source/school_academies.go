package source

import "slices"

// academie is a place that one calendar of school holidays holds in.
type academie struct {
	name         string
	former       []string // the académies it was made of: their years before count as its own
	departements []string
	// place is the part of the académie, as the column Population names it, where
	// its parts have days of their own: each is then listed by itself.
	place place
}

// academies lists them all by the Ministry's names. Normandie replaced Caen and
// Rouen in 2020, whose years before were alike in all but their last days; each keeps its own.
var academies = []academie{
	{name: "Aix-Marseille", departements: []string{"04", "05", "13", "84"}},
	{name: "Amiens", departements: []string{"02", "60", "80"}},
	{name: "Besançon", departements: []string{"25", "39", "70", "90"}},
	{name: "Bordeaux", departements: []string{"24", "33", "40", "47", "64"}},
	{name: "Clermont-Ferrand", departements: []string{"03", "15", "43", "63"}},
	{name: "Corse", departements: []string{"2A", "2B"}},
	{name: "Créteil", departements: []string{"77", "93", "94"}},
	{name: "Dijon", departements: []string{"21", "58", "71", "89"}},
	{name: "Grenoble", departements: []string{"07", "26", "38", "73", "74"}},
	{name: "Guadeloupe", departements: []string{"971"}, place: placeGuadeloupe},
	{name: "Guadeloupe", departements: []string{"977"}, place: placeSaintBarthelemy},
	{name: "Guadeloupe", departements: []string{"978"}, place: placeSaintMartin},
	{name: "Guyane", departements: []string{"973"}},
	{name: "Lille", departements: []string{"59", "62"}},
	{name: "Limoges", departements: []string{"19", "23", "87"}},
	{name: "Lyon", departements: []string{"01", "42", "69"}},
	{name: "Martinique", departements: []string{"972"}},
	{name: "Mayotte", departements: []string{"976"}},
	{name: "Montpellier", departements: []string{"11", "30", "34", "48", "66"}},
	{name: "Nancy-Metz", departements: []string{"54", "55", "57", "88"}},
	{name: "Nantes", departements: []string{"44", "49", "53", "72", "85"}},
	{name: "Nice", departements: []string{"06", "83"}},
	{name: "Normandie", former: []string{"Caen"}, departements: []string{"14", "50", "61"}},
	{name: "Normandie", former: []string{"Rouen"}, departements: []string{"27", "76"}},
	{name: "Nouvelle Calédonie", departements: []string{"988"}},
	{name: "Orléans-Tours", departements: []string{"18", "28", "36", "37", "41", "45"}},
	{name: "Paris", departements: []string{"75"}},
	{name: "Poitiers", departements: []string{"16", "17", "79", "86"}},
	{name: "Polynésie", departements: []string{"987"}},
	{name: "Reims", departements: []string{"08", "10", "51", "52"}},
	{name: "Rennes", departements: []string{"22", "29", "35", "56"}},
	{name: "Réunion", departements: []string{"974"}},
	{name: "Saint Pierre et Miquelon", departements: []string{"975"}},
	{name: "Strasbourg", departements: []string{"67", "68"}},
	{name: "Toulouse", departements: []string{"09", "12", "31", "32", "46", "65", "81", "82"}},
	{name: "Versailles", departements: []string{"78", "91", "92", "95"}},
	{name: "Wallis et Futuna", departements: []string{"986"}},
}

// place is a set of the parts of the académie of Guadeloupe.
type place uint8

const (
	placeGuadeloupe place = 1 << iota
	placeSaintBarthelemy
	placeSaintMartin
)

// schools is a set of the schools that a row is about.
type schools uint8

const (
	primary schools = 1 << iota
	middle
	upper

	allSchools = primary | middle | upper
)

// bears tells whether rows of a name are the académie's.
func (a *academie) bears(name string) bool { return a.name == name || slices.Contains(a.former, name) }

// population is whom a row is about: pupils of some schools, in some parts of an
// académie. Teachers alone are no pupils of any; no place is all of them.
type population struct {
	schools schools
	place   place
}

// in tells whether the row is about pupils of a part of an académie.
func (p population) in(part place) bool { return p.place == 0 || part == 0 || p.place&part != 0 }

// populations are the values of the column Population.
var populations = map[string]population{
	"-":                                           {schools: allSchools},
	"Élèves":                                      {schools: allSchools},
	"Premier degré":                               {schools: primary},
	"Élèves du premier degré":                     {schools: primary},
	"Premier degré et collèges":                   {schools: primary | middle},
	"Second degré":                                {schools: middle | upper},
	"Élèves du second degré":                      {schools: middle | upper},
	"Élèves des collèges":                         {schools: middle},
	"Élèves des lycées":                           {schools: upper},
	"Enseignants":                                 {},
	"Enseignants du premier degré":                {},
	"Enseignants du second degré":                 {},
	"Enseignants des collèges":                    {},
	"Enseignants des lycées":                      {},
	"Saint-Barthélémy":                            {allSchools, placeSaintBarthelemy},
	"Saint-Martin":                                {allSchools, placeSaintMartin},
	"Saint Martin":                                {allSchools, placeSaintMartin},
	"Guadeloupe sauf Saint-Martin":                {allSchools, placeGuadeloupe | placeSaintBarthelemy},
	"Guadeloupe & Saint-Barthélémy":               {allSchools, placeGuadeloupe | placeSaintBarthelemy},
	"Guadeloupe & Saint-Martin":                   {allSchools, placeGuadeloupe | placeSaintMartin},
	"Guadeloupe, Saint-Martin & Saint-Barthélémy": {schools: allSchools},
}

package data

// Source is where data comes from: every page, export and answer names it.
type Source struct {
	Name    string // short, unique in the recipe: "population", "france-travail"
	Title   string // for people: "OpenStreetMap", "Filosofi 2015, carreaux de 1 km"
	Holder  string // who publishes: "INSEE"
	Licence string // "Licence Ouverte 2.0", "ODbL 1.0"
	Vintage string // "2015", "2024-08-01"
	URL     string
}

// Region is what the dataset is about.
type Region struct {
	Code      string // INSEE's, "94"; "demo" for the fictional one
	Name      string
	TimeZone  string // IANA name, "Europe/Paris"
	Fictional bool   // said wherever it shows
}

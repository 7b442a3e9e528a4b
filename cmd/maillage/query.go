package main

import (
	"strings"

	"maillage/analysis"
	"maillage/api"
	"maillage/data"
)

// wayFlags is how a journey is made.
type wayFlags struct {
	Mode   string `placeholder:"MODE" help:"Mode de déplacement : car, bike, walk, wheelchair (fauteuil roulant) ou crow (vol d'oiseau) ; sinon le premier de la région. | Way of travel: car, bike, walk, wheelchair or crow (straight line); else the region's first."`
	Season string `enum:"summer,winter" default:"summer" placeholder:"SAISON | SEASON" help:"En hiver (winter) les cols fermés le sont. | In winter the passes that close are closed."`
}

func (f *wayFlags) winter() bool { return f.Season == "winter" }

// travelFlags is how and when a journey is made.
type travelFlags struct {
	wayFlags
	At string `placeholder:"MOMENT | TIME" help:"Date et heure de la région, comme 2026-11-25T14:00 ; sinon maintenant. | Date and time in the region, such as 2026-11-25T14:00; else now."`
}

// travel reads the flags; the engine checks the mode, which depends on the region.
func (f *travelFlags) travel(m *Main, e *analysis.Engine) (analysis.Query, error) {
	location := e.Dataset().Location()
	q := analysis.Query{Mode: f.Mode, At: m.Now().In(location), Winter: f.winter()}
	if f.At == "" {
		return q, nil
	}
	at, err := api.ParseAt(f.At, location)
	if err != nil {
		return q, misuse("--at : %s", "--at: %s", err)
	}
	q.At = at
	return q, nil
}

// queryFlags is analysis.Query as it is asked on a command line.
type queryFlags struct {
	travelFlags
	Level       string   `placeholder:"1|2" help:"Niveau : 1 premier accueil, 2 conseil et accompagnement. | Level: 1 first welcome, 2 advice and support."`
	Publics     []string `placeholder:"CODE" help:"Publics reçus, par exemple jeunes ou demandeurs-emploi. | Audiences received, such as jeunes or demandeurs-emploi."`
	Networks    []string `name:"reseaux-porteurs" placeholder:"CODE" help:"Réseaux, par exemple mission-locale ou france-travail. | Networks, such as mission-locale or france-travail."`
	Receptions  []string `name:"modes-accueil" placeholder:"CODE" help:"en-presentiel ou a-distance. | en-presentiel (on site) or a-distance (remote)."`
	Territories []string `name:"territoire" placeholder:"TYPE:CODE | KIND:CODE" help:"Territoires où la structure se trouve, par exemple departement:2A ou epci:200033827. | Territories where the structure stands, such as departement:2A or epci:200033827."`
	Accessible  bool     `help:"Seulement les lieux dits accessibles en fauteuil. | Only places said to be accessible by wheelchair."`
	Eligible    string   `enum:"resident,any" default:"resident" placeholder:"QUI | WHO" help:"Seulement ce qui reçoit les habitants du lieu (resident), ou tout (any). | Only what receives the place's inhabitants (resident), or all (any)."`
}

// query reads the flags for a region. Codes are checked by the engine, which
// knows those of the region.
func (f *queryFlags) query(m *Main, e *analysis.Engine) (analysis.Query, error) {
	q, err := f.travel(m, e)
	if err != nil {
		return q, err
	}
	q.Eligible = f.Eligible
	q.Filter = data.Filter{
		Audiences:  codes[data.Audience](f.Publics),
		Networks:   codes[data.NetworkCode](f.Networks),
		Receptions: codes[data.Reception](f.Receptions),
		Accessible: f.Accessible,
	}
	switch f.Level {
	case "":
	case "1":
		q.Filter.Level = data.LevelAccueil
	case "2":
		q.Filter.Level = data.LevelAccompagnement
	default:
		return q, misuse("--level=%s n'est pas accepté ; valeurs possibles : 1, 2", "--level=%s is not accepted; allowed: 1, 2", f.Level)
	}
	territories, err := e.Territories(codes[string](f.Territories))
	q.Filter.Territories = territories
	return q, err
}

// codes turns words into codes, spaces around them left out.
func codes[T ~string](words []string) []T {
	var out []T
	for _, w := range words {
		if w = strings.TrimSpace(w); w != "" {
			out = append(out, T(w))
		}
	}
	return out
}

// coverageFlags is analysis.CoverageQuery as it is asked on a command line.
type coverageFlags struct {
	queryFlags
	Target float64 `required:"" placeholder:"MINUTES" help:"Temps cible, en minutes. | Target time, in minutes."`
	Group  string  `default:"all" placeholder:"GROUPE | GROUP" help:"Qui est compté : all (tout le monde) ou un groupe du fichier. | Who is counted: all (everyone) or a group of the file."`
}

func (f *coverageFlags) coverage(m *Main, e *analysis.Engine) (analysis.CoverageQuery, error) {
	q, err := f.query(m, e)
	return analysis.CoverageQuery{Query: q, TargetMinutes: f.Target, Group: f.Group}, err
}

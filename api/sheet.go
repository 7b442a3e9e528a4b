package api

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"maillage/say"
)

// sheet is an answer as a table, whatever it is written in: text or a workbook.
type sheet struct {
	columns []column
	rows    [][]any // as WriteCSV takes them
	total   []any   // the last line, apart from the rows; nil where there is none
}

// column is what stands above cells, and how their numbers look in a workbook.
type column struct {
	heading string
	form    cellForm
}

// cellForm is how a cell looks.
type cellForm uint8

const (
	formText cellForm = iota
	formCount
	formMinutes
	formShare
	formDegrees
	formMoment
)

// form is how the values of a figure look.
func (f FigureBody) form() cellForm {
	switch {
	case strings.HasSuffix(f.Property, "_minutes"):
		return formMinutes
	case strings.HasSuffix(f.Property, "_share"):
		return formShare
	default:
		return formCount
	}
}

// withFigures adds the figures' columns.
func (t *TableHead) withFigures(columns ...column) []column {
	for _, f := range t.Figures {
		columns = append(columns, column{f.heading(), f.form()})
	}
	return columns
}

// sheet has a row a territory, and the total.
func (b *CoverageBody) sheet() *sheet {
	t := &sheet{columns: b.withFigures(
		column{say.T("Code", "Code").In(b.lang), formText}, column{say.T("Territoire", "Territory").In(b.lang), formText})}
	for i := range b.Rows {
		t.rows = append(t.rows, b.Rows[i].cells())
	}
	t.total = b.Total.cells()
	return t
}

func (r *RowBody) cells() []any { return append([]any{r.Code, r.Name}, r.figures()...) }

// sheet has a row a white zone.
func (b *GapsBody) sheet() *sheet {
	t := &sheet{columns: b.withFigures(
		column{say.T("Rang", "Rank").In(b.lang), formCount}, column{say.T("Communes", "Communes").In(b.lang), formText},
		column{say.T("Structure la plus proche", "Nearest structure").In(b.lang), formText},
		column{say.T("Longitude du pire point", "Longitude of the worst place").In(b.lang), formDegrees},
		column{say.T("Latitude du pire point", "Latitude of the worst place").In(b.lang), formDegrees})}
	for i := range b.Zones {
		z := &b.Zones[i]
		t.rows = append(t.rows, append([]any{z.Rank, z.communeNames(), z.nearestName(), z.WorstPlace.Lon, z.WorstPlace.Lat}, z.figures()...))
	}
	return t
}

func (z *ZoneBody) communeNames() string {
	names := make([]string, len(z.Communes))
	for i, c := range z.Communes {
		names[i] = c.Name
	}
	return strings.Join(names, ", ")
}

func (z *ZoneBody) nearestName() string {
	if z.Nearest == nil {
		return ""
	}
	return z.Nearest.Nom
}

// sheet has a row a structure and part of the answer.
func (b *NearestBody) sheet() *sheet {
	t := &sheet{}
	for _, c := range nearestColumns {
		t.columns = append(t.columns, column{c.label.In(b.lang), c.form})
	}
	add := func(place *FoundBody, door *DoorBody, leave *time.Time, journey ...any) {
		t.rows = append(t.rows, slices.Concat(journey, door.cells(leave), structureCells(&place.Structure, place.Services)))
	}
	for i := range b.Results {
		r := &b.Results[i]
		add(&r.FoundBody, &r.DoorBody, nil, answerResult.In(b.lang), r.Rank, r.Minutes, r.P90Minutes, r.DistanceM)
	}
	for i := range b.Next {
		r := &b.Next[i]
		add(&r.FoundBody, &r.DoorBody, r.Leave, answerNext.In(b.lang), nil, r.Minutes, r.P90Minutes, r.DistanceM)
	}
	for i := range b.Inside {
		r := &b.Inside[i]
		add(&r.FoundBody, &r.DoorBody, nil, answerInside.In(b.lang), nil, r.Minutes, r.P90Minutes, r.DistanceM)
	}
	for i := range b.Remote {
		r := &b.Remote[i]
		add(&r.FoundBody, &r.DoorBody, nil, answerRemote.In(b.lang), nil, nil, nil, nil)
	}
	return t
}

// cellLetters is how many letters a cell is given, a little less than the 32,767
// that spreadsheets hold: they cut what is longer without a word, or break the row of a CSV.
const cellLetters = 32_000

// fitting is a text as a spreadsheet's cell holds it: of a longer one, such as
// the communes of a white zone that is half of a region, as many whole items as there is room for, and "…".
func fitting(text string) string {
	if len(text) <= cellLetters || utf8.RuneCountInString(text) <= cellLetters {
		return text
	}
	cut := string([]rune(text)[:cellLetters])
	if end := strings.LastIndex(cut, ", "); end > 0 {
		cut = cut[:end+2]
	}
	return cut + "…"
}

// The parts of the answer that a row may be of.
var (
	answerResult = say.T("résultat", "result")
	answerNext   = say.T("prochaine ouverture", "next opening")
	answerInside = say.T("dans la commune", "in the commune")
	answerRemote = say.T("à distance", "remote")
)

// cells are a door's, in the order of nearestColumns. Instants are in the
// region's time, as spreadsheets read them; an opening at no known hour is its day.
func (b *DoorBody) cells(leave *time.Time) []any {
	opens := any(b.Opens)
	if b.Opens == nil {
		opens = b.Day
	}
	return []any{b.State, strings.Replace(b.Until, "T", " ", 1), opens, b.Then, leave, b.Reason, b.Why}
}

var nearestColumns = []struct {
	label say.Text
	form  cellForm
}{
	{say.T("Réponse", "Answer"), formText}, {say.T("Rang", "Rank"), formCount}, {say.T("Minutes", "Minutes"), formMinutes},
	{say.T("Minutes, 9ᵉ décile", "Minutes, 90th percentile"), formMinutes}, {say.T("Distance (m)", "Distance (m)"), formCount},
	{say.T("État à l'arrivée", "State on arrival"), formText}, {say.T("Ouvert jusqu'à", "Open until"), formText}, {say.T("Ouvre", "Opens"), formMoment},
	{say.T("État alors", "State then"), formText}, {say.T("Partir au plus tard", "Leave by"), formMoment},
	{say.T("Raison", "Reason"), formText}, {say.T("Pourquoi", "Why"), formText},
	{say.T("Nom", "Name"), formText}, {say.T("Commune", "Commune"), formText}, {say.T("Code INSEE", "INSEE code"), formText},
	{say.T("Adresse", "Address"), formText}, {say.T("Code postal", "Postal code"), formText}, {say.T("Téléphone", "Telephone"), formText},
	{say.T("Courriel", "Email"), formText}, {say.T("Site web", "Website"), formText}, {say.T("Réseaux porteurs", "Networks"), formText},
	{say.T("Niveaux", "Levels"), formText}, {say.T("Publics", "Audiences"), formText}, {say.T("Horaires d'accueil", "Opening hours"), formText},
	{say.T("Horaires, mot pour mot", "Hours, word for word"), formText},
	{say.T("Longitude", "Longitude"), formDegrees}, {say.T("Latitude", "Latitude"), formDegrees}, {say.T("Précision", "Precision"), formText},
	{say.T("Identifiant", "Id"), formText},
}

func structureCells(s *StructureBody, services []ServiceBody) []any {
	var levels, publics, hours, words []string
	for _, v := range services {
		if v.Niveau > 0 {
			levels = append(levels, strconv.Itoa(v.Niveau))
		}
		publics = append(publics, v.Publics...)
		if v.HorairesAccueil != "" {
			hours = append(hours, v.HorairesAccueil)
		}
		if v.HorairesTexte != "" {
			words = append(words, v.HorairesTexte)
		}
	}
	return []any{s.Nom, s.Commune, s.CodeINSEE, s.Adresse, s.CodePostal, s.Telephone, s.Courriel, s.SiteWeb,
		strings.Join(s.Reseaux, ", "), joinOnce(levels, ", "), joinOnce(publics, ", "), joinOnce(hours, " | "), joinOnce(words, " | "),
		s.Position.Lon, s.Position.Lat, s.Position.Precision, s.ID}
}

// joinOnce joins words, each where it comes first.
func joinOnce(words []string, separator string) string {
	seen := make(map[string]bool, len(words))
	var once []string
	for _, w := range words {
		if !seen[w] {
			seen[w] = true
			once = append(once, w)
		}
	}
	return strings.Join(once, separator)
}

package source

import (
	"slices"
	"strconv"
	"strings"

	"maillage/data"
	"maillage/data/hours"
)

type annuaireSlot struct {
	From    loose `json:"nom_jour_debut"`
	To      loose `json:"nom_jour_fin"`
	Start1  loose `json:"valeur_heure_debut_1"`
	End1    loose `json:"valeur_heure_fin_1"`
	Start2  loose `json:"valeur_heure_debut_2"`
	End2    loose `json:"valeur_heure_fin_2"`
	Comment loose `json:"commentaire"`
}

// hours joins the slots of a record into one line, day by day, each comment
// after its days: "du lundi au jeudi 08:30 - 12:00 / 13:30 - 17:00 ; samedi « le matin »".
func (a *annuaire) hours(id string, rec *annuaireRecord) hours.Text {
	var parts []string
	for i := range rec.Slots.items {
		if part := a.slot(id, &rec.Slots.items[i]); part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		a.report(data.DefectHoursMissing, data.Kept, id, "plage_ouverture", "", "")
	}
	text := hours.Text{Raw: strings.Join(parts, " ; ")}
	if n := rec.sites(); n > 1 {
		return a.elsewhere(data.DefectMultiSite, id, "adresse", strconv.Itoa(n), text)
	}
	return a.unlessItinerant(id, rec.Name.line(), text)
}

// slot writes the days of a slot, its hours and its comment; empty where it tells no hours and has no comment.
func (a *annuaire) slot(id string, s *annuaireSlot) string {
	var spans []string
	for _, span := range [][2]string{{s.Start1.line(), s.End1.line()}, {s.Start2.line(), s.End2.line()}} {
		start, end := clockTime(span[0]), clockTime(span[1])
		written := start + " - " + end
		switch {
		case start == "" && end == "":
		case start == "" || end == "" || start == end:
			a.report(data.DefectHoursInvalid, data.Corrected, id, "plage_ouverture", shorten(written), "")
		default:
			spans = append(spans, written)
		}
	}
	words := []string{a.days(id, s)}
	if len(spans) > 0 {
		words = append(words, strings.Join(spans, " / "))
	}
	if comment := s.Comment.line(); comment != "" {
		words = append(words, "« "+comment+" »")
	}
	if len(words) == 1 {
		return ""
	}
	return strings.TrimSpace(strings.Join(words, " "))
}

// clockTime drops the seconds that say nothing: "08:30:00" is "08:30".
func clockTime(s string) string {
	if len(s) == len("08:30:00") {
		return strings.TrimSuffix(s, ":00")
	}
	return s
}

// days writes the days of a slot in lower case. A name that is no day's is kept as it is, and reported.
func (a *annuaire) days(id string, s *annuaireSlot) string {
	from, to := a.day(id, "nom_jour_debut", s.From.line()), a.day(id, "nom_jour_fin", s.To.line())
	switch {
	case from == "":
		return to
	case to == "" || to == from:
		return from
	default:
		return "du " + from + " au " + to
	}
}

func (a *annuaire) day(id, field, name string) string {
	lower := strings.ToLower(name)
	if name != "" && lower != "dimanche" && !slices.Contains(weekdays, lower) {
		a.report(data.DefectUnknownValue, data.Kept, id, field, shorten(name), strings.Join(weekdays, ", ")+", dimanche")
	}
	return lower
}

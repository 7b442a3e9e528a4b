package source

import (
	"context"
	"io"
	"regexp"
	"strings"

	"maillage/data"
	"maillage/data/hours"
	"maillage/internal/fold"
)

const networkFranceServices data.NetworkCode = "france-service"

// ReadFranceServices reads the CSV of the Agence nationale de la cohésion des
// territoires (ANCT). Records are told by id_fs. Hours are kept as the file
// writes them, day by day on one line.
//
// A bus, a round or a place with several sites is one row at one position: it
// is kept with a defect, and its hours begin with words that say they are not
// this position's, so that nobody reads them as its opening hours.
// An antenna whose group (groupe_fs) has exactly one main place has that place as its parent.
func ReadFranceServices(ctx context.Context, r io.Reader, b *data.Builder, opt Options) error {
	t, err := openTable(r, opt.file(r), append([]string{"id_fs", "insee_dep", "lib_fs", "adresse", "insee_com", "code_postal",
		"lib_com", "latitude", "longitude", "prise_rdv", "commentaire", "type_fs", "format_fs", "groupe_fs"}, hourColumns()...)...)
	if err != nil {
		return err
	}
	f := franceServices{reporter: reporter{b, opt.Source}, heads: make(map[string][]string)}
	seen := make(map[string]bool)
	for row, err := range t.rows(ctx, f.reporter) {
		if err != nil {
			return err
		}
		if place, ok := f.read(row); ok && f.onceAt(seen, place.ID, "id_fs", place.Position.Point) {
			f.keep(place, row)
		}
	}
	f.flush()
	return nil
}

// franceServices gathers the places until every group's main place is known.
type franceServices struct {
	reporter
	places []data.StructureRecord
	groups []string            // of each place that is an antenna, else ""
	heads  map[string][]string // ids of the main places of each group
}

var weekdays = []string{"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}

func hourColumns() []string {
	var columns []string
	for _, day := range weekdays {
		columns = append(columns, "h_"+day)
	}
	return columns
}

// read reads one row; false means it has no position, which was reported.
func (f *franceServices) read(row row) (data.StructureRecord, bool) {
	name := row.get("lib_fs")
	id := row.get("id_fs")
	if id == "" {
		id = contentID(name, row.get("adresse"), row.get("insee_com"))
	}
	p, ok := f.place(id, spot{"longitude", "latitude", row.get("longitude"), row.get("latitude")})
	if !ok {
		return data.StructureRecord{}, false
	}
	address := strings.TrimPrefix(row.get("adresse")+", "+row.get("complement_adresse"), ", ")
	return data.StructureRecord{
		Source: f.source, ID: id, Name: name,
		Networks:    []data.NetworkCode{networkFranceServices},
		Position:    data.Position{Point: p, Precision: precisionOf(row.get("adresse"))},
		Address:     strings.TrimSuffix(address, ", "),
		PostalCode:  row.get("code_postal"),
		City:        f.mailing(id, "lib_com", row.get("code_postal"), row.get("lib_com")),
		CommuneCode: row.get("insee_com"),
		Departement: row.get("insee_dep"),
		Hours:       f.hours(id, name, row),
	}, true
}

// hours joins the days of a row, and what it says beside them, into one line.
func (f *franceServices) hours(id, name string, row row) hours.Text {
	var parts []string
	for _, day := range weekdays {
		if slots := f.slots(id, "h_"+day, row.get("h_"+day)); slots != "" {
			parts = append(parts, day+" "+slots)
		}
	}
	if len(parts) == 0 {
		f.report(data.DefectHoursMissing, data.Kept, id, "h_lundi … h_samedi", "", "")
	}
	if row.get("prise_rdv") == "Oui" {
		parts = append(parts, "rendez-vous possible")
	}
	if comment := oneLine(row.get("commentaire"), " "); comment != "" {
		parts = append(parts, "« "+comment+" »")
	}
	text := hours.Text{Raw: strings.Join(parts, " ; ")}
	switch format := row.get("format_fs"); format {
	case "Fixe", "Fixe_antenne(s)":
		return f.unlessItinerant(id, name, text)
	case "Multisites":
		return f.elsewhere(data.DefectMultiSite, id, "format_fs", format, text)
	case "Bus_équivalent", "Itinérante":
		return f.elsewhere(data.DefectItinerant, id, "format_fs", format, text)
	default:
		f.report(data.DefectUnknownValue, data.Kept, id, "format_fs", format, "Fixe, Fixe_antenne(s), Multisites, Bus_équivalent, Itinérante")
		return f.unlessItinerant(id, name, text)
	}
}

// emptySlot fills a half-day without hours in some rows.
const emptySlot = "00:00 - 00:00"

// slots drops the slots that last no time: read as hours they would say "all night".
func (r reporter) slots(id, field, value string) string {
	if !strings.Contains(value, emptySlot) {
		return value
	}
	var kept []string
	for slot := range strings.SplitSeq(value, " / ") {
		if strings.TrimSpace(slot) != emptySlot {
			kept = append(kept, slot)
		}
	}
	clean := strings.Join(kept, " / ")
	r.report(data.DefectHoursInvalid, data.Corrected, id, field, value, clean)
	return clean
}

// itinerantName finds a round in a folded name, in sources that have no better sign of it.
var itinerantName = regexp.MustCompile(`^bus\b|\bitineran(?:t|te|ce|ts|tes)\b`)

// unlessItinerant keeps the hours of a place unless its name says it moves about.
func (r reporter) unlessItinerant(id, name string, text hours.Text) hours.Text {
	if itinerantName.MatchString(fold.Text(name)) {
		return r.elsewhere(data.DefectItinerant, id, "nom", name, text)
	}
	return text
}

// elsewhere reports that a record stands for more than its position and says so
// at the head of its hours.
func (r reporter) elsewhere(kind data.DefectKind, id, field, value string, text hours.Text) hours.Text {
	r.report(kind, data.Kept, id, field, value, "")
	switch {
	case !text.Known():
		return text
	case kind == data.DefectItinerant:
		return itinerantHours(text)
	default:
		return hours.Text{Raw: "plusieurs sites, selon le site : " + text.Raw}
	}
}

func itinerantHours(text hours.Text) hours.Text {
	return hours.Text{Raw: "itinérant, selon l'étape : " + text.Raw}
}

// keep puts a place aside with its part in its group.
func (f *franceServices) keep(place data.StructureRecord, row row) {
	group := row.get("groupe_fs")
	switch kind := row.get("type_fs"); kind {
	case "Antenne":
	case "Principal":
		if group != "" {
			f.heads[group] = append(f.heads[group], place.ID)
		}
		group = ""
	default:
		f.report(data.DefectUnknownValue, data.Kept, place.ID, "type_fs", kind, "Principal, Antenne")
		group = ""
	}
	f.places, f.groups = append(f.places, place), append(f.groups, group)
}

// flush gives the antennas their parents and the places to the Builder.
func (f *franceServices) flush() {
	for i, place := range f.places {
		if heads := f.heads[f.groups[i]]; f.groups[i] != "" && len(heads) == 1 {
			place.Parent = heads[0]
		}
		f.builder.AddStructure(place)
	}
}

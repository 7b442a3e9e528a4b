package main

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/data/region"
)

// flawed is a region of two communes in two départements, whose defects are
// these and no other; one of their values means to be markup.
//
//	 A1 (dept A)   B1 (dept B)
//	+-----------+-----------+
//	|  ml, bus  |    ft     |
//	+-----------+-----------+
func flawed(t testing.TB) string {
	t.Helper()
	b := data.NewBuilder(data.Region{Code: "99", Name: "Deux & Rives", TimeZone: "Europe/Paris"}, data.SPRO())
	for _, name := range []string{"carte", "une", "autre"} {
		b.AddSource(data.Source{Name: name, Title: "Source <" + name + ">", Licence: "Licence Ouverte", Vintage: "2026"})
	}
	for i, code := range []string{"A", "B"} {
		west := float64(i) * 0.1
		b.AddCommune(data.CommuneRecord{
			Code: code + "1", Name: "Commune " + code, Population: 100, Source: "carte",
			Shape:  orb.MultiPolygon{{{{west, 45}, {west + 0.1, 45}, {west + 0.1, 45.1}, {west, 45.1}, {west, 45}}}},
			PartOf: map[data.TerritoryKind]string{data.KindDepartement: code},
		})
	}
	place := func(source, id string, lon float64, network data.NetworkCode, access data.Accessibility) {
		b.AddStructure(data.StructureRecord{
			Source: source, ID: id, Name: "Lieu " + id, Networks: []data.NetworkCode{network}, Accessible: access,
			Position: data.Position{Point: orb.Point{lon, 45.05}, Precision: data.PrecisionHouse},
		})
	}
	place("une", "ml", 0.03, "mission-locale", data.Accessible)
	place("une", "bus", 0.06, "mission-locale", data.AccessibilityUnknown)
	place("autre", "ft", 0.15, "france-travail", data.NotAccessible)
	built, err := b.Finish(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	tables := built.Tables
	for i := range tables.Structures { // as if a record of the other source had joined it
		if st := &tables.Structures[i]; st.ID == "une--ml" {
			st.Provenance = append(st.Provenance, data.Provenance{Source: "autre", ID: "ml", Name: "Le lieu"})
		}
	}
	tables.Defects = []data.Defect{
		{Kind: data.DefectCedex, Source: "autre", Record: "ft", Field: "code_postal", Value: "1 CEDEX", Other: "2", Done: data.Corrected},
		{Kind: data.DefectCedex, Source: "autre", Record: "ml", Field: "code_postal", Value: "3 CEDEX", Why: "off 140", Done: data.Kept},
		{Kind: data.DefectNetworkAbsent, Record: "A", Field: "reseaux_porteurs", Value: "cio", Done: data.Kept},
		{Kind: data.DefectHeadOffice, Source: "une", Record: "siege", Field: "nom", Value: `<script src="//ailleurs">`, Done: data.LeftOut},
	}
	ds, err := data.FromTables(tables)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "flawed.maillage")
	if err := region.Write(path, &region.Contents{Dataset: ds, Recipe: "flawed"}); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestPresenceCountsEachDepartementAndLevel(t *testing.T) {
	p := decode[checkBody](t, "check", flawed(t)).Inventory.Presence
	if len(p.Departements) != 2 || p.Departements[0].Code != "A" || p.Departements[1].Code != "B" {
		t.Fatalf("départements %v, want A and B", p.Departements)
	}
	for _, want := range []struct {
		network     data.NetworkCode
		level       data.Level
		departement []int
		total       int
	}{
		{"cio", 1, []int{0, 0}, 0},
		{"cio", 2, []int{0, 0}, 0},
		{"france-travail", 1, []int{0, 1}, 1},
		{"france-travail", 2, []int{0, 1}, 1},
		{"mission-locale", 1, []int{2, 0}, 2},
		{"mission-locale", 2, []int{2, 0}, 2},
	} {
		i := slices.IndexFunc(p.Rows, func(r presenceRow) bool { return r.Network == want.network && r.Level == want.level })
		if i < 0 {
			t.Errorf("no row for %s, level %d", want.network, want.level)
			continue
		}
		if r := p.Rows[i]; !slices.Equal(r.Departement, want.departement) || r.Total != want.total || r.Elsewhere != 0 {
			t.Errorf("%s, level %d: got %v, total %d, elsewhere %d, want %v, total %d", want.network, want.level, r.Departement, r.Total, r.Elsewhere, want.departement, want.total)
		}
	}
}

func TestWhatIsKnownAddsUpByNetworkAndBySource(t *testing.T) {
	inv := decode[checkBody](t, "check", flawed(t)).Inventory
	networks := map[data.NetworkCode]quality{}
	for _, n := range inv.Networks {
		networks[n.Code] = n.quality
	}
	sources := map[string]quality{}
	var fates [][3]int
	for _, s := range inv.BySource {
		sources[s.Source] = s.quality
		fates = append(fates, [3]int{s.Records, s.LeftOut, s.Merged})
		if s.Records != s.LeftOut+s.Merged+s.Structures {
			t.Errorf("%s: %d records are not %d left out, %d merged and %d structures", s.Source, s.Records, s.LeftOut, s.Merged, s.Structures)
		}
	}
	if want := [][3]int{{3, 1, 0}, {2, 0, 1}}; !slices.Equal(fates, want) {
		t.Errorf("records read, left out and merged: got %v, want %v", fates, want)
	}
	for _, c := range []struct {
		name                   string
		got                    quality
		structures, accessible int
	}{
		{"mission-locale", networks["mission-locale"], 2, 1},
		{"france-travail", networks["france-travail"], 1, 1},
		{"source une", sources["une"], 2, 1},
		{"source autre", sources["autre"], 1, 1},
	} {
		if c.got.Structures != c.structures || c.got.Accessible != c.accessible || c.got.Hours != 0 || c.got.Positions["house"] != c.structures {
			t.Errorf("%s: got %+v, want %d structures to the house, %d of known access, none of known hours", c.name, c.got, c.structures, c.accessible)
		}
	}
}

// A source of places stays in sight when nothing of it was used; what leaves
// cells or lists of communes out is no source of places.
func TestASourceWhollyLeftOutIsTold(t *testing.T) {
	tables := data.Tables{Sources: []data.Source{{Name: "carte"}, {Name: "perdue"}}, Defects: []data.Defect{
		{Kind: data.DefectCellsFar, Source: "carte", Record: "a", Done: data.LeftOut, More: 3},
		{Kind: data.DefectUnreadable, Source: "perdue", Record: "a", Done: data.LeftOut},
		{Kind: data.DefectOutOfScope, Source: "perdue", Record: "b", Done: data.LeftOut, More: 1},
		{Kind: data.DefectHoursMissing, Source: "perdue", Record: "b", Done: data.Kept},
	}}
	got := countSources(&data.Dataset{Tables: tables})
	if len(got) != 1 || got[0].Source != "perdue" || got[0].Records != 3 || got[0].LeftOut != 3 || got[0].Structures != 0 {
		t.Errorf("got %+v, want 3 records of perdue, all left out", got)
	}
}

func TestCheckFailsOnMoreDefectsThanAllowed(t *testing.T) {
	path := flawed(t)
	for _, c := range []struct {
		name   string
		failOn string
		words  []string // of the one sentence; none: it passes
	}{
		{"a kind that is not there", "position_missing", nil},
		{"a kind that is there", "cedex_postal_code", []string{"cedex_postal_code", "code postal CEDEX", "2, au plus 0"}},
		{"as many as allowed", "cedex_postal_code=2", nil},
		{"one too many", "cedex_postal_code=1", []string{"2, au plus 1"}},
		{"any", "any", []string{"any", "tous les défauts", "4, au plus 0"}},
		{"any, allowed", "any=4", nil},
		{"one of two", "head_office=5,cedex_postal_code=1", []string{"cedex_postal_code"}},
		{"both", "head_office,cedex_postal_code", []string{"head_office", "cedex_postal_code"}},
	} {
		got := run(t, "check", path, "--fail-on", c.failOn, "-f", "csv")
		if want := len(c.words) > 0; (got.code == exitFailed) != want || got.code == exitMisuse {
			t.Errorf("%s: exit %d: %s", c.name, got.code, got.stderr)
		}
		for _, word := range c.words {
			if !strings.Contains(got.stderr, word) {
				t.Errorf("%s: %q does not say %q", c.name, got.stderr, word)
			}
		}
		if rows := strings.Count(got.stdout, "\n"); rows != 5 {
			t.Errorf("%s: the report has %d lines, want its head and 4 defects", c.name, rows)
		}
	}
	for _, c := range []complaint{
		{"unknown kind", []string{"check", path, "--fail-on", "doublon"}, exitMisuse, []string{"doublon", "duplicate", "any"}, []string{"no such kind", "any"}},
		{"no number", []string{"check", path, "--fail-on", "any=beaucoup"}, exitMisuse, []string{"any=beaucoup", "any=3"}, []string{"any=3"}},
		{"a negative number", []string{"check", path, "--fail-on", "any=-1"}, exitMisuse, []string{"any=-1"}, []string{"0 or more"}},
	} {
		c.hold(t)
	}
}

// Whatever the form, the same file is told in the same bytes, and its counts are those of its defects.
func TestCheckIsTheSameEachTime(t *testing.T) {
	path := flawed(t)
	for _, form := range []string{"table", "json", "csv", "html"} {
		first := done(t, "check", path, "-f", form)
		for range 5 {
			if again := done(t, "check", path, "-f", form); again != first {
				t.Errorf("%s: two runs differ", form)
			}
		}
	}
	rows, err := csv.NewReader(strings.NewReader(done(t, "check", path, "-f", "csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	counted := 0
	for _, d := range decode[checkBody](t, "check", path).Inventory.Defects {
		counted += d.Count
	}
	if why := slices.Index(rows[0], "why"); why < 0 || !slices.ContainsFunc(rows, func(row []string) bool { return row[why] == "à 140 m" }) {
		t.Errorf("no row tells why: %q", rows)
	}
	if counted != 4 || len(rows)-1 != counted {
		t.Errorf("%d defects counted, %d rows, want 4 of each", counted, len(rows)-1)
	}
}

// element is one start tag of a page with its attributes.
type element struct {
	name       string
	attributes map[string]string
}

// parsePage reads a page as XML: an error where it is not well formed.
func parsePage(t testing.TB, text string) (elements []element, words string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	var b bytes.Buffer
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return elements, b.String()
		}
		if err != nil {
			t.Fatalf("not well formed: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{token.Name.Local, map[string]string{}}
			for _, a := range token.Attr {
				e.attributes[a.Name.Local] = a.Value
			}
			elements = append(elements, e)
		case xml.CharData:
			b.Write(token)
		}
	}
}

func TestThePageStandsAlone(t *testing.T) {
	for _, lang := range []string{"fr", "en"} {
		elements, words := parsePage(t, done(t, "check", flawed(t), "-f", "html", "--lang", lang))
		ids, policy := map[string]bool{}, ""
		for _, e := range elements {
			if id := e.attributes["id"]; id != "" {
				if ids[id] {
					t.Errorf("%s: two elements have the id %q", lang, id)
				}
				ids[id] = true
			}
			if e.attributes["http-equiv"] == "Content-Security-Policy" {
				policy = e.attributes["content"]
			}
			if e.name == "html" && e.attributes["lang"] != lang {
				t.Errorf("html lang=%q, want %q", e.attributes["lang"], lang)
			}
			if slices.Contains([]string{"script", "link", "img", "iframe", "object", "form"}, e.name) || e.attributes["src"] != "" || e.attributes["style"] != "" {
				t.Errorf("%s: the page asks for something: %+v", lang, e)
			}
		}
		if !strings.HasPrefix(policy, "default-src 'none'; style-src 'sha256-") {
			t.Errorf("%s: policy %q", lang, policy)
		}
		for _, e := range elements {
			if to := e.attributes["href"]; to != "" && (to[0] != '#' || !ids[to[1:]]) {
				t.Errorf("%s: a link leads out of the page, or nowhere: %q", lang, to)
			}
			if to := e.attributes["aria-labelledby"]; to != "" && !ids[to] {
				t.Errorf("%s: labelled by %q, which is not there", lang, to)
			}
		}
		for _, want := range []string{`<script src="//ailleurs">`, "Source <une>", "Deux & Rives", "1 CEDEX", "siege", "CEDEX", "140 m"} {
			if !strings.Contains(words, want) {
				t.Errorf("%s: the page does not say %q", lang, want)
			}
		}
	}
}

func TestThePageIsMadeToBeReadAloud(t *testing.T) {
	path := flawed(t)
	elements, words := parsePage(t, done(t, "check", path, "-f", "html"))
	count := map[string]int{}
	level := 0
	for _, e := range elements {
		count[e.name]++
		if e.name == "th" && e.attributes["scope"] == "" {
			t.Error("a heading of a table without a scope")
		}
		if len(e.name) == 2 && e.name[0] == 'h' && e.name != "hr" {
			n, err := strconv.Atoi(e.name[1:])
			if err != nil || n > level+1 {
				t.Errorf("%s comes after h%d", e.name, level)
			}
			level = n
		}
	}
	if count["table"] != count["caption"] || count["table"] != 7 {
		t.Errorf("%d tables and %d captions, want 7 of each", count["table"], count["caption"])
	}
	if count["details"] != 3 || count["summary"] != 3 || count["main"] != 1 || count["h1"] != 1 {
		t.Errorf("got %v, want a details for each kind, one main, one h1", count)
	}
	for _, kind := range []data.DefectKind{data.DefectHeadOffice, data.DefectCedex} {
		if hint := (data.Defect{Kind: kind}).Hint().String(); !strings.Contains(words, hint) {
			t.Errorf("no hint for %s", kind)
		}
	}
	une, autre, none := strings.Index(words, "Source <une>"), strings.Index(words, "Source <autre>"), strings.Index(words, "La région dans son ensemble")
	if une < 0 || une > autre || autre > none {
		t.Error("the sources are not in the recipe's order, what is no source's the last")
	}
	if strings.Contains(words, filepath.Dir(path)) {
		t.Error("the page tells where it was made")
	}
}

package source

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"maillage/data"
)

func sample(t testing.TB, name string) io.Reader {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return strings.NewReader(string(text))
}

var inclusionTest = InclusionOptions{
	Options:  Options{Source: "test", File: "structures.json"},
	Services: Options{Source: "services", File: "services.json"},
}

// servicesOf writes each service as "structure/id level audiences receptions eligibility hours".
func servicesOf(ds *data.Dataset) []string {
	var out []string
	for _, st := range ds.Structures {
		for _, s := range st.Services {
			line := string(st.ID) + "/" + s.ID + " " + string('0'+rune(s.Level))
			for _, a := range s.Audiences {
				line += " " + string(a)
			}
			line += " |"
			for _, r := range s.Receptions {
				line += " " + string(r)
			}
			out = append(out, line+" | "+strings.Join(s.Eligibility, " ")+" | "+s.Hours.Raw)
		}
	}
	return out
}

func TestReadInclusion(t *testing.T) {
	b := world(t)
	err := ReadInclusion(t.Context(), sample(t, "inclusion_structures.json"), sample(t, "inclusion_services.jsonl"), b, inclusionTest)
	if err != nil {
		t.Fatal(err)
	}
	ds := finish(t, b)
	wantLines(t, "services", servicesOf(ds), []string{
		"test--exemple--bus/s6 1 tous-publics | en-presentiel | france | itinérant, selon l'étape : We 09:00-12:00",
		"test--exemple--cma/cma-1 1 tous-publics | en-presentiel |  | ",
		"test--exemple--ml-nord/s1 1 jeunes | en-presentiel a-distance | 200093201 2A004 2B R94 | Mo-Fr 08:30-12:30; PH off",
		"test--exemple--ml-nord/s2 2 jeunes | | france | Mo 14:00-17:00",
		"test--exemple--ml-nord/s3 1 | a-distance | 999 | Mo-Fr 08:30-12:30; PH off",
	})
	wantLines(t, "defects", defects(ds), []string{
		"duplicate s1 id s1 left_out",
		"service_elsewhere s2 latitude, longitude 42.1, 9.2 > 42.1, 9.1 kept",
		"service_without_structure s4 structure_id exemple--personne left_out",
		"unknown_value s2 modes_accueil par-pigeon corrected",
		"unknown_value s2 publics marins > jeunes corrected",
		"unknown_value s3 zone_eligibilite 999 > commune, EPCI, département, R + région, france kept",
		"unknown_value s6 type causerie corrected",
		"cedex_postal_code exemple--cma code_postal 20181 Carré Cedex 01 kept",
		"decimal_comma exemple--cma latitude, longitude 42,2, 9,2 > 42.2, 9.2 corrected",
		"duplicate exemple--ml-nord id exemple--ml-nord left_out",
		"hours_missing exemple--cma horaires_accueil  kept",
		"itinerant exemple--bus nom Bus France services kept",
		"out_of_scope exemple--club reseaux_porteurs  left_out",
		"outside_region exemple--ml-loin latitude, longitude 48.85, 2.38 left_out",
		"position_missing exemple--cci-perdue latitude, longitude ,  left_out",
	})
	wantNord(t, ds)
	for i, want := range []data.Accessibility{data.NotAccessible, data.Accessible, data.AccessibilityUnknown} {
		if got := ds.Sites[ds.Structures[i].Site].Accessible; got != want {
			t.Errorf("%s: accessibility %d, want %d", ds.Structures[i].ID, got, want)
		}
	}
	if s := ds.Structures[2].Services[2]; !s.Remote() || s.OnSite() {
		t.Errorf("a service offered at a distance only became %+v", s)
	}
}

func wantNord(t *testing.T, ds *data.Dataset) {
	t.Helper()
	st := ds.Structures[2]
	site := ds.Sites[st.Site]
	if st.Name != "Mission locale du Nord" || st.Siret != "00000000000001" || st.Phone != "+33400000001" || st.Email != "accueil@example.org" ||
		st.Website != "https://example.org/ml" || !slices.Equal(st.Networks, []data.NetworkCode{"mission-locale"}) {
		t.Errorf("the structure became %+v", st)
	}
	if site.Address != "1 rue Haute, Bâtiment B" || site.PostalCode != "20090" || site.City != "Carré" || site.Position.Precision != data.PrecisionHouse {
		t.Errorf("the site became %+v", site)
	}
}

// Without services a structure offers what the catalogue says, whichever way its list is written.
func TestReadInclusionStructuresAlone(t *testing.T) {
	one := `{"id":"a","nom":"Cap emploi","reseaux_porteurs":"cap-emploi-reseau-cheops","longitude":"9.1","latitude":42.1,"horaires_accueil":"Mo 09:00-12:00"}`
	two := `{"nom":"APEC","reseaux_porteurs":["apec"],"longitude":9.2,"latitude":42.2,"siret":12345678901234,"horaires_accueil":"\u0000Tu\u0000"}`
	for _, text := range []string{"[" + one + "," + two + "]", one + "\n" + two + "\n", "\uFEFF" + one + "\r\n\r\n" + two, " [ " + one + " ,\n" + two + "] \n"} {
		b := world(t)
		if err := ReadInclusion(t.Context(), strings.NewReader(text), nil, b, inclusionTest); err != nil {
			t.Fatal(err)
		}
		ds := finish(t, b)
		nameless := contentID("APEC", "", "")
		wantLines(t, "services", servicesOf(ds), []string{
			"test--a/cap-emploi-reseau-cheops-2 2 personnes-en-situation-de-handicap | en-presentiel |  | Mo 09:00-12:00",
			"test--" + nameless + "/apec-2 2 cadres | en-presentiel |  | Tu",
		})
		wantLines(t, "defects", defects(ds), nil)
		if got := ds.Structures[1].Siret; got != "12345678901234" {
			t.Errorf("siret %q", got)
		}
	}
}

// What a national file has by the thousand is told once a kind, and counted.
func TestReadInclusionCounts(t *testing.T) {
	var structures, services strings.Builder
	for i := range 3000 {
		id := placeID("x", i)
		network := []string{"communes", "ccas-cias", "mission-locale"}[i%3]
		structures.WriteString(`{"id":"` + id + `","nom":"N","reseaux_porteurs":["` + network + `"],"longitude":2.3,"latitude":48.8,"code_insee":"75111"}` + "\n")
		services.WriteString(`{"id":"s` + id + `","structure_id":"` + id + `","nom":"N"}{"id":"o` + id + `","structure_id":"no` + id + `","nom":"N"}` + "\n")
	}
	b := world(t)
	if err := ReadInclusion(t.Context(), strings.NewReader(structures.String()), strings.NewReader(services.String()), b, inclusionTest); err != nil {
		t.Fatal(err)
	}
	got := defects(finish(t, b))
	wantLines(t, "the last defects", got[len(got)-3:], []string{
		"out_of_scope x 0 reseaux_porteurs communes ×1000 left_out",
		"out_of_scope x 1 reseaux_porteurs ccas-cias ×1000 left_out",
		"outside_region x 2 latitude, longitude 48.8, 2.3 ×1000 left_out",
	})
	if len(got) != toldOneByOne+1+3 || !slices.Contains(got, "service_without_structure ox 1000 structure_id nox 1000 ×2000 left_out") {
		t.Errorf("got %d defects, want %d services told, the rest counted, and 3 more", len(got), toldOneByOne)
	}
}

func TestReadInclusionRefuses(t *testing.T) {
	good := `{"id":"a","nom":"X","reseaux_porteurs":null}`
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"nothing", "", []string{"structures.json", "byte 0", "too early"}},
		{"spaces", " \n ", []string{"too early"}},
		{"CSV", "id,nom\n", []string{"neither a readable JSON list"}},
		{"cut short", "[" + good + "," + good[:20], []string{"record 2", "too early"}},
		{"cut line", good + "\n" + good[:20], []string{"record 2", "too early"}},
		{"not closed", "[" + good, []string{"record 1", "too early"}},
		{"more after the list", "[" + good + "]]", []string{"record 1"}},
		{"a list after the list", "[" + good + "][", []string{"unexpected structure"}},
		{"another format", `[{"name":"x","lat":1}]`, []string{"record 1", `"id"`, "lat, name"}},
		{"a page of the API", `{"items":[` + good + `],"total":1}`, []string{"record 1", `"id"`, "items, total"}},
		{"Latin-1", "[{\"id\":\"Collectivit\xe9\"}]", []string{"structures.json", "UTF-8"}},
		{"NUL", "[{\"id\":\x00}]", []string{"structures.json"}},
		{"too deep", "[" + strings.Repeat("[", 1<<20), []string{"depth"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantSentence(t, ReadInclusion(t.Context(), strings.NewReader(c.text), nil, world(t), inclusionTest), c.want...)
		})
	}
	err := ReadInclusion(t.Context(), strings.NewReader(good), strings.NewReader("["), world(t), inclusionTest)
	wantSentence(t, err, "services.json", "too early")
}

// A record is JSON of any shape: what is no structure is told, nothing stops.
func TestReadInclusionUnreadable(t *testing.T) {
	b := world(t)
	text := `["un mot",7,null,{},[1],{"id":["a"],"nom":{"b":1},"reseaux_porteurs":3},
		{"id":"z","nom":"Z","reseaux_porteurs":[["mission-locale"],{"x":1},null,"mission-locale"],"longitude":true,"latitude":{},"code_insee":"2A004"}]`
	if err := ReadInclusion(t.Context(), strings.NewReader(text), nil, b, inclusionTest); err != nil {
		t.Fatal(err)
	}
	want := []string{"position_missing z latitude, longitude ,  left_out"}
	for i := range 6 {
		want = append(want, "unreadable_record "+placeID("fiche", i+1)+"   left_out")
	}
	wantLines(t, "defects", defects(finish(t, b)), want)
}

// endless is a reader of one byte for ever, after a beginning.
type endless struct {
	begin string
	fill  byte
	given int64
}

func (e *endless) Read(p []byte) (int, error) {
	n := copy(p, e.begin)
	e.begin = e.begin[n:]
	for i := n; i < len(p); i++ {
		p[i] = e.fill
	}
	e.given += int64(len(p))
	return len(p), nil
}

// A line that never ends is refused after the longest a record may be, whatever it is made of.
func TestReadInclusionEndless(t *testing.T) {
	for _, c := range []struct {
		begin string
		fill  byte
	}{{`[{"id":"`, 'a'}, {`{"id":"a","nom":"b","reseaux_porteurs":null}`, ' '}, {"", ' '}, {"[", '\n'}, {`[{"id":`, '1'}} {
		r := &endless{begin: c.begin, fill: c.fill}
		wantSentence(t, ReadInclusion(t.Context(), r, nil, world(t), inclusionTest), "longer than 4 MB")
		if r.given > 3*longestRecord {
			t.Errorf("%q then %q: read %d bytes before refusing", c.begin, c.fill, r.given)
		}
	}
}

func TestReadInclusionStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := ReadInclusion(ctx, strings.NewReader(`[{"id":"a","nom":"X","reseaux_porteurs":null}]`), nil, world(t), inclusionTest)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the cancellation", err)
	}
}

func TestAccessibility(t *testing.T) {
	for text, want := range map[string]data.Accessibility{
		"":                        data.AccessibilityUnknown,
		"https://example.org/oui": data.AccessibilityUnknown,
		"ACC":                     data.Accessible,
		"NAC":                     data.NotAccessible,
		"DEM":                     data.AccessibilityUnknown,
		"Oui":                     data.Accessible,
		"Accessible PMR.":         data.Accessible,
		"accessible aux personnes à mobilité réduite": data.Accessible,
		"Lieu accessible en fauteuil roulant":         data.Accessible,
		"Non accessible":                              data.NotAccessible,
		"non":                                         data.NotAccessible,
		"Inaccessible aux fauteuils":                  data.NotAccessible,
		"Accessible PMR sauf l'étage":                 data.AccessibilityUnknown,
		"partiellement accessible":                    data.AccessibilityUnknown,
		"accessible en bus":                           data.AccessibilityUnknown,
		"Non accessible le samedi":                    data.AccessibilityUnknown,
		"accès difficile":                             data.AccessibilityUnknown,
		strings.Repeat("accessible", 99):              data.AccessibilityUnknown,
	} {
		if got := accessibility(text); got != want {
			t.Errorf("%q: got %d, want %d", text, got, want)
		}
	}
}

func TestEligibilityCodes(t *testing.T) {
	for _, c := range []struct{ codes, want, unknown string }{
		{"", "", ""},
		{"2A 01 974 95", "01 2A 95 974", ""},
		{"france", "france", ""},
		{"2A 99100", "france", ""},
		{"R94 200093201 2B033 2B033", "200093201 2B033 R94", ""},
		{"75101 13201", "13201 75101", ""}, // for data.Builder to mend
		{"20", "20", "20"},
		{"96 R12 France 1234 2a004", "1234 2a004 96 France R12", "96 R12 France 1234 2a004"},
	} {
		b := world(t)
		got := reporter{b, "test"}.eligibility("1", "zone", strings.Fields(c.codes))
		var unknown []string
		for _, d := range finish(t, b).Defects {
			if d.Kind == data.DefectUnknownValue {
				unknown = append(unknown, d.Value)
			}
		}
		slices.Sort(unknown)
		want := strings.Fields(c.unknown)
		slices.Sort(want)
		if strings.Join(got, " ") != c.want || !slices.Equal(unknown, want) {
			t.Errorf("%q: got %q, unknown %q; want %q, %q", c.codes, got, unknown, c.want, want)
		}
	}
}

// Three kinds of chambers share one code; a name tells which, or nothing does.
func TestReadInclusionChambers(t *testing.T) {
	b := world(t)
	var text strings.Builder
	for _, name := range []string{"CMA", "Chambre régionale de métiers et de l'artisanat", "CCI de l'Île", "Chambre de commerce et d'industrie", "Chambre d'agriculture", "Accinord"} {
		text.WriteString(`{"id":"` + name + `","nom":"` + name + `","reseaux_porteurs":["chambres-consulaires","chambres-consulaires"],"longitude":9.1,"latitude":42.1,"horaires_accueil":"Mo"}`)
	}
	if err := ReadInclusion(t.Context(), strings.NewReader(text.String()), nil, b, inclusionTest); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, st := range finish(t, b).Structures {
		for _, code := range st.Networks {
			got = append(got, st.Name+": "+string(code))
		}
	}
	wantLines(t, "networks", got, []string{
		"CCI de l'Île: cci", "CMA: cma", "Chambre de commerce et d'industrie: cci", "Chambre régionale de métiers et de l'artisanat: cma",
	})
}

// A service without a type is of the level its network offers first, of none where it offers nothing.
func TestReadInclusionLevels(t *testing.T) {
	catalogue := data.SPRO()
	catalogue.Extend(data.Network{Code: "communes", FR: "Communes", EN: "Communes"})
	b := data.NewBuilder(data.Region{Code: "94", TimeZone: "Europe/Paris"}, catalogue)
	readInto(t, b, collection(commune(`"code":"01001","nom":"A","population":1`, unitSquare)))
	var structures, services strings.Builder
	for _, code := range []string{"apec", "cio", "communes"} {
		structures.WriteString(`{"id":"` + code + `","nom":"N","reseaux_porteurs":["` + code + `"],"longitude":0.5,"latitude":0.5,"horaires_accueil":"Mo"}`)
		services.WriteString(`{"structure_id":"` + code + `","id":"","nom":"N ` + code + `","type":null}`)
	}
	if err := ReadInclusion(t.Context(), strings.NewReader(structures.String()), strings.NewReader(services.String()), b, inclusionTest); err != nil {
		t.Fatal(err)
	}
	wantLines(t, "services", servicesOf(finish(t, b)), []string{
		"test--apec/" + contentID("N apec", "apec") + " 2 | |  | Mo",
		"test--cio/" + contentID("N cio", "cio") + " 1 | |  | Mo",
		"test--communes/" + contentID("N communes", "communes") + " 0 | |  | Mo",
	})
}

package source

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/data"
)

// threeCommunes are squares of a tenth of a degree side by side, without people:
//
//	01001 | 01002 | 01003      all of EPCI 200000001
//	4.0     4.1     4.2
func threeCommunes() *data.Builder {
	b := data.NewBuilder(data.Region{Code: "84", Name: "Test", TimeZone: "Europe/Paris"}, data.SPRO())
	for i, code := range []string{"01001", "01002", "01003"} {
		w := 4 + float64(i)/10
		b.AddCommune(data.CommuneRecord{
			Source: "communes", Code: code, Name: code, Population: 1,
			Shape:  orb.MultiPolygon{{{{w, 45}, {w + .1, 45}, {w + .1, 45.1}, {w, 45.1}, {w, 45}}}},
			PartOf: map[data.TerritoryKind]string{data.KindEPCI: "200000001"},
		})
	}
	return b
}

// told lists a region's territories above the commune: kind, code, name and people.
func told(ds *data.Dataset) []string {
	var out []string
	for _, t := range ds.Territories {
		if t.Kind != data.KindCommune {
			out = append(out, string(t.Kind)+" "+t.Code+" "+t.Name+" "+strings.Repeat("*", t.Population))
		}
	}
	return out
}

// reader reads text into a Builder as one of the formats of territories.
type reader func(ctx context.Context, r io.Reader, b *data.Builder) error

func asNames(kind data.TerritoryKind) reader {
	return func(ctx context.Context, r io.Reader, b *data.Builder) error {
		return ReadNames(ctx, r, b, NamesOptions{Options{Source: "test", File: "f"}, kind})
	}
}

func asTerritories(kind data.TerritoryKind) reader {
	return func(ctx context.Context, r io.Reader, b *data.Builder) error {
		return ReadTerritories(ctx, r, b, TerritoriesOptions{Options{Source: "test", File: "f"}, kind})
	}
}

func plain(read func(context.Context, io.Reader, *data.Builder, Options) error) reader {
	return func(ctx context.Context, r io.Reader, b *data.Builder) error {
		return read(ctx, r, b, Options{Source: "test", File: "f"})
	}
}

const epci = "epci 200000001 "

func TestReadersOfTerritories(t *testing.T) {
	quarter := func(properties, geometry string) string { return commune(properties, geometry) }
	const inside = `{"type":"Polygon","coordinates":[[[4.01,45.01],[4.02,45.01],[4.02,45.02],[4.01,45.01]]]}`
	for _, c := range []struct {
		name    string
		read    reader
		text    string
		want    []string // told
		defects []string
	}{
		{"geo.api.gouv.fr's EPCI", asNames(data.KindEPCI), `[{"nom":"CC du Pays","code":"200000001","population":9},{"nom":"CC d'Ailleurs","code":"200000002"}]`, []string{epci + "CC du Pays ***"}, nil},
		{"names, JSON that is not right", asNames(data.KindEPCI), `[{"nom":" CC du Pays ","code":"200000001"},{"nom":3,"code":"x"},{"nom":"","code":"200000002"},{"nom":"Autre","code":"200000001"}]`,
			[]string{epci + "CC du Pays ***"},
			[]string{"duplicate fiche 4 nom Autre > CC du Pays left_out", "unreadable_record fiche 2   left_out", "unreadable_record fiche 3  200000002 left_out"}},
		{"INSEE's table of communes", asNames(data.KindEPCI), "CODGEO,LIBGEO,EPCI,LIBEPCI\n01001,Ici,200000001,CC du Pays\n01002,Là,200000001,CC du Pays\n29083,Sein,ZZZZZZZZZ,Sans objet\n", []string{epci + "CC du Pays ***"}, nil},
		{"Admin Express", asNames(data.KindEPCI), "\uFEFFCODE_SIREN;NOM;NATURE\r\n200000001;CC du Pays;Communauté de communes\r\n", []string{epci + "CC du Pays ***"}, nil},
		{"project territories", asTerritories(""), "Code_territoire;Nom_territoire;Code_commune\nT1;Plaine;01001\nT1;Plaine;01002\nT2;Mont;01003\nT2;Mont;75056\n",
			[]string{epci + "200000001 ***", "territoire_projet T1 Plaine **", "territoire_projet T2 Mont *"}, nil},
		{"project territories by name, gaps and slips", asTerritories(""), "territoire,commune\nPlaine,01001\n,01002\nMont,1003\nMont,01001\nMont,01009\n",
			[]string{epci + "200000001 ***", "territoire_projet Mont Mont *", "territoire_projet Plaine Plaine *"},
			[]string{
				"commune_unknown ligne 6 commune 01009 left_out", "leading_zero_lost ligne 4 commune 1003 > 01003 corrected",
				"territory_contradicted ligne 5 territoire_projet Mont > Plaine left_out",
				"territory_incomplete 01002 territoire_projet  kept", "unreadable_record ligne 3 territoire  left_out",
			}},
		{"employment zones", asTerritories(data.KindZoneEmploi), "CODGEO,LIBGEO,ZE2020,LIBZE2020\n01001,Ici,8401,Bourg\n01002,Là,8401,Bourg\n01003,Loin,8402,Autre\n",
			[]string{epci + "200000001 ***", "zone_emploi 8401 Bourg **", "zone_emploi 8402 Autre *"}, nil},
		{"a list of FRR", plain(ReadFRR), "code_insee,nom\n01001,Ici\n75056,Paris\n", []string{epci + "200000001 ***", "frr frr France ruralités revitalisation *"}, nil},
		{"FRR by zone", plain(ReadFRR), "codgeo;libgeo;frr\n01001;Ici;FRR socle\n01002;Là;FRR+\n01003;Loin;Non classée\n",
			[]string{epci + "200000001 ***", "frr frr France ruralités revitalisation *", "frr frr+ France ruralités revitalisation plus *"}, nil},
		{"an unknown word of FRR", plain(ReadFRR), "codgeo;statut\n01001;peut-être\n01002;oui\n", []string{epci + "200000001 ***", "frr frr France ruralités revitalisation *"},
			[]string{"unknown_value ligne 2 statut peut-être > FRR, FRR+, Non classée left_out"}},
		{"quarters", plain(ReadQPV), collection(quarter(`"code_qp":"QN00101M","lib_qp":"Le Port","insee_com":"01001"`, inside), quarter(`"code_qp":"QP75","nom_qp":"Loin"`, unitSquare),
			quarter(`"nom_qp":"Sans code"`, inside), quarter(`"code_qp":"QP2"`, `{"type":"Point","coordinates":[4,45]}`)),
			[]string{epci + "200000001 ***", "qpv QN00101M Le Port "}, []string{"unreadable_record QP2 geometry  left_out", "unreadable_record objet 3 code_qp  left_out"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := threeCommunes()
			if err := c.read(t.Context(), strings.NewReader(c.text), b); err != nil {
				t.Fatal(err)
			}
			ds := finish(t, b)
			wantLines(t, "territories", told(ds), c.want)
			wantLines(t, "defects", defects(ds), c.defects)
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			if err := c.read(ctx, strings.NewReader(c.text), threeCommunes()); !errors.Is(err, context.Canceled) {
				t.Errorf("got %v, want the cancellation", err)
			}
		})
	}
}

func TestReadersOfTerritoriesRefuse(t *testing.T) {
	for _, c := range []struct {
		name string
		read reader
		text string
		want []string
	}{
		{"names without codes", asNames(data.KindEPCI), "x,nom\n1,2\n", []string{"f, line 1", "siren", "x, nom"}},
		{"names without names", asNames(data.KindEPCI), "epci,x\n1,2\n", []string{"f, line 1", "libepci", "epci, x"}},
		{"no name", asNames(data.KindEPCI), "epci,nom\n", []string{"no territory's name"}},
		{"other JSON", asNames(data.KindEPCI), `[{"a":1}]`, []string{"f", "code"}},
		{"JSON cut short", asNames(data.KindEPCI), `[{"code":"1","nom":"a"},`, []string{"f", "ends too early"}},
		{"no commune's column", asTerritories(""), "territoire,ville\nA,B\n", []string{"f, line 1", "code_commune", "territoire, ville"}},
		{"no territory's column", asTerritories(""), "ville,commune\nA,01001\n", []string{"f, line 1", "territoire"}},
		{"no commune", asTerritories(""), "territoire,commune\nA,Lyon\n", []string{"f", `"commune"`, "five characters"}},
		{"FRR of nobody", plain(ReadFRR), "code\n", []string{"f", "commune"}},
		{"no quarter", plain(ReadQPV), `{"type":"FeatureCollection","features":[]}`, []string{"f", "no priority neighbourhood"}},
		{"quarters in Lambert-93", plain(ReadQPV), collection(commune(`"code_qp":"Q"`, `{"type":"Polygon","coordinates":[[[8e5,6e6],[8.1e5,6e6],[8.1e5,6.1e6],[8e5,6e6]]]}`)), []string{"f", "EPSG:4326"}},
		{"no movement", plain(readMovements), "MOD,DATE_EFF,TYPECOM_AV,COM_AV,TYPECOM_AP,COM_AP\n", []string{"f", "mvtcommune"}},
		{"another table", plain(readMovements), "a,b\n1,2\n", []string{"f, line 1", "MOD"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantSentence(t, c.read(t.Context(), strings.NewReader(c.text), threeCommunes()), c.want...)
		})
	}
}

// TestReadMovements tells the life of a few codes in INSEE's own columns, its
// lines out of order as in a table sorted by commune:
//
//	01900 ─1973─┐              ┌─1990─ 01900 restored ─2019─┐
//	            01901 ─────────┘                            ├─ 01001 (new commune, seat's code)
//	01902 ──────────────────────────────────────────2019────┘
//	20004 ─1976─ 2A004: another département
func TestReadMovements(t *testing.T) {
	const table = `"MOD","DATE_EFF","TYPECOM_AV","COM_AV","TNCC_AV","NCC_AV","TYPECOM_AP","COM_AP","LIBELLE_AP"
"32","2019-01-01","COM","01900","0","A","COM","01001","Ici"
"32","2019-01-01","COM","01900","0","A","COMD","01900","A"
"32","2019-01-01","COM","01902","0","C","COM","01001","Ici"
"32","2019-01-01","COM","01001","0","I","COM","01001","Ici"
"21","1990-01-01","COM","01901","0","B","COM","01900","A"
"21","1990-01-01","COM","01901","0","B","COM","01901","B"
"31","01/01/1973","COM","01900","0","A","COM","01901","B"
"33","1973-01-01","COM","01904","0","D","COMA","01904","D"
"41","1976-01-01","COM","20004","0","AJACCIO","COM","2A004","Ajaccio"
"10","1980-01-01","COM","01002","0","X","COM","01002","Y"
"30","1950-01-01","COM","01905","0","X","COM","01002","Y"
"31","hier","COM","01906","0","X","COM","01002","Y"
`
	b := threeCommunes()
	b.AddCommune(data.CommuneRecord{Source: "communes", Code: "2A004", Shape: orb.MultiPolygon{{{{8, 41}, {9, 41}, {9, 42}, {8, 41}}}}, Population: 1, PartOf: map[data.TerritoryKind]string{data.KindEPCI: "2"}})
	if err := plain(readMovements)(t.Context(), strings.NewReader(table), b); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, code := range []string{"01900", "01901", "01902", "01904", "01905", "01906", "20004", "01002"} {
		got = append(got, code+" "+b.CurrentCommune(code))
	}
	wantLines(t, "codes", got, []string{
		"01900 01001", "01901 01901", "01902 01001", "01904 01904", "01905 01905", "01906 01906", "20004 2A004", "01002 01002",
	})
	wantLines(t, "defects", defects(finish(t, b)), []string{"unreadable_record ligne 13  01906 > 01002 left_out"})
}

// TestMovementsTellFormerNames follows names over the same years:
//
//	01900 A ─1973─┐            ┌─1990─ A ─────────────2019─┐
//	01903 D ─1973─01901 B ─────┴─1990─ D                   ├─ 01001 Ici-en-Bresse, which was Ici
//	01902 C ──1985, now Cé─────────────────────────────2019┘
func TestMovementsTellFormerNames(t *testing.T) {
	const table = `MOD,DATE_EFF,TYPECOM_AV,COM_AV,LIBELLE_AV,TYPECOM_AP,COM_AP,LIBELLE_AP
32,2019-01-01,COM,01900,A,COM,01001,Ici-en-Bresse
32,2019-01-01,COM,01902,Cé,COM,01001,Ici-en-Bresse
32,2019-01-01,COM,01001,Ici,COM,01001,Ici-en-Bresse
10,1985-01-01,COM,01902,C,COM,01902,Cé
21,1990-01-01,COM,01901,B,COM,01900,A
21,1990-01-01,COM,01901,B,COM,01901,B
31,1973-01-01,COM,01900,A,COM,01901,B
31,1973-01-01,COM,01903,D,COM,01901,B
21,1990-01-01,COM,01901,B,COM,01903,D
`
	r := &register{}
	err := ReadMovements(t.Context(), strings.NewReader(table), threeCommunes(), MovementsOptions{Options: Options{Source: "insee"}, Names: r})
	if err != nil {
		t.Fatal(err)
	}
	wantLines(t, "names", r.lines, []string{"01001=Ici", "01001=A", "01001=C", "01001=Cé"})
}

func readMovements(ctx context.Context, r io.Reader, b *data.Builder, opt Options) error {
	return ReadMovements(ctx, r, b, MovementsOptions{Options: opt, Names: &register{}})
}

func TestCommunesTellTheirSeat(t *testing.T) {
	text := collection(
		commune(`"code":"01001","nom":"A","population":5,"mairie":{"type":"Point","coordinates":[0.9,0.1]}`, unitSquare),
		commune(`"code":"01002","nom":"B","population":7,"mairie":"place de l'Église"`, strings.ReplaceAll(unitSquare, "0,", "0.0,")))
	b := data.NewBuilder(data.Region{Code: "84", TimeZone: "Europe/Paris"}, data.SPRO())
	if err := ReadCommunes(t.Context(), strings.NewReader(text), b, CommunesOptions{Source: "communes", Demand: true}); err != nil {
		t.Fatal(err)
	}
	cells := finish(t, b).Cells
	if want := []orb.Point{{.9, .1}, {.5, .5}}; !slices.Equal(cells.Center, want) || !slices.Equal(cells.Count[0], []float64{5, 7}) || cells.Groups[0].Source != "communes" {
		t.Errorf("got people %v at %v of %+v, want 5 and 7 at %v", cells.Count, cells.Center, cells.Groups, want)
	}
	again := ReadCommunes(t.Context(), strings.NewReader(text), b, CommunesOptions{Source: "more", File: "c.geojson", Demand: true})
	wantSentence(t, again, `"communes"`, `"more"`, "keep one")
}

func FuzzReadersOfTerritories(f *testing.F) {
	readers := []reader{asNames(data.KindEPCI), asTerritories(""), asTerritories(data.KindBassinVie), plain(ReadFRR), plain(ReadQPV), plain(readMovements)}
	f.Add(0, `[{"code":"200000001","nom":"CC"}]`)
	f.Add(0, "epci;nom\n200000001;CC\n")
	f.Add(1, "territoire,nom_territoire,commune\nT,Nom,01001\n,,\n")
	f.Add(2, "CODGEO,BV2022,LIBBV2022\n01001,1,A\n")
	f.Add(3, "codgeo,frr\n01001,FRR+\n")
	f.Add(4, collection(commune(`"code_qp":"Q"`, `{"type":"Polygon","coordinates":[[[4.01,45.01],[4.02,45.01],[4.02,45.02],[4.01,45.01]]]}`)))
	f.Add(5, "MOD,DATE_EFF,TYPECOM_AV,COM_AV,TYPECOM_AP,COM_AP\n31,2019-01-01,COM,01900,COM,01001\n31,2020-01-01,COM,01001,COM,01900\n")
	f.Fuzz(func(t *testing.T, which int, text string) {
		b := threeCommunes()
		if which < 0 || which >= len(readers) || readers[which](t.Context(), strings.NewReader(text), b) != nil {
			return
		}
		ds := finish(t, b)
		for i, tr := range ds.Territories {
			if tr.Code == "" || tr.Name == "" {
				t.Errorf("territory %d has the code %q and the name %q", i, tr.Code, tr.Name)
			}
		}
		if got := b.CurrentCommune("01001"); got != "01001" {
			t.Errorf("a commune of today became %q", got)
		}
	})
}

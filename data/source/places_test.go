package source

import (
	"strings"
	"testing"

	"maillage/data"
)

// structures writes each structure as "id name [parent] hours".
func structures(ds *data.Dataset) []string {
	var out []string
	for _, s := range ds.Structures {
		line := string(s.ID) + " " + s.Name
		if s.Parent != "" {
			line += " [" + string(s.Parent) + "]"
		}
		if len(s.Services) > 0 && s.Services[0].Hours.Known() {
			line += " " + s.Services[0].Hours.Raw
		}
		out = append(out, line)
	}
	return out
}

const agencyHeader = "kind,name,address,post_code,city,department,siret,code_safir,lon,lat\n"

func TestReadFranceTravail(t *testing.T) {
	b := world(t)
	err := ReadFranceTravail(t.Context(), strings.NewReader(agencyHeader+
		"FT,France Travail - NORD,1 rue Haute,20090,NORD,2A,,20001,9.1,42.1\n"+
		"FT,France Travail - NORD,1 rue Haute,20090,NORD,2A,,20002,9.1,42.1\n"+
		"FT,France Travail - DR ILE,Boulevard Bas,20700,ILE,19,,20010,9.2,42.2\n"+
		"FT,France Travail - SUD,2 rue Basse,20407,SUD,2B,,20003,\"9,3\",\"42,3\"\n"+
		"FT,France Travail - PLATEAU TEL. + EST,Rond-point,20100,EST,2A,,20004,9.4,42.4\n"+
		"FT,France Travail - PERDU,,20100,PERDU,2A,,20005,,\n"+
		"FT,France Travail - LUNE,,20100,LUNE,2A,,20006,9.4,142.4\n"+
		"ML,Mission,,20100,EST,2A,,20007,9.4,42.4\n"+
		"FT,France Travail - OUEST,Rue du DR LAENNEC,20100,OUEST,2A,,20008,8.4,42.4\n"+
		"FT,France Travail - OUEST BIS,,20100,OUEST,2A,,20008,8.4,42.4\n"+
		"FT,France Travail - SANS CODE,,20100,OUEST,2A,,,8.5,42.4\n",
	), b, Options{Source: "test"})
	if err != nil {
		t.Fatal(err)
	}
	ds := finish(t, b)
	nameless := contentID("France Travail - SANS CODE", "", "20100")
	wantLines(t, "structures", structures(ds), []string{
		"test--20001 France Travail - NORD", "test--20003 France Travail - SUD",
		"test--20004 France Travail - PLATEAU TEL. + EST", "test--20008 France Travail - OUEST",
		"test--" + nameless + " France Travail - SANS CODE",
	})
	wantLines(t, "defects", defects(ds), []string{
		"cedex_postal_code 20003 code_postal 20407 SUD kept",
		"decimal_comma 20003 lat, lon 42,3, 9,3 > 42.3, 9.3 corrected",
		"departement_contradicted 20003 departement 2B > 2A corrected",
		"duplicate 20002 nom France Travail - NORD > test--20001 merged",
		"duplicate 20008 code_safir 20008 left_out",
		"head_office 20004 nom France Travail - PLATEAU TEL. + EST kept",
		"head_office 20010 nom France Travail - DR ILE left_out",
		"hours_missing 20001 horaires_accueil  kept",
		"hours_missing 20002 horaires_accueil  kept",
		"hours_missing 20003 horaires_accueil  kept",
		"hours_missing 20004 horaires_accueil  kept",
		"hours_missing 20008 horaires_accueil  kept",
		"hours_missing " + nameless + " horaires_accueil  kept",
		"out_of_scope 20007 kind ML left_out",
		"position_invalid 20006 position 142.4, 9.4 left_out",
		"position_missing 20005 lat, lon ,  left_out",
	})
	if site := ds.Sites[ds.Structures[0].Site]; site.Address != "1 rue Haute" || site.PostalCode != "20090" || site.Position.Precision != data.PrecisionHouse {
		t.Errorf("the site became %+v", site)
	}
}

const servicesHeader = "id_fs;insee_dep;lib_fs;adresse;complement_adresse;insee_com;code_postal;lib_com;latitude;longitude;" +
	"h_lundi;h_mardi;h_mercredi;h_jeudi;h_vendredi;h_samedi;prise_rdv;commentaire;type_fs;format_fs;groupe_fs;labellisation_fs\n"

func TestReadFranceServices(t *testing.T) {
	b := world(t)
	err := ReadFranceServices(t.Context(), strings.NewReader(servicesHeader+
		"1;2A;Alpha;3 rue Haute;Mairie;2A004;20000;Alpha;42.1;9.1;09:00 - 12:00 / 14:00 - 16:00;;;;09:00 - 12:00;;Oui;\"Sur rendez-vous\nle soir\";Principal;Fixe;Haut;x\n"+
		"2;2A;Beta;Le bourg;;2A004;20000;Beta;42.2;9.2;00:00 - 00:00 / 08:30 - 16:00;00:00 - 00:00;;;;;Non;;Antenne;Fixe_antenne(s);Haut;x\n"+
		"3;2A;Bus Gamma;Place;;2A004;20000;Gamma;42.3;9.3;09:00 - 12:00;;;;;;Non;;Principal;Bus_équivalent;;x\n"+
		"4;2A;Delta;Place;;2A004;20000;Delta;42.4;9.4;09:00 - 12:00;;;;;;Non;;Principal;Multisites;;x\n"+
		"5;2A;Epsilon itinérante;Place;;2A004;20000;Epsilon;42.5;9.5;09:00 - 12:00;;;;;;Non;;Antenne;Fixe;;x\n"+
		"6;2A;Zeta;Place;;2A004;20000;Zeta;42.6;9.6;;;;;;;Non;;Principale;Camion;;x\n"+
		"7;2A;Eta;Place;;2A004;20000;Eta;42.7;9.7;;;;;;;Non;voir le site;Principal;Itinérante;Deux;x\n"+
		"8;2A;Theta;Place;;2A004;20000;Theta;42.8;9.8;08:00 - 09:00;;;;;;Non;;Principal;Fixe;Deux;x\n"+
		"9;2A;Iota;Place;;2A004;20000;Iota;42.9;9.9;08:00 - 09:00;;;;;;Non;;Antenne;Fixe;Deux;x\n",
	), b, Options{Source: "test"})
	if err != nil {
		t.Fatal(err)
	}
	ds := finish(t, b)
	wantLines(t, "structures", structures(ds), []string{
		"test--1 Alpha lundi 09:00 - 12:00 / 14:00 - 16:00 ; vendredi 09:00 - 12:00 ; rendez-vous possible ; « Sur rendez-vous le soir »",
		"test--2 Beta [test--1] lundi 08:30 - 16:00",
		"test--3 Bus Gamma itinérant, selon l'étape : lundi 09:00 - 12:00",
		"test--4 Delta plusieurs sites, selon le site : lundi 09:00 - 12:00",
		"test--5 Epsilon itinérante itinérant, selon l'étape : lundi 09:00 - 12:00",
		"test--6 Zeta",
		"test--7 Eta itinérant, selon l'étape : « voir le site »",
		"test--8 Theta lundi 08:00 - 09:00",
		"test--9 Iota lundi 08:00 - 09:00", // two main places in its group: whose antenna?
	})
	wantLines(t, "defects", defects(ds), []string{
		"hours_invalid 2 h_lundi 00:00 - 00:00 / 08:30 - 16:00 > 08:30 - 16:00 corrected",
		"hours_invalid 2 h_mardi 00:00 - 00:00 corrected",
		"hours_missing 6 h_lundi … h_samedi  kept",
		"hours_missing 7 h_lundi … h_samedi  kept",
		"hours_unread 1 horaires_accueil lundi 09:00 - 12:00 / 14:00 - 16:00 ; vendredi 09:00 - 12:00 ; rendez-vous possible ; « Sur rendez-vous le soir » kept",
		"itinerant 3 format_fs Bus_équivalent kept",
		"itinerant 5 nom Epsilon itinérante kept",
		"itinerant 7 format_fs Itinérante kept",
		"multi_site 4 format_fs Multisites kept",
		"unknown_value 6 format_fs Camion > Fixe, Fixe_antenne(s), Multisites, Bus_équivalent, Itinérante kept",
		"unknown_value 6 type_fs Principale > Principal, Antenne kept",
	})
	if got, want := ds.Sites[ds.Structures[0].Site].Address, "3 rue Haute, Mairie"; got != want {
		t.Errorf("address %q, want %q", got, want)
	}
}

func TestReadMednum(t *testing.T) {
	record := func(kind, name, address, hours, position string) string {
		quote := func(s string) string {
			if s == "" {
				return "null"
			}
			return `"` + s + `"`
		}
		return `{"Type":"` + kind + `","Structure":"` + name + `","Adresse":` + quote(address) + `,"Horaires":` + quote(hours) +
			`,"Site internet":"Facebook : x\nhttps://exemple.fr/a b",` + position + `}`
	}
	at := func(lon, lat string) string {
		return `"long":` + lon + `,"lat":` + lat + `,"pointgeo":"` + lat + `, ` + lon + `"`
	}
	b := world(t)
	err := ReadMednum(t.Context(), strings.NewReader("["+strings.Join([]string{
		record("Mission locale", "Mission locale du Nord ", "1 rue Haute 20090 NORD", "Du lundi au jeudi\\nde 8h30 à 12h00", at("9.1", "42.1")),
		record("Mission locale", "Permanence  Quartier", "Mairie 20000 nord", "Tous les mardis", at("9.11", "42.11")),
		record("Mission locale", "Permanence Ailleurs", "Mairie 20100 AILLEURS", "Une fois par mois", at("9.5", "42.5")),
		record("Mission locale", "Permanence Perdue", "", "", at("9.6", "42.6")),
		record("Mission locale", "Antenne Est", "Place 20100 EST", "le lundi", `"long":9.7,"lat":"42,7","pointgeo":"42.7009,9.7"`),
		record("Mission locale", "Antenne Ouest", "Place 20100 OUEST", "le lundi", `"long":8.7,"lat":"42.7,8","pointgeo":"42.7, 8.7"`),
		record("Mission locale", "Antenne Ouest", "place 20100 ouest", "le mardi", at("8.7", "42.7")),
		record("France Services", "Itinérance France Services Sud", "CS 1 20181 SUD CEDEX 01", "le lundi", `"long":9.2,"lat":41.2,"pointgeo":null`),
		record("France Services", "France Services Lune", "Place 20100 LUNE", "le lundi", `"long":null,"lat":41.2,"pointgeo":"là-haut"`),
		record("Association", "Club", "3 rue Haute 20090 NORD", "", `"long":null,"lat":null`),
		record("ARML", "Association régionale", "3 rue Haute 20090 NORD", "", at("9.1", "42.1")),
		`"un mot"`, `{"Type":7}`,
	}, ",")+"]"), b, Options{Source: "test", File: "m.json"})
	if err != nil {
		t.Fatal(err)
	}
	id := func(name, kind, address string) string { return contentID(name, kind, address) }
	ds := finish(t, b)
	seat := id("Mission locale du Nord", "Mission locale", "1 rue Haute 20090 NORD")
	wantLines(t, "structures", structures(ds), []string{
		"test--" + id("Antenne Est", "Mission locale", "Place 20100 EST") + " Antenne Est le lundi",
		"test--" + id("Antenne Ouest", "Mission locale", "Place 20100 OUEST") + " Antenne Ouest le lundi",
		"test--" + id("Itinérance France Services Sud", "France Services", "CS 1 20181 SUD CEDEX 01") + " Itinérance France Services Sud itinérant, selon l'étape : le lundi",
		"test--" + seat + " Mission locale du Nord Du lundi au jeudi ; de 8h30 à 12h00",
		"test--" + id("Permanence Ailleurs", "Mission locale", "Mairie 20100 AILLEURS") + " Permanence Ailleurs Une fois par mois",
		"test--" + id("Permanence Perdue", "Mission locale", "") + " Permanence Perdue",
		"test--" + id("Permanence Quartier", "Mission locale", "Mairie 20000 nord") + " Permanence Quartier [test--" + seat + "] Tous les mardis",
	})
	ouest, est := id("Antenne Ouest", "Mission locale", "Place 20100 OUEST"), id("Antenne Est", "Mission locale", "Place 20100 EST")
	sud := id("Itinérance France Services Sud", "France Services", "CS 1 20181 SUD CEDEX 01")
	wantLines(t, "defects", defects(ds), []string{
		"cedex_postal_code " + sud + " Adresse 20181 SUD CEDEX 01 kept",
		"decimal_comma " + est + " lat, long 42,7, 9.7 > 42.7, 9.7 corrected",
		"duplicate " + ouest + " Structure " + ouest + " left_out",
		"head_office " + id("Association régionale", "ARML", "3 rue Haute 20090 NORD") + " Type ARML left_out",
		`hours_doubtful antenne-est-20c8e3f3 horaires_accueil le lundi > Mo unknown "le lundi" kept`,
		`hours_doubtful antenne-ouest-f209f4fe horaires_accueil le lundi > Mo unknown "le lundi" kept`,
		`hours_doubtful permanence-quartier-8ee2774a horaires_accueil Tous les mardis > Tu unknown "Tous les mardis" kept`,
		"hours_missing " + id("Permanence Perdue", "Mission locale", "") + " Horaires  kept",
		"hours_unread permanence-ailleurs-12994fe3 horaires_accueil Une fois par mois kept",
		"itinerant " + sud + " nom Itinérance France Services Sud kept",
		"out_of_scope " + contentID("", "7", "") + " Type 7 left_out",
		"out_of_scope " + id("Club", "Association", "3 rue Haute 20090 NORD") + " Type Association left_out",
		"parent_unknown " + id("Permanence Ailleurs", "Mission locale", "Mairie 20100 AILLEURS") + " Adresse AILLEURS kept",
		"parent_unknown " + id("Permanence Perdue", "Mission locale", "") + " Adresse  kept",
		"position_contradicted " + est + " lat, long 42,7, 9.7 > 42.7009, 9.7 kept",
		"position_invalid " + ouest + " lat, long 42.7,8, 8.7 > 42.7, 8.7 corrected",
		"position_missing " + id("France Services Lune", "France Services", "Place 20100 LUNE") + " lat, long 41.2,  left_out",
		"unreadable_record fiche 12  \"un mot\" left_out",
	})
	if got := ds.Structures[0].Website; got != "https://exemple.fr/a" {
		t.Errorf("website %q", got)
	}
}

// A network that a recipe adds to the catalogue is no longer outside it.
func TestReadMednumFollowsTheCatalogue(t *testing.T) {
	catalogue := data.SPRO()
	catalogue.Extend(data.Network{Code: "conseillers-numeriques", FR: "Conseillers numériques", EN: "Digital advisers"})
	b := data.NewBuilder(data.Region{Code: "94", TimeZone: "Europe/Paris"}, catalogue)
	readInto(t, b, collection(commune(`"code":"01001","nom":"A","population":1`, unitSquare)))
	text := `[{"Type":"Conseiller numérique","Structure":"X","Adresse":null,"Horaires":"le lundi","long":0.5,"lat":0.5}]`
	if err := ReadMednum(t.Context(), strings.NewReader(text), b, Options{Source: "m"}); err != nil {
		t.Fatal(err)
	}
	if got := len(finish(t, b).Structures); got != 1 {
		t.Errorf("got %d structures, want 1", got)
	}
}

func readInto(t *testing.T, b *data.Builder, communes string) {
	t.Helper()
	if err := ReadCommunes(t.Context(), strings.NewReader(communes), b, CommunesOptions{Source: "communes"}); err != nil {
		t.Fatal(err)
	}
}

// A record without a position does not hide its twin that has one.
func TestReadMednumKeepsTheTwinWithAPosition(t *testing.T) {
	twin := `{"Type":"Mission locale","Structure":"A","Adresse":"1 rue X","Horaires":"lundi","long":"9.1","lat":"42.1"}`
	b := world(t)
	text := "[" + strings.Replace(twin, "42.1", "", 1) + "," + twin + "," + twin + "]"
	if err := ReadMednum(t.Context(), strings.NewReader(text), b, Options{Source: "test"}); err != nil {
		t.Fatal(err)
	}
	ds := finish(t, b)
	var got []string
	for _, d := range ds.Defects {
		if d.Source != "" { // no drawn world has every network everywhere
			got = append(got, string(d.Kind))
		}
	}
	if len(ds.Structures) != 1 {
		t.Errorf("got %d structures, want the one that has a position", len(ds.Structures))
	}
	wantLines(t, "defects", got, []string{"duplicate", "hours_doubtful", "position_missing"})
}

func TestReadMednumRefuses(t *testing.T) {
	good := `{"Type":"ARML","Structure":"X","Adresse":null,"Horaires":null,"long":1,"lat":1}`
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"nothing", "", []string{"m.json", "byte 0", "too early"}},
		{"an object", `{"Type":1}`, []string{"m.json", "unexpected structure"}},
		{"CSV", "Type,Structure\n", []string{"m.json", "not a readable JSON list"}},
		{"cut short", "[" + good + "," + good[:20], []string{"m.json", "record 2", "too early"}},
		{"not closed", "[" + good, []string{"m.json", "record 1", "too early"}},
		{"two lists", "[" + good + "][" + good + "]", []string{"m.json", "byte 82", "unexpected structure"}},
		{"another format", `[{"nom":"x","lat":1}]`, []string{"m.json", "record 1", `"Type"`, "lat, nom"}},
		{"Latin-1", "[{\"Type\":\"Collectivit\xe9\"}]", []string{"m.json", "UTF-8"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := ReadMednum(t.Context(), strings.NewReader(c.text), world(t), Options{Source: "test", File: "m.json"})
			wantSentence(t, err, c.want...)
		})
	}
}

// FuzzReadPlaces gives the same bytes to the three readers of places: whatever
// they say, they neither panic nor leave a record without a word.
func FuzzReadPlaces(f *testing.F) {
	for _, seed := range []string{
		"", agencyHeader, agencyHeader + "FT,France Travail - NORD,1 rue Haute,20090,NORD,2A,,20001,9.1,42.1\n",
		servicesHeader + "1;2A;Alpha;;;2A004;20000;Alpha;42.1;9.1;00:00 - 00:00;;;;;;Oui;x;Antenne;Multisites;Haut;x\n",
		`[{"Type":"Mission locale","Structure":"Permanence","Adresse":"1 rue 20000 X","Horaires":null,"long":"9,1","lat":42,"pointgeo":"42,9"}]`,
		"\uFEFFa;b\r\n\"\"\"\r\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, read := range []func(*data.Builder) error{
			func(b *data.Builder) error {
				return ReadFranceTravail(t.Context(), strings.NewReader(string(text)), b, Options{Source: "test"})
			},
			func(b *data.Builder) error {
				return ReadFranceServices(t.Context(), strings.NewReader(string(text)), b, Options{Source: "test"})
			},
			func(b *data.Builder) error {
				return ReadMednum(t.Context(), strings.NewReader(string(text)), b, Options{Source: "test"})
			},
		} {
			b := world(t)
			if err := read(b); err != nil {
				wantSentenceAbout(t, string(text), err)
				continue
			}
			for _, d := range finish(t, b).Defects {
				if d.Record == "" || d.Hint().IsZero() {
					t.Errorf("a defect without a record or words: %+v", d)
				}
			}
		}
	})
}

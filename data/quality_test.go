package data

import (
	"reflect"
	"slices"
	"testing"

	"maillage/say"
)

func TestClosing(t *testing.T) {
	for _, c := range []struct {
		text, day string
		closed    bool
	}{
		{"Antenne (FERMÉ DÉFINITIVEMENT)", "", true},
		{"Définitivement fermée depuis le lundi 3 juin 2023", "2023-06-03", true},
		{"fermeture définitive au 1er août 2024", "2024-08-01", true},
		{"fermeture définitive 2024-08-01", "2024-08-01", true},
		{"fermeture définitive le 31/02/2024", "", true},
		{"fermé définitivement le mercredi", "", false},
		{"fermé définitivement le mercredi ; fermeture définitive le 01/02/2024", "2024-02-01", true},
		{"Fermé le mercredi", "", false},
		{"Réouverture définitive", "", false},
		{"La Fermeture", "", false},
	} {
		day, closed := closing(c.text)
		got := ""
		if !day.IsZero() {
			got = day.Format("2006-01-02")
		}
		if closed != c.closed || got != c.day {
			t.Errorf("%q: got %v %q, want %v %q", c.text, closed, got, c.closed, c.day)
		}
	}
}

func TestClosingDayIsSetAgainstTheVintage(t *testing.T) {
	for _, c := range []struct {
		vintage string
		kept    bool
	}{{"2024-06-29", true}, {"2024-06-30", false}, {"2024-06", false}, {"2024-05", true}, {"2024", false}, {"non daté", true}} {
		b := drawn()
		b.AddSource(Source{Name: "dated", Vintage: c.vintage})
		b.AddStructure(record("dated", "1", "Fermeture définitive le 30/06/2024", at(.05, 45.05)))
		d := finish(t, b)
		if kept := len(d.Structures) == 1; kept != c.kept || !slices.Contains(kinds(d), DefectClosed) {
			t.Errorf("vintage %q: kept %v, defects %v; want kept %v and %s", c.vintage, kept, kinds(d), c.kept, DefectClosed)
		}
	}
}

func TestHeadOffices(t *testing.T) {
	for _, c := range []struct {
		name    string
		network NetworkCode
		want    Action
	}{
		{"France Travail - DR CORSE", "france-travail", LeftOut},
		{"POLE EMPLOI DT SUD", "france-travail", LeftOut},
		{"Agence rue du DR LAENNEC", "france-travail", ""},
		{"DR MARTIN", "cidff", ""},
		{"APEC - Direction régionale Sud", "apec", LeftOut},
		{"CCI Délégation territoriale", "cci", ""},
		{"Mission locale Nord - Siège", "mission-locale", Kept},
		{"Mission locale Nord - Siège social", "mission-locale", LeftOut},
		{"ARML", "mission-locale", LeftOut},
		{"FRANCE TRAVAIL - PLATEAU TEL. + EST", "france-travail", Kept},
		{"France services du Plateau", "france-service", ""},
	} {
		b := drawn()
		r := record("lead", "1", c.name, at(.05, 45.05))
		r.Networks = []NetworkCode{c.network}
		b.AddStructure(r)
		got := Action("")
		for _, d := range finish(t, b).Defects {
			if d.Kind == DefectHeadOffice {
				got = d.Done
			}
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestArrondissementCity(t *testing.T) {
	for code, want := range map[string]string{
		"75101": "75056", "75120": "75056", "75121": "", "75056": "", "69381": "69123", "69389": "69123", "69390": "",
		"13201": "13055", "13216": "13055", "13217": "", "6938": "", "": "",
	} {
		if got := ArrondissementCity(code); got != want {
			t.Errorf("%s: got %q, want %q", code, got, want)
		}
	}
}

func TestValidSiret(t *testing.T) {
	for s, want := range map[string]bool{
		"73282932000074": true, "73282932000075": false, "7328293200007": false, "00000000000000": false, "7328293200007A": false, "": false,
	} {
		if got := validSiret(s); got != want {
			t.Errorf("%q: got %v, want %v", s, got, want)
		}
	}
}

func TestAreaServedFollowsMovements(t *testing.T) {
	b := drawn()
	b.RenameCommune("01900", "01001")
	r := record("lead", "1", "a", at(.05, 45.05))
	area := Eligibility{"01001", "01002", "01900", "R84"}
	r.Eligibility = area
	b.AddStructure(r)
	d := finish(t, b)
	if got, want := d.Structures[0].Services[0].Eligibility, (Eligibility{"01001", "01002", "R84"}); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if area[2] != "01900" {
		t.Error("the record's own list was changed")
	}
}

func TestNetworkAbsent(t *testing.T) {
	b := drawn()
	b.AddStructure(record("lead", "1", "a", at(.05, 45.05))) // France services, in 01
	var got []string
	for _, d := range finish(t, b).Defects {
		if d.Kind == DefectNetworkAbsent && d.Value == "france-service" {
			got = append(got, d.Record)
		}
	}
	if !slices.Equal(got, []string{"02"}) {
		t.Errorf("France services are absent from %v, want 02", got)
	}
	if d := finish(t, drawn()); len(d.Defects) > 0 {
		t.Errorf("ground alone lacks networks: %v", d.Defects)
	}
}

func TestKeepApart(t *testing.T) {
	for _, c := range []struct {
		name  string
		apart [][2]StructureID
		want  []string // the first provenance of each structure, and how many more
	}{
		{"not asked", nil, []string{"1+2"}},
		{"two records of one source", [][2]StructureID{{"lead--1", "lead--2"}}, []string{"1+1", "2"}},
		{"the other way round", [][2]StructureID{{"other--a", "lead--1"}, {"other--a", "lead--2"}}, []string{"1+1", "a"}},
		{"through a third", [][2]StructureID{{"lead--2", "other--a"}}, []string{"1+1", "a"}},
	} {
		b := drawn()
		for _, r := range []StructureRecord{
			record("lead", "1", "Vico", at(.05, 45.05)), record("lead", "2", "Vico", at(.05, 45.05)), record("other", "a", "Vico", at(.05, 45.05)),
		} {
			b.AddStructure(r)
		}
		for _, pair := range c.apart {
			b.KeepApart(pair[0], pair[1])
		}
		var got []string
		for _, st := range finish(t, b).Structures {
			name := st.Provenance[0].ID
			if more := len(st.Provenance) - 1; more > 0 {
				name += "+" + string('0'+rune(more))
			}
			got = append(got, name)
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestKeepApartNamesNobody(t *testing.T) {
	b := drawn()
	b.AddStructure(record("lead", "1", "Vico", at(.05, 45.05)))
	b.KeepApart("lead--1", "lead--gone")
	b.KeepApart("lead--gone", "lead--1")
	if got := kinds(finish(t, b)); !slices.Equal(got, []DefectKind{DefectKeepApart}) {
		t.Errorf("got %v, want one %s", got, DefectKeepApart)
	}
}

func TestReasonsHaveWords(t *testing.T) {
	for _, c := range []struct {
		reason Reason
		want   string
	}{
		{"", ""}, {ReasonRecord, "same name, same address"}, {reasonAt(ReasonSiret, 12.4), "same SIRET, 12 m apart"},
		{reasonAt(ReasonName, 14), "same name 14 m apart"}, {reasonAt(ReasonWords, 90), "words of the name in common 90 m apart"},
		{reasonAt(ReasonAddress, 3), "same address, 3 m apart"}, {reasonAt(ReasonOff, 1240.6), "1241 m away"},
		{reasonAt(ReasonCentre, 8), "8 m from the middle of the commune"}, {ReasonShared, "several addresses on this same point"}, {"other", "other"},
	} {
		if got := c.reason.Label().In(say.English); got != c.want {
			t.Errorf("%q: got %q, want %q", c.reason, got, c.want)
		}
	}
}

package hours

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"maillage/internal/racing"
	"maillage/internal/realdata"
	"maillage/say"
)

var updateFrench = flag.Bool("update-french", false, "write the golden file of French texts again: read every line of it then")

// An "=" begins a reading that is exact, a "?" one in doubt; a "?" alone is nothing told for certain.
func TestReadFrench(t *testing.T) {
	cases := [][2]string{
		{"Lundi et mardi : 9h-12h / 14h-17h", "= Mo,Tu 09:00-12:00,14:00-17:00"},
		{"lundi, mercredi : 8h45-12h15 ; jeudi : fermé ; vendredi 9h - 12h", "= Mo,We 08:45-12:15; Fr 09:00-12:00"},
		{"du lundi au vendredi 9h-12h30 et 14h-18h (sauf le jeudi matin)", "= Mo-We,Fr 09:00-12:30,14:00-18:00; Th 14:00-18:00"},
		{"De 9h à 12h et de 14h à 17h, du lundi au vendredi", "= Mo-Fr 09:00-12:00,14:00-17:00"},
		{"Ouvert tous les jours de 10h à 18h sauf le dimanche", "= Mo-Sa 10:00-18:00"},
		{"Ouvert du mardi au samedi, de 9h à midi", "= Tu-Sa 09:00-12:00"},
		{"La semaine de 8 h 30 à 12 h 30 et de 13 h 30 à 17 h, le samedi de 9h à 11h", "= Mo-Fr 08:30-12:30,13:30-17:00; Sa 09:00-11:00"},
		{"Lundi: 09.00-12.00 14.00-17.00", "= Mo 09:00-12:00,14:00-17:00"},
		{"lundi ; 9h-12h ; 14h-17h ; mardi ; 9h-12h", "= Mo 09:00-12:00,14:00-17:00; Tu 09:00-12:00"},
		{"Les mardi et eudi de 9H30 à 12h", "= Tu,Th 09:30-12:00"},
		{"Le 1er et le 3e mardi du mois de 9h à 12h", "= Tu[1,3] 09:00-12:00"},
		{"Le deuxième et le dernier vendredi du mois de 10h à 12h", "= Fr[2,-1] 10:00-12:00"},
		{"Les mercredis semaines paires de 14h à 17h", "= week 02-52/2 We 14:00-17:00"},
		{"Semaines impaires : le lundi de 9h à 12h", "= week 01-53/2 Mo 09:00-12:00"},
		{"Les jeudis de novembre à mars de 9h à 11h", "= Nov-Mar Th 09:00-11:00"},
		{"Les jeudis d'octobre à mars de 9h à 11h", "= Oct-Mar Th 09:00-11:00"},
		{"Les mardis hors vacances scolaires de 9h à 12h", "= Tu 09:00-12:00; SH off"},
		{"Du lundi au vendredi de 9h à 17h sauf jours fériés", "= Mo-Fr 09:00-17:00; PH off"},
		{"Lundi 9h-12h et mardi 14h-17h hors vacances scolaires", "?"},
		{"Du lundi au vendredi de 9h à 17h, fermé en juillet et août", "= Mo-Fr 09:00-17:00; Jul,Aug off"},
		{"Du lundi au vendredi de 9h à 17h, fermé de 12h à 14h", "= Mo-Fr 09:00-12:00,14:00-17:00"},
		{"Sur rendez-vous uniquement", `= "sur rendez-vous"`},
		{"Du lundi au jeudi de 9h à 12h, le vendredi sur RDV", `= Mo-Th 09:00-12:00; Fr "sur rendez-vous"`},
		{"Le mardi de 9h à 11h et sur rendez-vous", `= Tu 09:00-11:00 || "sur rendez-vous"`},
		{"Du lundi au vendredi de 9h à 12h, avec ou sans rendez-vous", "= Mo-Fr 09:00-12:00"},
		{"Le mardi de 9h à 12h et le jeudi de 14h à 17h sur rendez-vous", "?"},
		{"Un lundi sur deux de 9h à 10h", `? Mo 09:00-10:00 unknown "Un lundi sur deux de 9h à 10h"`},
		{"Le lundi de 13h030 à 15h", `? Mo 13:30-15:00, Mo 13:00-13:30 unknown "Le lundi de 13h030 à 15h"`},
		{"Du lundi au vendredi de 9h à 17h, le vendredi de 9h à 16h", `? Mo-Th 09:00-17:00; Fr 09:00-16:00, Fr 16:00-17:00 unknown "Du lundi au vendredi de 9h à 17h"`},
		{"Du lundi au vendredi de 9h à 12h, 14h à 17h le samedi", "?"},
		{"Du lundi au vendredi de 17h à 9h", "?"},
		{"Accueil téléphonique du lundi au vendredi de 9h à 12h", "?"},
		{"Le mardi de 9h à 12h à la mairie", "?"},
		{"Tous les jours ouvrés de 9h à 17h", "?"},
		{"Mar 9:00-12:00", "?"}, // March, or mardi
		{"itinérant, selon l'étape : lundi 09:00 - 12:00", "?"},
		{"lundi 09:00 - 12:00 / 11:00 - 14:00 ; rendez-vous possible ; « Tél. : 01 99 00 00 00 »", "= Mo 09:00-14:00"},
		{"lundi 09:00 - 12:00 ; samedi 09:00 - 11:00 ; « Ouvert le premier samedi du mois de 9h à 11h »", "= Mo 09:00-12:00; Sa[1] 09:00-11:00"},
		{"lundi 09:00 - 12:00 / 14:00 - 16:00 ; « Les après-midi uniquement sur RDV »", `= Mo 09:00-12:00, Mo 14:00-16:00 "sur rendez-vous"`},
		{"lundi 09:00 - 16:00 ; « Les lundis sur rendez-vous de 13 à 16h. »", `= Mo 09:00-13:00, Mo 13:00-16:00 "sur rendez-vous"`},
		{"lundi 09:00 - 12:00 ; « Permanence à la mairie le mardi »", `? Mo 09:00-12:00; Tu unknown "Permanence à la mairie le mardi"`},
		{"lundi 09:00 - 12:00 / 14:00 - 17:00 ; « Permanences à Bonneval (mairie) le lundi de 15h à 16h »", `? Mo 09:00-12:00,14:00-15:00,16:00-17:00, Mo 15:00-16:00 unknown "Permanences à Bonneval (mairie) le lundi de 15h à 16h"`},
		{"lundi 09:00 - 12:00 ; mardi 09:00 - 12:00 ; « Les 1er et 3e mardis du mois à la mairie de Bonneval de 9h à 10h »", `? Mo 09:00-12:00; Tu 10:00-12:00, Tu 09:00-10:00 unknown "Les 1er et 3e mardis du mois à la mairie de Bonneval de 9h à 10h"`},
		{"lundi 09:00 - 12:00 ; « Permanences dans les communes de Bonneval et Montclar »", "?"},
		{"lundi 09:00 - 12:00 ; « Sauf à Bonneval le mardi de 9h à 10h »", "?"},
		{"lundi 09:00 - 12:00 ; « Permanence à Bonneval le mardi à partir du 12 »", "?"},
		{"lundi 09:00 - 12:00 ; « Permanence à Bonneval le mardi, à Montclar tous les »", "?"},
		{"lundi 09:00 - 12:00 ; « CHANGEMENT LE MARDI »", "?"},
		{"lundi 09:00 - 12:00 ; « Permanence à Bonneval en Août le mardi »", "?"},
		{"lundi 09:00 - 12:00 ; « Sur rendez-vous pour les demandes de plus de 20 minutes »", "= Mo 09:00-12:00"},
		{"lundi 09:00 - 12:00 ; « Sur rendez-vous pour les demandes du mardi »", "?"},
		{"lundi 09:00 - 12:00 ; « Pour tout rendez-vous, merci de contacter la Maison de Bonneval au 01 99 00 00 00 »", "= Mo 09:00-12:00"},
		{"lundi 09:00 - 12:00, rendez-vous possible le samedi de 9h à 12h", "?"},
		{"lundi 09:00 - 12:00 / 14:00 - 17:00 ; « Accueil sans rendez-vous le matin, pour des démarches simples. Accueil sur rendez-vous l'après-midi »", `= Mo 09:00-12:00, Mo 14:00-17:00 "sur rendez-vous"`},
		{"lundi 09:00 - 12:00 / 14:00 - 17:00 ; « Accueil sans rendez-vous le matin »", `? Mo 09:00-12:00, Mo 14:00-17:00 unknown "le matin"`},
		{"lundi 09:00 - 12:00 ; « Accueil libre du mardi au jeudi de 9h à 11h »", `? Mo 09:00-12:00 unknown "du mardi au jeudi de 9h à 11h"; Tu-Th 09:00-11:00 unknown "du mardi au jeudi de 9h à 11h"`},
		{"du lundi au jeudi 08:30 - 12:00 ; samedi « le matin »", `? Mo-Th 08:30-12:00; Sa 00:00-14:00 unknown "samedi"`},
	}
	for _, c := range cases {
		if got := readLine(c[0]); got != c[1] {
			t.Errorf("%s\n got  %s\n want %s", c[0], got, c[1])
		}
	}
}

// readLine is what a text comes to, in one line.
func readLine(raw string) string {
	r := Read(raw)
	mark := "? "
	if r.Doubt.IsZero() {
		mark = "= "
	}
	return strings.TrimSpace(mark + r.Rules.String())
}

// The texts of a real file, each read by eye against its line of the golden
// file, which keeps no word of them but those that leave a doubt out: a text is told by its hash.
func TestReadTheTextsOfAFile(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(realdata.Dir(t), "corse", "mednum_corse.json"))
	if err != nil {
		t.Fatal(err)
	}
	var records []struct{ Horaires *string }
	if err := json.Unmarshal(raw, &records); err != nil {
		t.Fatal(err)
	}
	lines, exact := map[string]bool{}, 0
	for _, r := range records {
		if r.Horaires == nil || strings.TrimSpace(*r.Horaires) == "" {
			continue
		}
		text := strings.ReplaceAll(strings.TrimSpace(*r.Horaires), "\n", " ; ")
		sum := sha256.Sum256([]byte(text))
		line := hex.EncodeToString(sum[:6]) + " " + hushed(readLine(text))
		if !lines[line] && strings.Contains(line, " = ") {
			exact++
		}
		lines[line] = true
	}
	if len(lines) != 124 || exact < 112 {
		t.Errorf("%d of %d texts are exact, want 112 of 124 at least", exact, len(lines))
	}
	sorted := make([]string, 0, len(lines))
	for line := range lines {
		sorted = append(sorted, line)
	}
	slices.Sort(sorted)
	got, golden := strings.Join(sorted, "\n")+"\n", filepath.Join("testdata", "french.golden")
	if *updateFrench {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range sorted {
		if !strings.Contains(string(want), line+"\n") {
			t.Errorf("not in the golden file: %s", line)
		}
	}
	if len(got) != len(want) {
		t.Errorf("the golden file has %d bytes, want %d", len(want), len(got))
	}
}

// hushed leaves the words of a doubt out.
func hushed(line string) string {
	parts := strings.Split(line, `"`)
	for i := 1; i < len(parts); i += 2 {
		if parts[i] != onAppointment {
			parts[i] = "…"
		}
	}
	return strings.Join(parts, `"`)
}

// readWithin is how long any text may take.
const readWithin = 10 * time.Millisecond

// quickest is the least time that reading a text takes, of as many as three
// runs: the machine's other work makes one slow now and then, not all.
func quickest(raw string) time.Duration {
	best := time.Duration(math.MaxInt64)
	for range 3 {
		start := time.Now()
		Read(raw)
		if best = min(best, time.Since(start)); best <= readWithin {
			break
		}
	}
	return best
}

// The longest texts that are read, of what the grammar tries most ways to read.
func TestReadLongTexts(t *testing.T) {
	for _, part := range []string{"lundi 9h-12h ; ", "le lundi et ", "« ", "« » ; ", "« lundi . ", "le mardi à la mairie. ", "sauf ", "(", "1er et 3e ", "9h-", "un lundi ",
		"prise de rendez-vous par ", "pour les demandes ", "lundi . ", "lundi 9h-12h « . . "} {
		raw := strings.Repeat(part, readMost/len(part))
		for _, whole := range []string{raw, "lundi 9h-12h ; « " + raw[:len(raw)-40] + " »"} {
			if took := quickest(strings.ToValidUTF8(whole, "")); took > readWithin && !racing.On {
				t.Errorf("%d bytes of %q are read in %v", len(whole), part, took)
			}
		}
	}
	if r := Read(strings.Repeat("lundi 9h-12h ; ", readMost/15+1)); r.Rules != nil || !strings.Contains(r.Doubt.In(say.English), "4096 bytes") {
		t.Errorf("a text too long reads as %q, %q", r.Rules, r.Doubt)
	}
}

// Nothing panics or takes long, and what is told can be written and read again.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"Du lundi au vendredi de 9h à 12h", "lundi 9h-12h ; « le matin »", "13h030", "lundi 9h-12h ; « Permanence à Bonneval le lundi de 9h à 10h. »", "lundi 9h-12h ; « Accueil libre le matin, pour des démarches. »", "Hiver : lundi 9h-10h Eté : lundi 8h-9h", "04 95", "un mardi sur deux"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		if took := quickest(raw); took > readWithin {
			t.Errorf("%q is read in %v", raw, took)
		}
		r := Read(raw)
		if printed := r.Rules.String(); r.Rules != nil {
			if again, err := Parse(printed); err != nil || again.String() != printed {
				t.Errorf("%q reads as %q, which reads as %q, %v", raw, printed, again.String(), err)
			}
		} else if r.Doubt.IsZero() {
			t.Errorf("%q: nothing is told, and no doubt", raw)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	text := "lundi 08:30 - 12:00 / 13:30 - 17:00 ; mardi 08:30 - 12:00 / 13:30 - 17:00 ; mercredi 08:30 - 12:00 ; rendez-vous possible ; « Uniquement sur rendez-vous le mardi après-midi »"
	b.ReportAllocs()
	for b.Loop() {
		Read(text)
	}
}

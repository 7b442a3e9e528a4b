package hours

import "testing"

// What people write so that a quick reader would tell a door open that may be
// shut, or shut that may be open: nothing is told, or no more than is certain.
func TestReadFrenchWarily(t *testing.T) {
	cases := [][2]string{
		// a list of days, not a range and more
		{"Lundi - Mardi - Mercredi - Vendredi : 9h-12h", "= Mo-We,Fr 09:00-12:00"},
		{"Lundi-Mercredi-Jeudi-Samedi 9h-12h - sauf le samedi", "= Mo,We,Th 09:00-12:00"},
		{"Lundi - Vendredi - Samedi : 9h-12h", "?"},
		{"Lundi, mardi - jeudi 9h-12h", "?"},
		{"Lundi - vendredi 9h-12h", "= Mo-Fr 09:00-12:00"},
		// months and weeks that may be said of all the days told
		{"De septembre à juin : le lundi de 9h à 12h, le mardi de 14h à 17h", "?"},
		{"Semaines paires : lundi 9h-12h ; mardi 14h-17h", "?"},
		{"Le lundi et le mardi de 9h à 12h en juillet", "?"},
		{"Le lundi et le mardi semaines paires de 9h à 12h", "?"},
		{"Du lundi au vendredi de 9h à 17h. Fermé le lundi et le mardi en août", "?"},
		{"Du lundi au vendredi de 9h à 17h. Fermé le mercredi et en août", "= Mo,Tu,Th,Fr 09:00-17:00; Aug off"},
		// hours of the telephone
		{"Par téléphone du lundi au vendredi de 9h à 12h", "?"},
		{"Tél. 01 99 00 00 00, du lundi au vendredi de 9h à 12h", "?"},
		{"Renseignements ; du lundi au vendredi de 9h à 12h", "?"},
		{"Pour prendre rendez-vous, lundi 9h-12h", "?"},
		{"lundi 9h-12h par téléphone", "?"},
		{"lundi 9h-12h (téléphone)", "?"},
		{"lundi 9h-12h. Téléphone : mardi 9h-12h", "?"},
		{"lundi 9h-12h, tél. 01 99 00 00 00", "= Mo 09:00-12:00"},
		{"lundi 09:00 - 12:00 ; « par téléphone : 01 99 00 00 00 »", "= Mo 09:00-12:00"},
		{"lundi 09:00 - 12:00 ; « par téléphone »", "?"},
		// closings and exceptions that reach further than their words
		{"Du lundi au samedi de 9h à 12h. Fermé le samedi sauf le 1er samedi du mois", "?"},
		{"Du lundi au vendredi de 9h à 12h. Fermé en août sauf le lundi", "?"},
		{"Du lundi au vendredi de 9h à 12h sur rendez-vous, sauf le mercredi", "?"},
		{"lundi 9h-17h, fermé 12h-14h, mardi 9h-17h", "?"},
		{"Du lundi au vendredi de 9h à 17h, sauf le mercredi et le vendredi matin", "?"},
		{"lundi : fermé - 14h-17h", "?"},
		{"lundi 09:00 - 12:00 ; « Fermé. Le mardi à la mairie de 9h à 10h »", "?"},
		{"lundi 09:00 - 12:00 ; « Accueil uniquement à la mairie le mardi de 9h à 10h »", "?"},
		{"lundi 09:00 - 12:00 ; « Pour vos démarches nous sommes absents en ce moment »", "?"},
		{"lundi 9h-12h, fermé mardi, mercredi 9h-12h", "?"},
		{"Lundi : 9h-17h ; mardi : 9h-12h, fermé l'après-midi", "= Mo 09:00-17:00; Tu 09:00-12:00"},
		{"Lundi : 9h-17h ; mardi : 9h-17h (fermé de 12h à 14h)", "= Mo 09:00-17:00; Tu 09:00-12:00,14:00-17:00"},
		{"Lundi : 9h-17h ; mardi : 9h-17h ; fermé de 12h à 14h", "= Mo,Tu 09:00-12:00,14:00-17:00"},
		{"Lundi : 9h-17h ; mardi : 9h-12h, l'après-midi sur rendez-vous", "?"},
		{"hors vacances scolaires lundi 9h-12h. Mardi 9h-12h", "?"},
		{"Du lundi au vendredi de 9h à 17h, le matin sur rendez-vous", `? Mo-Fr 14:00-17:00, Mo-Fr 09:00-12:00 "sur rendez-vous", Mo-Fr 12:00-14:00 unknown "le matin"`},
		{"9h-17h", `? 09:00-17:00 unknown "9h-17h"`},
		{"10:00-18:00; PH off", "= 10:00-18:00; PH off"},
		// times that are not those of the clock, or not of one mind
		{"lundi de 8h à 12h et de 2h à 5h", "?"},
		{"lundi 9h-12h. Lundi 10h-13h", `? Mo 10:00-12:00, Mo 09:00-10:00 unknown "lundi 9h-12h", Mo 12:00-13:00 unknown "Lundi 10h-13h"`},
		{"lundi 9h-12h. Lundi 14h-17h", "= Mo 09:00-12:00,14:00-17:00"},
		{"Lundi... vendredi 9h-12h", "?"},
		{"Mar 9-12", "?"},
	}
	checkReadings(t, cases)
}

// The forms that are usual in France, beyond those of the texts at hand.
func TestReadUsualFrench(t *testing.T) {
	checkReadings(t, [][2]string{
		{"Du lundi au vendredi 9h/12h - 14h/17h", "= Mo-Fr 09:00-12:00,14:00-17:00"},
		{"lundi de 9h à 12h et 14h/17h", "= Mo 09:00-12:00,14:00-17:00"},
		{"de 8h30 à 12h00 - 13h30 à 17h00 du lundi au jeudi", "= Mo-Th 08:30-12:00,13:30-17:00"},
		{"Lundi 9h-12h - 14h-17h - Mardi 9h-12h", "= Mo 09:00-12:00,14:00-17:00; Tu 09:00-12:00"},
		{"du lundi au vendredi de 9h à 12h - 14h à 17h le mardi", "?"},
		{"Lundi 9h/12h/14h", "?"},
		{"Du lundi au vendredi de 9h à 17h en continu", "= Mo-Fr 09:00-17:00"},
		{"Horaires d'ouverture : lundi &amp; mardi 9h&nbsp;-&nbsp;12h", "= Mo,Tu 09:00-12:00"},
		{"Ouvert au public le 1er et le 3e mardi de 9h à 12h", "= Tu[1,3] 09:00-12:00"},
		{"les 1er et 3e mardis et jeudis de 9h à 12h", "?"},
		{"Lundi 9h-12h (semaines paires)", "= week 02-52/2 Mo 09:00-12:00"},
		{"Lundi 9h-12h, mardi 9h-12h (semaines paires)", "?"},
		{"le lundi de 9h à 12h (tous les 15 jours)", `? Mo 09:00-12:00 unknown "le lundi de 9h à 12h (tous les 15 jours)"`},
		{"Du lundi au samedi 9h-19h sauf dimanche et jours fériés", "= Mo-Sa 09:00-19:00; PH off"},
		{"Du lundi au vendredi de 9h à 12h hors jours fériés et vacances scolaires", "= Mo-Fr 09:00-12:00; PH off; SH off"},
		{"Lundi au Vendredi : 9h-17h30 (16h30 le vendredi)", "= Mo-Th 09:00-17:30; Fr 09:00-16:30"},
		{"Du lundi au vendredi 9h-12h et 14h-17h (vendredi : jusqu'à 16h)", "= Mo-Th 09:00-12:00,14:00-17:00; Fr 09:00-12:00,14:00-16:00"},
		{"Du lundi au vendredi 14h-17h (vendredi 14h30)", "?"},
		{"Du lundi au vendredi 9h-17h (samedi 16h)", "?"},
		{"Sur RDV au 01 99 00 00 00", `= "sur rendez-vous"`},
		{"Sur RDV au 01 99 00 00 00 du lundi au vendredi de 9h à 12h", "?"},
		{"Du lundi au vendredi de 9h à 12h sur rendez-vous par téléphone", `= Mo-Fr 09:00-12:00 "sur rendez-vous"`},
	})
}

func checkReadings(t *testing.T, cases [][2]string) {
	t.Helper()
	for _, c := range cases {
		if got := readLine(c[0]); got != c[1] {
			t.Errorf("%s\n got  %s\n want %s", c[0], got, c[1])
		}
	}
}

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
		// times that are not those of the clock, or not of one mind
		{"lundi de 8h à 12h et de 2h à 5h", "?"},
		{"lundi 9h-12h. Lundi 10h-13h", `? Mo 10:00-12:00, Mo 09:00-10:00 unknown "lundi 9h-12h", Mo 12:00-13:00 unknown "Lundi 10h-13h"`},
		{"lundi 9h-12h. Lundi 14h-17h", "= Mo 09:00-12:00,14:00-17:00"},
		{"Lundi... vendredi 9h-12h", "?"},
		{"Mar 9-12", "?"},
	}
	for _, c := range cases {
		if got := readLine(c[0]); got != c[1] {
			t.Errorf("%s\n got  %s\n want %s", c[0], got, c[1])
		}
	}
}

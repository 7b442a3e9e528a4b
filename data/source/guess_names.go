package source

import (
	"slices"
	"strings"
	"unicode"

	"maillage/internal/fold"
)

// headings are the names people give to columns, folded, the likelier first.
var headings = map[Field][]string{
	FieldID:          {"id", "identifiant", "id structure", "structure id", "uid", "uuid", "identifiant structure", "reference", "ref", "code structure", "code", "numero"},
	FieldName:        {"nom", "nom structure", "nom de la structure", "name", "libelle", "denomination", "raison sociale", "intitule", "nom du lieu", "nom etablissement", "nom complet", "structure", "etablissement", "organisme", "titre", "label", "lib"},
	FieldNetworks:    {"reseaux porteurs", "reseau porteur", "reseau", "reseaux", "network", "enseigne", "type structure", "type de structure", "type", "categorie"},
	FieldLatitude:    {"latitude", "lat", "lat wgs84", "latitude wgs84", "y wgs84", "coord y", "y"},
	FieldLongitude:   {"longitude", "lon", "long", "lng", "long wgs84", "longitude wgs84", "x wgs84", "coord x", "x"},
	FieldPosition:    {"position", "geo point 2d", "geo point", "pointgeo", "coordonnees", "coordonnees gps", "coordonnees geographiques", "gps", "geolocalisation", "lat lon", "latlong", "localisation", "geom"},
	FieldX:           {"x", "coord x", "coordonnee x", "x l93", "x lambert93", "lambert x", "x 2154", "easting"},
	FieldY:           {"y", "coord y", "coordonnee y", "y l93", "y lambert93", "lambert y", "y 2154", "northing"},
	FieldAddress:     {"adresse", "address", "adresse postale", "adresse complete", "adresse 1", "adresse1", "voie", "rue", "numero et voie", "adr"},
	FieldPostalCode:  {"code postal", "cp", "post code", "postcode", "postal code", "zip", "codepostal", "code post"},
	FieldCity:        {"commune", "ville", "city", "nom commune", "nom de la commune", "libelle commune", "lib com", "localite", "libelle de la commune", "nomcommune"},
	FieldCommuneCode: {"code insee", "code commune", "insee", "insee com", "codgeo", "depcom", "com", "citycode", "code insee commune", "codecommune", "code commune insee"},
	FieldDepartement: {"departement", "dep", "code departement", "department", "insee dep", "dept", "dpt", "num dep"},
	FieldSiret:       {"siret", "n siret", "numero siret", "code siret"},
	FieldPhone:       {"telephone", "tel", "phone", "numero de telephone", "n telephone", "telephone fixe", "tel fixe", "telephone accueil", "standard"},
	FieldEmail:       {"courriel", "email", "mail", "e mail", "adresse mail", "adresse email", "adresse courriel", "adresse electronique", "contact mail", "mel"},
	FieldWebsite:     {"site web", "site", "site internet", "url", "web", "website", "adresse internet", "adresse du site", "lien", "page web"},
	FieldAudiences:   {"publics", "public", "publics accueillis", "public accueilli", "audience", "public cible", "publics cibles"},
	FieldLevel:       {"niveau", "level", "niveaux", "niveau spro"},
	FieldReceptions:  {"modes accueil", "mode accueil", "mode d accueil", "modes d accueil", "accueil"},
	FieldHours:       {"horaires accueil", "horaires", "horaire", "horaires d ouverture", "heures d ouverture", "ouverture", "opening hours", "hours", "horaires ouverture", "jours et horaires"},
	FieldEligibility: {"zone eligibilite", "zone d eligibilite", "eligibilite", "zone d intervention", "zone intervention", "communes desservies", "territoire d intervention", "perimetre"},
	FieldAccessible:  {"accessible", "accessibilite", "pmr", "accessible pmr", "accessibilite pmr", "acces pmr", "accessibilite lieu", "accessibilite handicap", "erp accessible"},
	FieldParent:      {"parent", "id parent", "parent id", "structure mere", "structure parente", "rattachement", "structure de rattachement"},
}

// foldHeading folds a column's name; "codePostal" is two words.
func foldHeading(name string) string {
	var b strings.Builder
	lower := false
	for _, r := range name {
		if lower && unicode.IsUpper(r) {
			b.WriteByte(' ')
		}
		lower = unicode.IsLower(r)
		b.WriteRune(r)
	}
	return fold.Text(b.String())
}

// headingScore is how well a folded name names a field: 3 and more for a name of
// it, 2 and more for words that hold one, the more of them and the likelier the
// better, 0 for none.
func headingScore(folded string, f Field) float64 { return scoreOf(folded, headings[f]) }

func scoreOf(folded string, names []string) float64 {
	if i := slices.Index(names, folded); i >= 0 {
		return 3 + float64(len(names)-i)/float64(len(names))
	}
	best := 0.0
	for i, name := range names {
		if (len(name) > 2 || name == "id") && strings.Contains(" "+folded+" ", " "+name+" ") {
			words := float64(strings.Count(name, " ") + 1)
			best = max(best, 2+words/10+float64(len(names)-i)/float64(1000))
		}
	}
	return best
}

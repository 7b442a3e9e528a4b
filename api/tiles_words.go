package api

import (
	"maillage/data"
	"maillage/say"
)

// titleOfCollection names a collection in words.
func titleOfCollection(id string) say.Text {
	switch id {
	case layerStreets:
		return say.T("Rues", "Streets")
	case layerBorders:
		return say.T("Limites des communes, des départements et de la région", "Borders of communes, of départements and of the region")
	case layerPlaces:
		return say.T("Noms des lieux", "Names of places")
	case layerStructures:
		return say.T("Structures", "Structures")
	case layerCells:
		return say.T("Carreaux habités, selon leur temps d'accès", "Inhabited cells, by their time of access")
	default:
		return say.T("Territoires : %s", "Territories: %s", data.TerritoryKind(id).Label())
	}
}

// layerField is a property of a layer's features.
type layerField struct {
	name, kind string
	about      say.Text
}

var (
	fieldName    = layerField{"name", "string", say.T("Nom", "Name")}
	fieldCommune = layerField{"commune", "string", say.T("Commune", "Commune")}
)

var fieldsOfLayer = map[string][]layerField{
	layerStreets: {
		{"class", "string", say.T("motorway, trunk, primary, secondary, tertiary, minor ou path", "motorway, trunk, primary, secondary, tertiary, minor or path")},
		fieldName,
	},
	layerBorders: {{"kind", "string", say.T("coast (le bord de la région), departement ou commune", "coast (the region's edge), departement or commune")}},
	layerPlaces: {
		fieldName,
		{"kind", "string", say.T("ville (10 000 habitants au moins), bourg (2 000), commune ou localité", "ville (10,000 people at least), bourg (2,000), commune or localité")},
		{"people", "number", say.T("Population, quand une source la dit", "Population, where a source tells it")},
		{"rank", "number", say.T("1 pour le plus important, puis dans l'ordre", "1 for the most important, then in order")},
	},
	layerStructures: {
		{"id", "string", say.T("Identifiant", "Identifier")},
		{"nom", "string", say.T("Nom", "Name")},
		fieldCommune,
		{"niveaux", "string", say.T("Niveaux offerts sur place : 1, 2, ou 1,2", "Levels offered on site: 1, 2, or 1,2")},
		{"reseaux", "string", say.T("Réseaux porteurs, séparés par des virgules", "Networks, separated by commas")},
		{"accessible", "boolean", say.T("Accessible en fauteuil roulant ; absent si la source ne dit rien", "Enterable in a wheelchair; absent where the source says nothing")},
	},
	layerCells: {
		{"minutes", "number", say.T("Temps dans lequel tous les habitants du groupe arrivent, minutes, arrondi au dixième supérieur ; absent si l'un d'eux n'a accès à rien",
			"Time within which all the people of the group arrive, minutes, rounded up to a tenth; absent where one of them reaches nothing")},
		{"people", "number", say.T("Combien de personnes du groupe", "How many of the group")},
		fieldCommune,
		{"nearest", "string", say.T("La structure la plus proche de qui met le plus de temps", "The structure nearest to whoever takes longest")},
		{"estimated", "boolean", say.T("Vrai si la source a estimé combien", "True where the source estimated how many")},
		{"cells", "number", say.T("Combien de carreaux réunis, quand le zoom est trop petit pour un seul", "How many cells together, where the zoom is too small for one")},
	},
}

// newLayerBody says what a collection's features are and tell.
func newLayerBody(id string, lang say.Lang) LayerBody {
	dimension := 2
	switch id {
	case layerPlaces, layerStructures:
		dimension = 0
	case layerStreets, layerBorders:
		dimension = 1
	}
	fields, ok := fieldsOfLayer[id]
	if !ok {
		fields = []layerField{{"code", "string", say.T("Code officiel", "Official code")}, fieldName}
	}
	b := LayerBody{ID: id, DataType: "vector", Dimension: dimension, Schema: LayerSchema{Type: "object", Properties: map[string]FieldBody{}}}
	for _, f := range fields {
		b.Schema.Properties[f.name] = FieldBody{f.kind, f.about.In(lang)}
	}
	return b
}

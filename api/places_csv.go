package api

import (
	"io"

	"maillage/say"
)

var placeColumns = []say.Text{
	say.T("Libellé", "Label"), say.T("Sorte", "Type"), say.T("Nom", "Name"),
	say.T("Numéro", "House number"), say.T("Code postal", "Postal code"), say.T("Commune", "Commune"), say.T("Code INSEE", "INSEE code"),
	say.T("Département", "Département"), say.T("Score", "Score"),
	say.T("Précision", "Precision"), say.T("À tant de mètres près", "Accuracy (m)"), say.T("Distance (m)", "Distance (m)"),
	say.T("Longitude", "Longitude"), say.T("Latitude", "Latitude"), say.T("Identifiant", "Id"),
}

// WritePlacesCSV writes a row a place, in the order of the answer; the last
// columns tell the warnings and the sources.
func WritePlacesCSV(w io.Writer, b *PlacesBody, d CSVDialect) error {
	head := make([]string, len(placeColumns))
	for i, label := range placeColumns {
		head[i] = label.In(b.lang)
	}
	rows := make([][]any, len(b.Features))
	for i := range b.Features {
		p, at := &b.Features[i].Properties.Geocoding, b.Features[i].Geometry.Coordinates
		rows[i] = []any{p.Label, p.Type, p.Name, p.HouseNumber, p.PostCode, p.City, p.CityCode, p.County, p.Score,
			p.Precision, p.Accuracy, p.Distance, at[0], at[1], p.ID}
	}
	return writeCSV(w, d, b.lang, head, rows, b.Warnings, b.sources)
}

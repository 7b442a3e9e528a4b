package source

import (
	"context"
	"io"

	"maillage/data"
)

const networkFranceTravail data.NetworkCode = "france-travail"

// ReadFranceTravail reads the CSV directory of France Travail agencies: kind,
// name, address, post_code, city, department, siret, code_safir, lon, lat.
// Records are told by their SAFIR code. Hours are not in the file.
func ReadFranceTravail(ctx context.Context, r io.Reader, b *data.Builder, opt Options) error {
	t, err := openTable(r, opt.file(r), "kind", "name", "address", "post_code", "city", "department", "code_safir", "lon", "lat")
	if err != nil {
		return err
	}
	rep := reporter{b, opt.Source}
	seen := make(map[string]bool)
	for row, err := range t.rows(ctx, rep) {
		if err != nil {
			return err
		}
		if record, ok := agency(rep, row); ok && rep.onceAt(seen, record.ID, "code_safir", record.Position.Point) {
			b.AddStructure(record)
		}
	}
	return nil
}

// agency reads one row; false means it was left out, and why was reported.
func agency(rep reporter, row row) (data.StructureRecord, bool) {
	name, address := row.get("name"), row.get("address")
	id := row.get("code_safir")
	if id == "" {
		id = contentID(name, address, row.get("post_code"))
	}
	if row.get("kind") != "FT" {
		rep.report(data.DefectOutOfScope, data.LeftOut, id, "kind", row.get("kind"), "")
		return data.StructureRecord{}, false
	}
	p, ok := rep.place(id, spot{"lon", "lat", row.get("lon"), row.get("lat")})
	if !ok {
		return data.StructureRecord{}, false
	}
	return data.StructureRecord{
		Source: rep.source, ID: id, Name: name,
		Networks:    []data.NetworkCode{networkFranceTravail},
		Position:    data.Position{Point: p, Precision: precisionOf(address)},
		Address:     address,
		PostalCode:  row.get("post_code"),
		City:        row.get("city"),
		Departement: row.get("department"),
		Siret:       row.get("siret"),
	}, true
}

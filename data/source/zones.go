package source

import (
	"context"
	"io"

	"maillage/data"
	"maillage/say"
)

// The names of a priority neighbourhood's properties, in lower case.
var (
	qpvCodes = []string{"code_qp", "code_qpv", "code_quartier", "code"}
	qpvNames = []string{"nom_qp", "lib_qp", "nom_qpv", "libelle", "nom"}
)

// ReadQPV reads priority neighbourhoods (quartiers prioritaires de la politique
// de la ville) from GeoJSON, feature by feature: an outline, code_qp and nom_qp
// (lib_qp since 2024). A neighbourhood that cannot be read is a defect; a file
// without any is an error.
func ReadQPV(ctx context.Context, r io.Reader, b *data.Builder, opt Options) error {
	f := newFeatures(r, opt.file(r), outlineBytes)
	rep := reporter{b, opt.Source}
	read := 0
	var last error // of the outlines
	err := f.each(func(ft feature) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		props := newProperties(ft.Properties)
		_, code := props.find(qpvCodes)
		_, name := props.find(qpvNames)
		if code == "" {
			rep.report(data.DefectUnreadable, data.LeftOut, placeID("objet", f.number), qpvCodes[0], "", "")
			return nil
		}
		shape, err := f.shape(ft.Geometry)
		if err != nil {
			last = err
			rep.report(data.DefectUnreadable, data.LeftOut, code, "geometry", "", "")
			return nil
		}
		read++
		b.AddZone(data.ZoneRecord{Source: opt.Source, Kind: data.KindQPV, Code: code, Name: name, Shape: shape})
		return nil
	})
	if err == nil && read == 0 && last != nil {
		return last
	}
	if err == nil && read == 0 {
		return say.Errorf("%s : aucun quartier prioritaire dans ce fichier ; il faut un contour et un code (code_qp) par quartier",
			"%s: no priority neighbourhood in this file; an outline and a code (code_qp) each are needed", f.file)
	}
	return err
}

package region

import (
	"maillage/data"
	"maillage/data/source"
)

// readMapping reads the options of a table or a GeoJSON layer: which of its
// columns holds what.
func (s *Source) readMapping(n *yamlNode) {
	if n == nil {
		return
	}
	n.keys("sheet", "mapping")
	s.Sheet = n.text("sheet", optional)
	if s.Sheet != "" && s.Format != FormatTable {
		n.fail("« sheet » est pour le format « %s »", "\"sheet\" is for the format \"%s\"", string(FormatTable))
	}
	mapping := n.child("mapping", required)
	if mapping == nil {
		return
	}
	var allowed []string
	for _, f := range source.Fields() {
		allowed = append(allowed, string(f))
	}
	mapping.keys(append(allowed, "epsg", "reseau", "separateurs")...)
	m := source.Mapping{
		Columns:    make(map[source.Field]string),
		EPSG:       int(mapping.number("epsg", 1, 100000)),
		Separators: mapping.text("separateurs", optional),
	}
	if mapping.child("reseau", optional) != nil {
		m.Network = data.NetworkCode(mapping.code("reseau"))
	}
	for _, f := range source.Fields() {
		if column := mapping.text(string(f), optional); column != "" {
			m.Columns[f] = column
		}
	}
	if err := m.Check(s.Format == FormatGeoJSON); err != nil {
		mapping.fail("%v", "%v", err)
	}
	s.Mapping = m
}

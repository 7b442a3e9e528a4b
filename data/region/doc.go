// Package region makes a region's one file out of open data, and opens it.
//
// Data walks one way. A [Recipe] (recipe.go, yaml.go) names the sources; their
// files come from a folder or are downloaded (fetch.go, transfer.go); [Build]
// (build.go) has them read into [Contents] and a [Report] counts these; [Write]
// (write.go) makes the snapshot, and [Open] (file.go) maps it back.
//
// Beside the data, what people type is gathered (places.go): addresses as sources
// tell them (addresses.go, osm.go), what they say of communes (hearsay.go), and what data and
// streets know by themselves (gazetteer.go). Records without a position are
// looked up in it (locate.go, lookup.go), then at the national geocoder if the recipe says so (geocoder.go).
//
// The snapshot's bytes are drawn in docs/format.md: layout.go is the container,
// columns.go and records.go are what sections are made of, and contents.go,
// territories.go, cells.go, streets.go and gazetteer_section.go say what each section holds.
package region

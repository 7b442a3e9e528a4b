// Package region makes a region's one file out of open data, and opens it.
//
// Data walks one way. A [Recipe] (recipe.go, yaml.go) names the sources; their
// files come from a folder or are downloaded (fetch.go, transfer.go); [Build]
// (build.go) has them read into [Contents] and a [Report] counts these; [Write]
// (write.go) makes the snapshot, and [Open] (file.go) maps it back.
//
// The snapshot's bytes are drawn in docs/format.md: layout.go is the container,
// columns.go and records.go are what sections are made of, and contents.go,
// territories.go, cells.go and streets.go say what each section holds.
package region

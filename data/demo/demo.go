// Package demo generates a fictional region: land, towns, people, streets and
// the structures of every network.
//
// Nothing in it exists. It lies in the Bay of Biscay, where there is no land,
// its names are invented and its telephone numbers come from the range reserved
// for fiction. The same seed gives the same bytes on every machine: noise is
// computed in integers, no product is fused with a sum (see mul), and positions
// are rounded to 1e-7 degree before anyone sees them.
//
// The world is built on a lattice (see lattice.go) from the ground up: relief,
// places, communes, roads, streets, people, structures, one file each.
package demo

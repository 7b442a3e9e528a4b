// Package geo measures and finds things on the ground: metres between
// positions, areas that hold them, projections, and two indexes.
//
// Positions are orb.Point{longitude, latitude} in degrees (WGS 84, which
// RGF93 and its overseas sisters equal within a metre, as ETRS89 does), or
// {easting, northing} in metres on the far side of a Projection. Degrees
// filter, metres decide: at 48° N eleven kilometres north are fewer degrees
// than ten kilometres east.
//
// Index (on tidwall/rtree) holds what changes and what has extent: structures
// and territories. BoxTree is packed once and can be mapped from a file:
// streets. Area is a polygon prepared for many questions.
//
// Distances know that 180° and -180° are one meridian. Areas do not cross it:
// they are cut there, as RFC 7946 asks of GeoJSON.
package geo

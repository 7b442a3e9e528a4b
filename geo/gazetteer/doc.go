// Package gazetteer goes from what people type to a place: a commune, a street,
// a house, a structure, a territory; and from a position to the address there.
//
// A Builder gathers names, Finish puts them into flat Columns that a snapshot
// holds and a Gazetteer uses where they lie: nothing is loaded, nothing is
// decoded. Text is matched word by word, the last word typed as the beginning
// of one; accents, case, hyphens, apostrophes, order and usual abbreviations do not
// matter, and one or two slips of the finger are forgiven by a word's length.
//
// Nothing that is typed is kept: a search leaves no trace in the Gazetteer.
package gazetteer

package data

import (
	"slices"

	"maillage/data/hours"
)

// readHours reads the hours of a record and of its services, each distinct text
// once, and reports what is not understood or not certain of them. Hours whose
// reader has said that they are of several places, or that close for good, are told once.
func (x *examiner) readHours(l *located) bool {
	_, closes := closing(l.Hours.Raw) // for good: told already
	known := closes || x.told[complaint{DefectItinerant, l.Source, l.ID}] > 0 || x.told[complaint{DefectMultiSite, l.Source, l.ID}] > 0
	told := make(map[string]bool)
	read := func(text *hours.Text) {
		reading := x.reading(text.Raw)
		if text.Rules = reading.Rules.String(); reading.Doubt.IsZero() || known || told[text.Raw] {
			return
		}
		told[text.Raw] = true
		kind := DefectHoursDoubtful
		if text.Rules == "" {
			kind = DefectHoursUnread
		}
		x.find(l, Defect{Kind: kind, Field: "horaires_accueil", Value: text.Raw, Other: text.Rules})
	}
	read(&l.Hours)
	l.Services = slices.Clone(l.Services)
	for i := range l.Services {
		read(&l.Services[i].Hours)
	}
	return true
}

// reading is what a text comes to; no text at all is no doubt.
func (x *examiner) reading(raw string) hours.Reading {
	if raw == "" {
		return hours.Reading{}
	}
	r, ok := x.readings[raw]
	if !ok {
		r = hours.Read(raw)
		x.readings[raw] = r
	}
	return r
}

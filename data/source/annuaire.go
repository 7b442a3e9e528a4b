package source

import (
	"context"
	"io"
	"slices"

	"github.com/paulmach/orb"

	"maillage/data"
	"maillage/geo"
)

// annuaireNetworks gives the network of each type of local service that takes
// part in guidance. pole_emploi and fongecif are what older exports say.
var annuaireNetworks = map[string]data.NetworkCode{
	"afpa":           "afpa",
	"apec":           "apec",
	"cap_emploi":     "cap-emploi-reseau-cheops",
	"cci":            "cci",
	"chambre_metier": "cma",
	"cidf":           "cidff",
	"cij":            "reseau-information-jeunesse",
	"cio":            "cio",
	"fongecif":       "transitions-pro",
	"france_travail": networkFranceTravail,
	"mission_locale": networkMissionLocale,
	"pole_emploi":    networkFranceTravail,
	"suio":           "scuio",
}

// ReadServicePublic reads the annuaire de l'administration that the DILA
// publishes for service-public.fr: a JSON list, or one object a line, whose
// lists (adresse, telephone, pivot, plage_ouverture) are JSON, or JSON in a
// string as flat exports have it.
//
// The pivot tells the networks and the communes served, which become the
// record's eligibility: a place that may not serve somebody is not their
// nearest. Where several pivots are of known networks, their communes are
// joined; none listed means everyone. A record outside the catalogue or the
// region's reach is counted, not kept (see ReadInclusion): communes must have been read before.
func ReadServicePublic(ctx context.Context, r io.Reader, b *data.Builder, opt Options) error {
	rep := reporter{b, opt.Source}
	a := annuaire{reporter: rep, reach: b.Reach(), seen: make(map[string]bool), others: newLedger(rep, 0), unread: newLedger(rep, toldOneByOne)}
	err := eachObject(ctx, r, opt.file(r), []string{"id", "nom", "pivot", "adresse"}, a.read)
	if err == nil {
		a.others.flush()
		a.unread.flush()
	}
	return err
}

type annuaire struct {
	reporter
	reach  data.Reach
	seen   map[string]bool // ids of the records that are kept
	others *ledger
	unread *ledger
}

type annuaireRecord struct {
	ID        loose                  `json:"id"`
	Name      loose                  `json:"nom"`
	Addresses inner[annuaireAddress] `json:"adresse"`
	Phones    inner[annuairePhone]   `json:"telephone"`
	Email     looseList              `json:"adresse_courriel"`
	Pivots    inner[annuairePivot]   `json:"pivot"`
	Slots     inner[annuaireSlot]    `json:"plage_ouverture"`
}

type annuaireAddress struct {
	Kind          loose `json:"type_adresse"`
	Street        loose `json:"numero_voie"`
	PostalCode    loose `json:"code_postal"`
	City          loose `json:"nom_commune"`
	Longitude     loose `json:"longitude"`
	Latitude      loose `json:"latitude"`
	Accessibility loose `json:"accessibilite"`
}

func (a *annuaireAddress) spot() spot {
	return spot{"longitude", "latitude", a.Longitude.text(), a.Latitude.text()}
}

type annuairePhone struct {
	Value loose `json:"valeur"`
}

type annuairePivot struct {
	Type     loose    `json:"type_service_local"`
	Communes codeList `json:"code_insee_commune"`
}

// read gives one record to the Builder, or tells why not.
func (a *annuaire) read(n int, rec *annuaireRecord, readable bool) {
	if !readable || rec.ID == "" && rec.Name == "" {
		a.unread.note(data.DefectUnreadable, placeID("fiche", n), "", "", false)
		return
	}
	address := rec.address()
	id := rec.ID.line()
	if id == "" {
		id = contentID(rec.Name.line(), address.Street.line(), address.PostalCode.text())
	}
	if rec.Pivots.bad != "" || rec.Addresses.bad != "" {
		a.unreadable(id, rec, data.LeftOut)
		return
	}
	networks, communes := a.networks(rec)
	at, _ := address.spot().point() // the zero point where it tells none
	switch {
	case len(networks) == 0:
		a.others.note(data.DefectOutOfScope, id, "pivot", rec.kind(), true)
		return
	case !a.reach.MayHold(at, address.PostalCode.text()):
		a.others.note(data.DefectOutsideRegion, id, "latitude, longitude", address.spot().value(), false)
		return
	}
	p, ok := a.place(id, address.spot())
	if !ok || !a.onceAt(a.seen, id, "id", p) {
		return
	}
	a.unreadable(id, rec, data.Kept)
	a.builder.AddStructure(a.record(id, rec, address, networks, communes, p))
}

func (a *annuaire) record(id string, rec *annuaireRecord, address annuaireAddress, networks []data.NetworkCode, communes []string, p orb.Point) data.StructureRecord {
	r := data.StructureRecord{
		Source: a.source, ID: id, Name: rec.Name.line(), Networks: networks,
		Position: data.Position{Point: p, Precision: precisionOf(address.Street.line())},
		Address:  address.Street.line(), PostalCode: address.PostalCode.line(),
		City:       address.City.line(),
		Accessible: accessibility(address.Accessibility.text()), Phone: rec.phone(),
		Hours:       a.hours(id, rec),
		Eligibility: a.eligibility(id, "pivot", communes),
	}
	if len(rec.Email) > 0 {
		r.Email = oneLine(rec.Email[0], " ")
	}
	return r
}

// unreadable reports the lists that are neither JSON nor JSON in a string.
func (a *annuaire) unreadable(id string, rec *annuaireRecord, done data.Action) {
	for _, list := range []struct{ field, bad string }{
		{"pivot", rec.Pivots.bad}, {"adresse", rec.Addresses.bad}, {"telephone", rec.Phones.bad}, {"plage_ouverture", rec.Slots.bad},
	} {
		if list.bad != "" {
			a.report(data.DefectUnreadable, done, id, list.field, list.bad, "")
		}
	}
}

// networks are the record's in the catalogue, and the communes they serve.
func (a *annuaire) networks(rec *annuaireRecord) (networks []data.NetworkCode, communes []string) {
	for _, pivot := range rec.Pivots.items {
		code, ok := annuaireNetworks[pivot.Type.text()]
		if ok {
			_, ok = a.builder.Catalogue().Find(code)
		}
		if !ok {
			continue
		}
		if !slices.Contains(networks, code) {
			networks = append(networks, code)
		}
		communes = append(communes, pivot.Communes...)
	}
	return networks, communes
}

func (rec *annuaireRecord) kind() string {
	if len(rec.Pivots.items) == 0 {
		return ""
	}
	return shorten(rec.Pivots.items[0].Type.text())
}

func (rec *annuaireRecord) phone() string {
	if len(rec.Phones.items) == 0 {
		return ""
	}
	return rec.Phones.items[0].Value.line()
}

// visited is the type of an address where people are received; the other is for mail.
const visited = "Adresse"

// address is the first address with a position where people are received, else
// the first where they are, else the first of all.
func (rec *annuaireRecord) address() annuaireAddress {
	received := func(a annuaireAddress) bool { return a.Kind == visited }
	placed := func(a annuaireAddress) bool { return received(a) && a.Longitude != "" && a.Latitude != "" }
	for _, wanted := range []func(annuaireAddress) bool{placed, received} {
		if i := slices.IndexFunc(rec.Addresses.items, wanted); i >= 0 {
			return rec.Addresses.items[i]
		}
	}
	if len(rec.Addresses.items) > 0 {
		return rec.Addresses.items[0]
	}
	return annuaireAddress{}
}

// sites counts the positions where people are received.
func (rec *annuaireRecord) sites() int {
	var points []orb.Point
	for _, address := range rec.Addresses.items {
		p, kind := address.spot().point()
		if address.Kind != visited || kind != "" {
			continue
		}
		if !slices.ContainsFunc(points, func(q orb.Point) bool { return geo.Metres(p, q) <= disputeMetres }) {
			points = append(points, p)
		}
	}
	return len(points)
}

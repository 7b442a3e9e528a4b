package data

import (
	"github.com/paulmach/orb"

	"maillage/say"
)

// TerritoryIndex is a territory's place in its Dataset.
type TerritoryIndex uint32

// NoTerritory is the index of no territory.
const NoTerritory TerritoryIndex = 1<<32 - 1

// TerritoryKind is a level of the administrative or statistical map.
type TerritoryKind string

// The kinds, from the smallest. Communes are read, QPV too, which have outlines
// of their own; the others are unions of communes.
const (
	KindCommune     TerritoryKind = "commune"
	KindQPV         TerritoryKind = "qpv"
	KindEPCI        TerritoryKind = "epci"
	KindBassinVie   TerritoryKind = "bassin_vie"
	KindZoneEmploi  TerritoryKind = "zone_emploi"
	KindProjet      TerritoryKind = "territoire_projet"
	KindFRR         TerritoryKind = "frr"
	KindDepartement TerritoryKind = "departement"
	KindRegion      TerritoryKind = "region"
)

// TerritoryKinds lists the kinds, from the smallest.
func TerritoryKinds() []TerritoryKind {
	return []TerritoryKind{
		KindCommune, KindQPV, KindEPCI, KindBassinVie, KindZoneEmploi, KindProjet, KindFRR, KindDepartement, KindRegion,
	}
}

// OfCommunes tells whether territories of the kind are made of whole communes:
// who lives in one is told by the commune, elsewhere by the position.
func (k TerritoryKind) OfCommunes() bool { return k != KindQPV }

// Label is the kind in plain words, singular.
func (k TerritoryKind) Label() say.Text {
	switch k {
	case KindCommune:
		return say.T("commune", "commune")
	case KindEPCI:
		return say.T("intercommunalité", "intercommunal body (EPCI)")
	case KindBassinVie:
		return say.T("bassin de vie", "living area")
	case KindZoneEmploi:
		return say.T("zone d'emploi", "employment zone")
	case KindQPV:
		return say.T("quartier prioritaire", "priority neighbourhood (QPV)")
	case KindProjet:
		return say.T("territoire de projet", "project territory")
	case KindFRR:
		return say.T("zone France ruralités revitalisation", "rural revitalisation zone (FRR)")
	case KindDepartement:
		return say.T("département", "département")
	case KindRegion:
		return say.T("région", "région")
	default:
		return say.Same(string(k))
	}
}

// Territory is an area people are counted by.
type Territory struct {
	Kind  TerritoryKind
	Code  string // INSEE's or SIREN (EPCI), unique within the kind
	Name  string // the code itself where no source names it
	Shape orb.MultiPolygon
	// Population is the census count, 0 where unknown. It is not the grid's:
	// the two differ and each figure names its source.
	Population       int
	PopulationSource string
	// PartOf lists the larger territories a commune belongs to, at most one of
	// each kind; empty for any other kind.
	PartOf []TerritoryIndex
}

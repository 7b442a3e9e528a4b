package data

import "slices"

// declaration is where a record says it is.
type declaration uint8

const (
	declaresNothing   declaration = iota // or a postal code of the region's, which neighbours may share
	declaresRegion                       // a commune or a département of the region
	declaresElsewhere                    // of another
)

// declares trusts the commune's code first, then the département's, then the postal code.
func (x *examiner) declares(l *located) declaration {
	here := false
	switch {
	case l.CommuneCode != "":
		here = x.known[l.CommuneCode] || x.ours(l.CommuneCode)
	case l.Departement != "":
		here = x.departements[l.Departement]
	case l.PostalCode == "" || x.reach.departements[PostalDepartement(l.PostalCode)]:
		return declaresNothing
	}
	if here {
		return declaresRegion
	}
	return declaresElsewhere
}

// contradictMetres is how far outside its declared commune a position must
// fall before either is doubted: published outlines are generalised to about 100 m.
const contradictMetres = 500

// checkCommune sets the commune declared, which may be of another region,
// against the one the position falls in.
func (x *examiner) checkCommune(l *located) bool {
	if l.CommuneCode == "" || l.commune == NoTerritory || l.CommuneCode == x.ground.Territories[l.commune].Code {
		return true
	}
	declared, ok := x.ground.TerritoryByCode(KindCommune, l.CommuneCode)
	if ok && x.ground.areas[declared].Metres(l.Position.Point) < contradictMetres {
		l.commune = declared // on the border: the source knows better than a generalised outline
		return true
	}
	x.find(l, Defect{
		Kind: DefectCommune, Field: "code_insee", Value: l.CommuneCode, Other: x.ground.Territories[l.commune].Code,
		Why: x.offDeclared(l), Done: Corrected,
	})
	return true
}

// checkDepartement sets the département declared against the position's.
func (x *examiner) checkDepartement(l *located) bool {
	holder := x.ground.Holder(l.commune, KindDepartement)
	if holder == NoTerritory || l.Departement == "" || l.Departement == x.ground.Territories[holder].Code {
		return true
	}
	x.find(l, Defect{
		Kind: DefectDepartement, Field: "departement", Value: l.Departement, Other: x.ground.Territories[holder].Code, Done: Corrected,
	})
	return true
}

// mendCodes brings the codes of communes up to the region's own: of the commune
// declared, and of the areas served, which would leave out their people.
func (x *examiner) mendCodes(l *located) bool {
	if now, kind := x.mendCode(l.CommuneCode); kind != "" {
		x.find(l, Defect{Kind: kind, Field: "code_insee", Value: l.CommuneCode, Other: now, Done: Corrected})
		l.CommuneCode = now
	}
	l.Eligibility = x.mendArea(l, l.Eligibility)
	if slices.ContainsFunc(l.Services, func(s Service) bool { return len(s.Eligibility) > 0 }) {
		l.Services = slices.Clone(l.Services)
		for i := range l.Services {
			l.Services[i].Eligibility = x.mendArea(l, l.Services[i].Eligibility)
		}
	}
	return true
}

// mendArea is an area with today's codes, sorted where there was one to mend. A
// code that should be a commune's of the region and is none is told. The area given is not changed.
func (x *examiner) mendArea(l *located, area Eligibility) Eligibility {
	var mended Eligibility
	for i, code := range area {
		now, kind := x.mendCode(code)
		switch {
		case kind == "" && len(code) == 5 && !x.known[code] && x.ours(code):
			x.find(l, Defect{Kind: DefectCommuneUnknown, Field: "zone_eligibilite", Value: code}) // it names nobody's home
			continue
		case kind == "":
			continue
		}
		x.find(l, Defect{Kind: kind, Field: "zone_eligibilite", Value: code, Other: now, Done: Corrected})
		if mended == nil {
			mended = slices.Clone(area)
		}
		mended[i] = now
	}
	if mended == nil {
		return area
	}
	slices.Sort(mended)
	return slices.Compact(mended)
}

// mendCode is the code, among the region's communes, of an arrondissement's
// city or of what a commune has become, and which of the two; "" where there is nothing to mend.
func (x *examiner) mendCode(code string) (string, DefectKind) {
	if code == "" || x.known[code] {
		return code, ""
	}
	if city := ArrondissementCity(code); x.known[city] {
		return city, DefectArrondissement
	}
	if now := x.CurrentCommune(code); now != code {
		return now, DefectCommuneMerged
	}
	return code, ""
}

// ArrondissementCity is the city of an arrondissement's code, "" for any other code.
func ArrondissementCity(code string) string {
	switch {
	case len(code) != 5:
		return ""
	case code >= "75101" && code <= "75120":
		return "75056" // Paris
	case code >= "69381" && code <= "69389":
		return "69123" // Lyon
	case code >= "13201" && code <= "13216":
		return "13055" // Marseille
	}
	return ""
}

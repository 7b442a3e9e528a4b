package source

import (
	"cmp"
	"context"
	"io"
	"maps"
	"slices"
	"strings"

	"maillage/data"
	"maillage/say"
)

// movement is one line of INSEE's table: at a date, a commune before and a commune after.
type movement struct {
	date          string // 2019-01-01: sorts as it is
	kind          string // MOD
	before, after string // codes
	from, to      string // names, where the table tells them
}

// The kinds of movements (MOD) after which the commune before is known by the
// code of the commune after: merged into it (31 simple merger, 32 new commune,
// 33 association), or under another code (41 another département, 50 another seat).
var renames = []string{"31", "32", "33", "41", "50"}

// renaming is the kind of a commune's new name under the code it had.
const renaming = "10"

// CommuneNameTaker takes names of communes besides their own, by their codes; a
// gazetteer.Builder is one.
type CommuneNameTaker interface{ AddCommuneName(code, name string) }

// MovementsOptions tells ReadMovements what it reads.
type MovementsOptions struct {
	Options
	// Names, if any, takes the names of old as names of what they became, where
	// the table tells them (LIBELLE_AV).
	Names CommuneNameTaker
}

// ReadMovements reads INSEE's table of communes' movements (mvtcommune: MOD,
// DATE_EFF, TYPECOM_AV, COM_AV, TYPECOM_AP, COM_AP), all of it since 1943, and
// tells the builder what each code of old is today.
//
// Not followed: communes divided among several, delegated and associated
// communes, arrondissements of Paris, Lyon and Marseille.
func ReadMovements(ctx context.Context, r io.Reader, b *data.Builder, opt MovementsOptions) error {
	file := opt.file(r)
	t, err := openTable(r, file, "MOD", "DATE_EFF", "TYPECOM_AV", "COM_AV", "TYPECOM_AP", "COM_AP")
	if err != nil {
		return err
	}
	rep := reporter{b, opt.Source}
	var all []movement
	for row, err := range t.rows(ctx, rep) {
		if err != nil {
			return err
		}
		m := movement{isoDate(row.get("DATE_EFF")), row.get("MOD"), row.get("COM_AV"), row.get("COM_AP"), row.get("LIBELLE_AV"), row.get("LIBELLE_AP")}
		if m.date == "" || !communeCode.MatchString(m.before) || !communeCode.MatchString(m.after) {
			rep.report(data.DefectUnreadable, data.LeftOut, lineID(row.line), "", m.before, m.after)
			continue
		}
		if row.get("TYPECOM_AV") == "COM" && row.get("TYPECOM_AP") == "COM" {
			all = append(all, m)
		}
	}
	if len(all) == 0 {
		return say.Errorf("%s : aucun mouvement de commune dans ce fichier ; prenez la table « mvtcommune » du Code officiel géographique",
			"%s: no movement of a commune in this file; take the table \"mvtcommune\" of the Code officiel géographique", file)
	}
	tellMovements(b, all)
	if opt.Names != nil {
		tellFormerNames(opt.Names, all)
	}
	return nil
}

// movementTaker is what is told what became of codes, day by day.
type movementTaker interface {
	RestoreCommune(code string)
	RenameCommune(old, now string)
}

// tellMovements tells movements day by day: first who is there after the day,
// then who is known by another code.
func tellMovements(b movementTaker, all []movement) {
	slices.SortStableFunc(all, func(x, y movement) int { return cmp.Compare(x.date, y.date) })
	for from := 0; from < len(all); {
		to := from
		for to < len(all) && all[to].date == all[from].date {
			b.RestoreCommune(all[to].after)
			to++
		}
		for _, m := range all[from:to] {
			if m.before != m.after && slices.Contains(renames, m.kind) {
				b.RenameCommune(m.before, m.after)
			}
		}
		from = to
	}
}

// registry follows communes' names through the movements.
type registry struct {
	became map[string]string   // code → code
	latest map[string]string   // code → the name it had last
	names  map[string][]string // code → all it ever had
}

// RestoreCommune and RenameCommune are what tellMovements tells.
func (g *registry) RestoreCommune(code string)    { delete(g.became, code) }
func (g *registry) RenameCommune(old, now string) { g.became[old] = now }

// name notes a name of a code, the latest so far.
func (g *registry) name(code, name string) {
	if name == "" {
		return
	}
	if !slices.Contains(g.names[code], name) {
		g.names[code] = append(g.names[code], name)
	}
	g.latest[code] = name
}

// today is what a code became in the end. A code may come back: no chain is
// longer than all movements together.
func (g *registry) today(code string) string {
	for range len(g.became) {
		next, moved := g.became[code]
		if !moved {
			break
		}
		code = next
	}
	return code
}

// tellFormerNames tells the names of communes since merged or renamed, which
// movements have put in the order of their dates, to what they became. A commune that stands
// again is no longer a name of another.
func tellFormerNames(to CommuneNameTaker, all []movement) {
	g := &registry{became: make(map[string]string), latest: make(map[string]string), names: make(map[string][]string)}
	tellMovements(g, all)
	for _, m := range all {
		if m.kind == renaming || slices.Contains(renames, m.kind) {
			g.name(m.before, m.from)
		}
		g.name(m.after, m.to)
	}
	for _, code := range slices.Sorted(maps.Keys(g.names)) {
		now := g.today(code)
		for _, name := range g.names[code] {
			if name != g.latest[now] {
				to.AddCommuneName(now, name)
			}
		}
	}
}

// isoDate is a date as 2019-01-01, from that or from 01/01/2019; empty where it is neither.
func isoDate(s string) string {
	if p := strings.Split(s, "/"); len(p) == 3 {
		s = p[2] + "-" + p[1] + "-" + p[0]
	}
	if len(s) != 10 || strings.Trim(s, "0123456789-") != "" || s[4] != '-' || s[7] != '-' {
		return ""
	}
	return s
}

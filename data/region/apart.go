package region

import (
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"maillage/data"
)

// readApart reads the pairs of records that are never one place:
//
//	keep_apart:
//	  - [france-services--12, mednum--bus-du-cap]
//
// An id begins with the name of a source of the recipe. Whether such a record
// exists is for the build to tell: sources change, recipes stay.
func (r *Recipe) readApart(root *yamlNode) {
	for _, n := range root.list("keep_apart") {
		pair, ok := n.node.(*ast.SequenceNode)
		if !ok || len(pair.Values) != 2 {
			n.fail("« %s » doit être une paire d'identifiants : [source--id, source--id]", "\"%s\" must be a pair of ids: [source--id, source--id]", n.name)
			continue
		}
		var ids [2]data.StructureID
		for i, v := range pair.Values {
			ids[i] = r.recordID(&yamlNode{v, firstLine(v, n.where), n.name, n.problems})
		}
		if ids[0] == ids[1] {
			n.fail("« %s » nomme deux fois « %s » ; il faut deux fiches différentes", "\"%s\" names \"%s\" twice; it takes two different records", n.name, string(ids[0]))
		}
		r.Apart = append(r.Apart, ids)
	}
}

// recordID is an id whose source the recipe has.
func (r *Recipe) recordID(n *yamlNode) data.StructureID {
	id := n.scalar()
	source, record, ok := strings.Cut(id, "--")
	if !ok || record == "" || !slices.ContainsFunc(r.Sources, func(s Source) bool { return s.Name == source }) {
		var names []string
		for _, s := range r.Sources {
			names = append(names, s.Name)
		}
		n.fail("« %s » n'est pas l'identifiant d'une fiche : source--id, la source parmi %s", "\"%s\" is not the id of a record: source--id, the source among %s",
			id, strings.Join(names, ", "))
	}
	return data.StructureID(id)
}

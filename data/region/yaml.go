package region

import (
	"errors"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"maillage/say"
)

// yamlNode is a value of a recipe and where it stands. Reading goes on after a
// fault and returns zero values; the first fault is kept.
//
// Not supported, and said: anchors and aliases, tags, several documents.
type yamlNode struct {
	node     ast.Node
	where    int // the line, from 1
	name     string
	problems *problems
}

// problems keeps the first fault of a file.
type problems struct {
	file string
	err  error
}

type need bool

const (
	required need = true
	optional need = false
)

func parseYAML(file string, b []byte) (*yamlNode, error) {
	parsed, err := parser.ParseBytes(b, 0)
	if err != nil {
		return nil, say.Errorf("%v : ce n'est pas du YAML (%v)", "%v: not YAML (%v)", atToken(file, err), message(err))
	}
	root := &yamlNode{where: 1, name: filepath.Base(file), problems: &problems{file: file}}
	if len(parsed.Docs) != 1 || parsed.Docs[0].Body == nil {
		return nil, say.Errorf("%s : une recette est un seul document YAML, avec les clés region, networks et sources",
			"%s: a recipe is one YAML document, with the keys region, networks and sources", file)
	}
	root.node = parsed.Docs[0].Body
	return root, nil
}

// atToken is the file and, where the parser tells it, the line.
func atToken(file string, err error) say.Text {
	var y yaml.Error
	if errors.As(err, &y) && y.GetToken() != nil {
		return say.T("%s, ligne %d", "%s, line %d", file, y.GetToken().Position.Line)
	}
	return say.Same(file)
}

func message(err error) string {
	var y yaml.Error
	if errors.As(err, &y) {
		return y.GetMessage()
	}
	return err.Error()
}

func (n *yamlNode) line() int { return n.where }

// at is the same file at another line, to say what is wrong there.
func (n *yamlNode) at(line int) *yamlNode {
	return &yamlNode{where: line, name: n.name, problems: n.problems}
}

// fail keeps a fault, with the file and the line before it. A node that is
// missing was said to be when it was looked for.
func (n *yamlNode) fail(fr, en string, args ...any) {
	if n != nil && n.problems.err == nil {
		n.problems.err = say.Errorf("%s, ligne %d : %v", "%s, line %d: %v", n.problems.file, n.where, say.T(fr, en, args...))
	}
}

// child is the value of a key, nil where it is absent or null.
func (n *yamlNode) child(key string, need need) *yamlNode {
	for _, e := range n.entries() {
		if e.name == key && e.node != nil && e.node.Type() != ast.NullType {
			return e
		}
	}
	if need == required && n != nil {
		n.fail("la clé « %s » manque dans « %s »", "the key \"%s\" is missing from \"%s\"", key, n.name)
	}
	return nil
}

// entries are the keys of a mapping and their values, in the file's order.
func (n *yamlNode) entries() []*yamlNode {
	if n == nil {
		return nil
	}
	m, ok := n.node.(ast.MapNode)
	if !ok {
		n.fail("« %s » doit être une suite de « clé: valeur »", "\"%s\" must be a list of \"key: value\"", n.name)
		return nil
	}
	var out []*yamlNode
	for it := m.MapRange(); it.Next(); {
		key := it.Key()
		out = append(out, &yamlNode{it.Value(), key.GetToken().Position.Line, key.GetToken().Value, n.problems})
	}
	return out
}

// keys refuses every key that is not among those allowed.
func (n *yamlNode) keys(allowed ...string) {
	for _, e := range n.entries() {
		if !slices.Contains(allowed, e.name) {
			e.fail("clé « %s » inconnue dans « %s » ; clés possibles : %s", "unknown key \"%s\" in \"%s\"; allowed keys: %s",
				e.name, n.name, strings.Join(allowed, ", "))
		}
	}
}

// list is the elements of a key's list; none where the key is absent.
func (n *yamlNode) list(key string) []*yamlNode {
	e := n.child(key, optional)
	if e == nil {
		return nil
	}
	seq, ok := e.node.(*ast.SequenceNode)
	if !ok {
		e.fail("« %s » doit être une liste (des lignes qui commencent par « - »)", "\"%s\" must be a list (lines that begin with \"-\")", key)
		return nil
	}
	out := make([]*yamlNode, len(seq.Values))
	for i, v := range seq.Values {
		out[i] = &yamlNode{v, firstLine(v, e.where), key + "[" + strconv.Itoa(i+1) + "]", n.problems}
	}
	return out
}

// firstLine is where a value begins: a mapping's own token is the colon of its first key.
func firstLine(v ast.Node, otherwise int) int {
	if m, ok := v.(ast.MapNode); ok {
		if it := m.MapRange(); it.Next() {
			v = it.Key()
		}
	}
	if v == nil || v.GetToken() == nil {
		return otherwise
	}
	return v.GetToken().Position.Line
}

// scalar is the value as it is written, so that 2015 and 01 stay what they are as texts.
func (n *yamlNode) scalar() string {
	switch v := n.node.(type) {
	case *ast.StringNode:
		return strings.TrimSpace(v.Value)
	case *ast.LiteralNode:
		return strings.TrimSpace(v.Value.Value)
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return v.GetToken().Value
	default:
		n.fail("« %s » doit être un texte ou un nombre", "\"%s\" must be a text or a number", n.name)
		return ""
	}
}

func (n *yamlNode) text(key string, need need) string {
	e := n.child(key, need)
	if e == nil {
		return ""
	}
	s := e.scalar()
	if s == "" {
		e.fail("« %s » est vide", "\"%s\" is empty", key)
	}
	return s
}

// number is a number from low to high; 0 where the key is absent.
func (n *yamlNode) number(key string, low, high float64) float64 {
	e := n.child(key, optional)
	if e == nil {
		return 0
	}
	v, err := strconv.ParseFloat(e.scalar(), 64)
	if err != nil || !(v >= low && v <= high) {
		e.fail("« %s » doit être un nombre de %g à %g", "\"%s\" must be a number from %g to %g", key, low, high)
		return 0
	}
	return v
}

func (n *yamlNode) truth(key string) bool { return n.choice(key, optional, "true", "false") == "true" }

// choice is a key's value among those allowed; empty where the key is absent.
func (n *yamlNode) choice(key string, need need, allowed ...string) string {
	if e := n.child(key, need); e != nil {
		return e.oneOf(allowed)
	}
	return ""
}

// oneOf is a value among those allowed.
func (n *yamlNode) oneOf(allowed []string) string {
	s := n.scalar()
	if !slices.Contains(allowed, s) {
		n.fail("valeur « %s » inconnue pour « %s » ; valeurs possibles : %s", "unknown value \"%s\" for \"%s\"; allowed: %s", s, n.name, strings.Join(allowed, ", "))
	}
	return s
}

var codePattern = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func (n *yamlNode) code(key string) string {
	return n.pattern(key, required, codePattern, say.T("des minuscules sans accent, des chiffres et des tirets", "unaccented lower-case letters, digits and hyphens"))
}

var groupPattern = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*\+?$`)

func (n *yamlNode) groupCode(key string) string {
	return n.pattern(key, required, groupPattern, say.T("des minuscules sans accent, des chiffres et des tirets, ou 80+", "unaccented lower-case letters, digits and hyphens, or 80+"))
}

var sha256Pattern = regexp.MustCompile(`^[0-9a-f]{64}$`)

func (n *yamlNode) sha256(key string) string {
	return n.pattern(key, optional, sha256Pattern, say.T("64 chiffres hexadécimaux en minuscules", "64 hexadecimal digits in lower case"))
}

func (n *yamlNode) pattern(key string, need need, p *regexp.Regexp, allowed say.Text) string {
	e := n.child(key, need)
	if e == nil {
		return ""
	}
	s := e.scalar()
	if !p.MatchString(s) {
		e.fail("« %s » ne convient pas à « %s » ; il faut %v", "\"%s\" does not suit \"%s\"; it takes %v", s, key, allowed)
	}
	return s
}

// fileName is a plain name, or one in a folder that regions share: it goes into
// the folder people choose, never out of it.
func (n *yamlNode) fileName(key string) string {
	s := n.text(key, required)
	folder, name, shared := strings.Cut(s, "/")
	if s != "" && (!isPlainName(folder) || shared && !isPlainName(name)) {
		n.fail("« %s » doit être un simple nom de fichier, ou dans un seul dossier (calendar/fichier.csv) : « %s » ne convient pas",
			"\"%s\" must be a plain file name, or one in one folder (calendar/file.csv): \"%s\" does not suit", key, s)
	}
	return s
}

func isPlainName(s string) bool {
	return s != "" && s == filepath.Base(s) && !strings.ContainsAny(s, `/\:`) && !strings.HasPrefix(s, ".")
}

func (n *yamlNode) url(key string) string {
	s := n.text(key, required)
	if u, err := url.Parse(s); s != "" && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http") {
		n.fail("« %s » doit commencer par https:// : « %s » ne convient pas", "\"%s\" must begin with https://: \"%s\" does not suit", key, s)
	}
	return s
}

func (n *yamlNode) timeZone(key string) string {
	s := n.text(key, required)
	if _, err := time.LoadLocation(s); err != nil || s == "Local" {
		n.fail("fuseau horaire « %s » inconnu ; un nom de l'IANA, comme Europe/Paris ou Indian/Reunion", "unknown time zone \"%s\"; an IANA name, such as Europe/Paris or Indian/Reunion", s)
	}
	return s
}

package source

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"maillage/data"
	"maillage/say"
)

// AddressColumns says which columns of a table tell an address, by their names;
// "" for what no column tells. The street stands in Address, whole, or in parts.
type AddressColumns struct {
	Address string // "12 bis cours Paoli"; it may hold the postal code and the city too

	Number     string // "12"
	Suffix     string // "bis"
	StreetType string // "cours", where Street has it not
	Street     string // "cours Paoli"

	PostalCode  string
	City        string
	CommuneCode string // INSEE's
}

// addressPart is a part of an address and the names its column goes by.
type addressPart struct {
	key   string // as people write it
	of    func(*AddressColumns) *string
	names []string // folded, the likelier first, beside those of field
	field Field
	test  func(string) bool // what at least half of its values pass; nil for any
}

// addressParts are in the order of an address. What is surest is found first:
// a number's column makes "voie" the name of a street, which alone is a whole address.
var addressParts = []addressPart{
	{key: "adresse", of: func(a *AddressColumns) *string { return &a.Address }, field: FieldAddress},
	{key: "numero", of: func(a *AddressColumns) *string { return &a.Number }, test: isHouseNumber,
		names: []string{"numero voie", "numero de voie", "numero de la voie", "numero", "num voie", "n voie", "no voie", "num", "n", "no", "numero rue", "num rue", "housenumber", "numvoie"}},
	{key: "suffixe", of: func(a *AddressColumns) *string { return &a.Suffix }, test: isHouseSuffix,
		names: []string{"indice repetition", "indice de repetition", "rep", "repetition", "suffixe", "btq", "bis ter", "indrep", "indice"}},
	{key: "type_voie", of: func(a *AddressColumns) *string { return &a.StreetType }, test: hasLetters,
		names: []string{"type voie", "type de voie", "nature voie", "nature de voie", "typevoie", "typvoie"}},
	{key: "voie", of: func(a *AddressColumns) *string { return &a.Street }, test: hasLetters,
		names: []string{"libelle voie", "libelle de voie", "libelle de la voie", "nom voie", "nom de voie", "nom de la voie", "nom rue", "voie", "rue", "street", "libvoie", "lib voie"}},
	{key: "code_postal", of: func(a *AddressColumns) *string { return &a.PostalCode }, field: FieldPostalCode},
	{key: "commune", of: func(a *AddressColumns) *string { return &a.City }, field: FieldCity},
	{key: "code_insee", of: func(a *AddressColumns) *string { return &a.CommuneCode }, field: FieldCommuneCode},
}

var (
	isHouseNumber = regexp.MustCompile(`(?i)^\d{1,5}(?:[ .,-]*(?:[a-z]|bis|ter|quater|quinquies))?(?:\.0)?$`).MatchString
	isHouseSuffix = regexp.MustCompile(`(?i)^(?:[a-z]|bis|ter|quater|quinquies)$`).MatchString
)

// AddressKeys names the parts of an address as people write them, in its order.
func AddressKeys() []string {
	keys := make([]string, len(addressParts))
	for i, p := range addressParts {
		keys[i] = p.key
	}
	return keys
}

// Set says which column tells a part, named by one of AddressKeys; false for another name.
func (a *AddressColumns) Set(key, column string) bool {
	for _, p := range addressParts {
		if p.key == key {
			*p.of(a) = column
			return true
		}
	}
	return false
}

// Each calls visit for every part that a column tells, in the order of AddressKeys.
func (a *AddressColumns) Each(visit func(key, column string)) {
	for _, p := range addressParts {
		if column := *p.of(a); column != "" {
			visit(p.key, column)
		}
	}
}

// Check tells what is wrong with the columns said for a table.
func (a *AddressColumns) Check(file string, header []string) error {
	var err error
	some := false
	a.Each(func(key, column string) {
		some = some || key != "numero" && key != "suffixe" && key != "type_voie"
		switch n := count(header, column); {
		case err != nil:
		case n > 1:
			err = say.Errorf("%s : la colonne « %s » (pour %s) y est %d fois ; renommez celles qui n'en sont pas", "%s: the column \"%s\" (for %s) is there %d times; rename those that are not it",
				file, clean(column), key, n)
		case n == 0:
			err = say.Errorf("%s n'a pas de colonne « %s » (pour %s) ; colonnes trouvées : %s", "%s has no column \"%s\" (for %s); columns found: %s",
				file, clean(column), key, listNames(header))
		}
	})
	if err == nil && !some {
		err = say.Errorf("%s : aucune colonne d'adresse reconnue ; dites lesquelles avec --columns, comme adresse=RUE,commune=VILLE (%s) ; colonnes trouvées : %s",
			"%s: no column of an address is recognised; say which with --columns, such as adresse=STREET,commune=TOWN (%s); columns found: %s",
			file, strings.Join(AddressKeys(), ", "), listNames(header))
	}
	return err
}

func count(header []string, column string) int {
	n := 0
	for _, name := range header {
		if name == column {
			n++
		}
	}
	return n
}

// GuessAddress finds which columns of a table tell addresses, from their names
// and then from the values of the first rows.
func GuessAddress(ctx context.Context, path string, opt TableCopyOptions) (AddressColumns, error) {
	c, err := OpenTableCopy(path, opt)
	if err != nil {
		return AddressColumns{}, err
	}
	defer func() { _ = c.Close() }()
	s, err := c.excerpt(ctx)
	if err != nil {
		return AddressColumns{}, err
	}
	return s.address(), nil
}

// excerpt is the first rows, whatever their length; of columns of one name, the first.
func (c *TableCopy) excerpt(ctx context.Context) (*excerpt, error) {
	s := &excerpt{}
	var at []int // of the names, in the header
	for i, name := range c.Header() {
		if name != "" && len(at) < sampleColumns && !slices.Contains(s.names, name) {
			s.names, at = append(s.names, name), append(at, i)
		}
	}
	s.values = make([][]string, len(at))
	for row, err := range c.Rows(ctx) {
		if err != nil {
			return nil, err
		}
		for i, column := range at {
			s.keep(i, strings.TrimSpace(row.Cell(column)))
		}
		if s.record(nil) {
			break
		}
	}
	return s, nil
}

// address tells the columns of an excerpt.
func (s *excerpt) address() AddressColumns {
	var found AddressColumns
	g := &guesser{excerpt: s, fields: make([]Field, len(s.names)), columns: make(map[Field]int), words: networkWords(data.SPRO())}
	taken := make(map[int]bool)
	for _, p := range addressParts {
		if p.field != "" {
			continue
		}
		if i := s.named(p, taken); i >= 0 {
			*p.of(&found), taken[i] = s.names[i], true
		}
	}
	if found.Number == "" && found.StreetType == "" { // "voie" alone is all that precedes the city
		found.Suffix, found.Street = "", ""
		clear(taken)
	}
	for i := range taken {
		g.fields[i] = FieldParent // whatever keeps others away
	}
	g.byName()
	g.byValues()
	for _, p := range addressParts {
		if i, ok := g.columns[p.field]; ok && p.field != "" && (p.field != FieldAddress || found.Street == "") {
			*p.of(&found) = s.names[i]
		}
	}
	if i, ok := g.columns[FieldAddress]; ok && found.Street == "" {
		if numbered, _ := share(s.values[i], beginsWithNumber); numbered >= 0.3 { // what is named a number counts the rows
			found.Number, found.Suffix, found.StreetType = "", "", ""
		}
	}
	return found
}

func beginsWithNumber(s string) bool { return s[0] >= '0' && s[0] <= '9' }

// named is the column whose name is of a part and whose values suit it; -1 for none.
func (s *excerpt) named(p addressPart, taken map[int]bool) int {
	best, score := -1, 0.0
	for i, name := range s.names {
		n := scoreOf(foldHeading(name), p.names)
		if n <= score || taken[i] {
			continue
		}
		if part, filled := share(s.values[i], p.test); filled == 0 || part >= 0.5 {
			best, score = i, n
		}
	}
	return best
}

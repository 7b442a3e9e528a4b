package data

// RenameCommune says that a commune's code became another: it merged, or its
// département changed. Movements are told in the order of their dates; chains
// are followed (old → new → newer).
func (b *Builder) RenameCommune(old, now string) { b.renamed[old] = now }

// RestoreCommune says that a commune exists again under its code, from now on.
func (b *Builder) RestoreCommune(code string) { delete(b.renamed, code) }

// CurrentCommune is the code, among the region's communes, that a declared code
// has become by the table of movements: the code itself where it is a commune's
// still, or where the movements lead to none of the region. All communes and
// movements must have been added.
func (b *Builder) CurrentCommune(code string) string {
	at := code
	// A commune may take back a code it once gave away: no chain is longer than all movements together.
	for range len(b.renamed) + 1 {
		if b.known[at] {
			return at
		}
		next, moved := b.renamed[at]
		if !moved {
			break
		}
		at = next
	}
	return code
}

// IsCommune tells whether a code is that of a commune added so far.
func (b *Builder) IsCommune(code string) bool { return b.known[code] }

// ours tells whether a code that is no commune's should be one: it is of a
// département that has communes in the region.
func (b *Builder) ours(commune string) bool { return b.departements[departementOf(commune)] }

// departementOf is the département that a commune's code begins with.
func departementOf(commune string) string {
	n := 2
	if len(commune) > 3 && (commune[:2] == "97" || commune[:2] == "98") {
		n = 3
	}
	return commune[:min(n, len(commune))]
}

package region

// hearsay keeps what sources say of communes, by their codes, until it is known
// which are the region's: such files are of all France.
type hearsay struct {
	source string // whose words come next
	said   []said
}

// said is a postal code, or another name, of a commune.
type said struct {
	source, commune string
	code, name      string // one of the two
}

// AddPostalCode takes a postal code of a commune.
func (h *hearsay) AddPostalCode(commune, code string) {
	h.said = append(h.said, said{source: h.source, commune: commune, code: code})
}

// AddCommuneName takes another name of a commune.
func (h *hearsay) AddCommuneName(commune, name string) {
	h.said = append(h.said, said{source: h.source, commune: commune, name: name})
}

// settle puts into the book what was said of communes that are known.
func (h *hearsay) settle(to *book, known func(commune string) bool) {
	for _, s := range h.said {
		if !known(s.commune) {
			continue
		}
		to.open(s.source)
		if s.name != "" {
			to.AddCommuneName(s.commune, s.name)
		} else {
			to.AddPostalCode(s.commune, s.code)
		}
	}
	h.said = nil
}

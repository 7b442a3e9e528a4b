package isoline

// thin drops spots.
func (o *outline) thin(m *mesh, tolerance float64) {}

package source

import "io"

// budget lets so many bytes through, and then stops with an error. Whoever
// reads records refills it before each, so that none can fill the memory. What
// is read ahead counts too: it is a bound, not a measure.
type budget struct {
	r    io.Reader
	left int64
	over func() error
}

// Read implements io.Reader.
func (b *budget) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, b.over()
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}

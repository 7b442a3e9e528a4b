package api

import (
	"sync/atomic"

	"maillage/analysis"
	"maillage/data"
)

// Snapshot is a region as it is served: an engine over its data, and what to
// close when nobody reads it any more. It never changes.
type Snapshot struct {
	engine      *analysis.Engine
	fingerprint string
	close       func() error
	// readers counts the requests that hold the snapshot, and one for the
	// server that serves it. At 0 it is closed, and stays at 0.
	readers atomic.Int64
}

// NewSnapshot makes a snapshot to be given to one server's Swap. The
// fingerprint changes when the answers may: it is part of every ETag. close,
// when not nil, is called once, after the last reader has left.
func NewSnapshot(engine *analysis.Engine, fingerprint string, close func() error) *Snapshot {
	if close == nil {
		close = func() error { return nil }
	}
	s := &Snapshot{engine: engine, fingerprint: fingerprint, close: close}
	s.readers.Store(1)
	return s
}

func (s *Snapshot) view() *data.View       { return s.engine.View() }
func (s *Snapshot) dataset() *data.Dataset { return s.engine.View().Dataset() }

// acquire adds a reader, unless the snapshot is closed.
func (s *Snapshot) acquire() bool {
	for {
		n := s.readers.Load()
		if n == 0 {
			return false
		}
		if s.readers.CompareAndSwap(n, n+1) {
			return true
		}
	}
}

// release takes a reader away, and closes after the last.
func (s *Snapshot) release() error {
	if s.readers.Add(-1) > 0 {
		return nil
	}
	return s.close()
}

// fingerprint is the snapshot's, empty where none is served.
func (v *visit) fingerprint() string {
	if v.snapshot == nil {
		return ""
	}
	return v.snapshot.fingerprint
}

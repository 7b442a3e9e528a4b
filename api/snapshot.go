package api

import (
	"errors"
	"sync/atomic"

	"maillage/analysis"
	"maillage/data"
	"maillage/geo/gazetteer"
)

// Snapshot is a region as it is served: an engine over its data, where its
// places are found by name, and what to close when nobody reads it any more. It never changes.
type Snapshot struct {
	engine      *analysis.Engine
	gazetteer   Gazetteer
	fingerprint string
	atlas       *atlas
	close       func() error
	// readers counts the requests that hold the snapshot, and one for the
	// server that serves it. At 0 it is closed, and stays at 0.
	readers atomic.Int64
}

// Gazetteer gives the gazetteer of a region. It is called by every request that
// needs one, from many goroutines: the first may last, the others get the same.
type Gazetteer func() (*gazetteer.Gazetteer, error)

// NewSnapshot makes a snapshot to be given to one server's Swap. Without a
// gazetteer (nil) no place is found by its name, and whoever asks for one gets
// a 500. The fingerprint changes when the answers may: it is part of every ETag.
// close, when not nil, is called once, after the last reader has left.
func NewSnapshot(engine *analysis.Engine, places Gazetteer, fingerprint string, close func() error) *Snapshot {
	if places == nil {
		places = func() (*gazetteer.Gazetteer, error) { return nil, errors.New("the snapshot has no gazetteer") }
	}
	if close == nil {
		close = func() error { return nil }
	}
	s := &Snapshot{engine: engine, gazetteer: places, fingerprint: fingerprint, atlas: newAtlas(engine, places), close: close}
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

package api

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

func TestSwapClosesTheOldOneWhenItsLastReaderLeaves(t *testing.T) {
	s := NewServer(Options{})
	var closed []string
	snapshot := func(name string) *Snapshot {
		return NewSnapshot(drawn(t, true), nil, name, func() error { closed = append(closed, name); return nil })
	}
	check := func(when, want string) {
		t.Helper()
		if got := strings.Join(closed, " "); got != want {
			t.Errorf("%s: closed %q, want %q", when, got, want)
		}
	}
	s.Swap(snapshot("a"))
	one, two := s.acquire(), s.acquire()
	s.Swap(snapshot("b"))
	check("two readers", "")
	s.release(one)
	check("one reader", "")
	if one.acquire(); two.readers.Load() != 2 {
		t.Error("a reader cannot join another")
	}
	s.release(one)
	s.release(two)
	check("no reader", "a")
	if two.acquire() {
		t.Error("a closed snapshot takes a reader")
	}
	s.Swap(snapshot("c"))
	check("swapped without readers", "a b")
	s.Close()
	s.Close()
	check("closed twice", "a b c")
}

func TestAFailureToCloseIsLogged(t *testing.T) {
	var log bytes.Buffer
	s := NewServer(Options{Logger: logTo(&log)})
	s.Swap(NewSnapshot(drawn(t, true), nil, "f", func() error { return errors.New("unmap: busy") }))
	s.Close()
	if !strings.Contains(log.String(), "unmap: busy") {
		t.Errorf("got %s", &log)
	}
}

// Readers never see a closed snapshot nor two at once, however often it is swapped under them.
func TestSwapUnderLoad(t *testing.T) {
	const swaps, readers = 200, 4
	s := NewServer(Options{})
	var open atomic.Int32
	engine := drawn(t, true)
	var closed [swaps]atomic.Bool
	next := func(i int) *Snapshot {
		open.Add(1)
		return NewSnapshot(engine, nil, fmt.Sprint(i), func() error {
			if closed[i].Swap(true) {
				t.Errorf("snapshot %d is closed twice", i)
			}
			open.Add(-1)
			return nil
		})
	}
	s.router.Path("/held").HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var i int
		snap := visitOf(r.Context()).snapshot
		fmt.Sscan(snap.fingerprint, &i)
		before := closed[i].Load()
		snap.dataset()
		if before || closed[i].Load() {
			t.Errorf("a reader holds snapshot %d, which is closed", i)
		}
	})
	s.Swap(next(0))
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for range readers {
		wg.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				get(s, "/held")
				if w := get(s, "/api/v1/nearest?lat=42.05&lon=9.05"); w.Code != http.StatusOK {
					t.Errorf("status %d: %s", w.Code, w.Body)
				}
			}
		})
	}
	for i := 1; i < swaps; i++ {
		s.Swap(next(i))
	}
	close(stop)
	wg.Wait()
	s.Close()
	if got := open.Load(); got != 0 {
		t.Errorf("%d snapshots are still open", got)
	}
}

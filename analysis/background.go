package analysis

import (
	"context"
	"sync"
)

// background is work that outlives the question it began for.
type background struct {
	ctx    context.Context
	cancel context.CancelFunc
	mu     sync.Mutex // so that none begins while close waits
	closed bool
	under  sync.WaitGroup
}

func newBackground() *background {
	b := &background{}
	b.ctx, b.cancel = context.WithCancel(context.Background())
	return b
}

// begin begins some work, unless the background is closed.
func (b *background) begin(work func(context.Context)) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.closed {
		b.under.Go(func() { work(b.ctx) })
	}
	return !b.closed
}

// close ends the work under way and waits for it; none begins any more.
func (b *background) close() {
	b.mu.Lock()
	b.closed = true
	b.mu.Unlock()
	b.cancel()
	b.under.Wait()
}

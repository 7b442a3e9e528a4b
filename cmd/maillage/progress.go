package main

import (
	"time"

	"github.com/schollz/progressbar/v3"

	"maillage/data/region"
)

// progress draws how far a build is, one bar for the step that counts its
// bytes, and only on a terminal. Steps that run at the same time take turns.
type progress struct {
	m    *Main
	bar  *progressbar.ProgressBar
	name string
}

func newProgress(m *Main) *progress { return &progress{m: m} }

// step shows one step; region calls it from one goroutine at a time.
func (p *progress) step(s region.Step) {
	if !p.m.Terminal {
		return
	}
	name := s.Name.In(p.m.lang)
	switch {
	case s.Ended && name == p.name:
		p.clear()
	case s.Ended || s.Total <= 0 && p.bar != nil:
		// A step that counts nothing does not push away one that does.
	default:
		p.show(name, s)
	}
}

// show draws a step. A bar that cannot be drawn is nobody's loss.
func (p *progress) show(name string, s region.Step) {
	if p.bar == nil || name != p.name {
		p.clear()
		p.name = name
		total := s.Total
		if total <= 0 {
			total = -1 // a spinner
		}
		p.bar = progressbar.NewOptions64(total,
			progressbar.OptionSetWriter(p.m.Stderr),
			progressbar.OptionSetDescription(name),
			progressbar.OptionShowBytes(!s.Pieces),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionClearOnFinish(),
			progressbar.OptionFullWidth(),
		)
	}
	_ = p.bar.Set64(s.Done)
}

// clear takes the bar away.
func (p *progress) clear() {
	if p.bar != nil {
		_ = p.bar.Clear()
		p.bar, p.name = nil, ""
	}
}

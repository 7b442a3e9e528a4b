// Package analysis says what travel times mean: which structure is nearest,
// how many people live within a target, and where those live who do not.
//
// One Engine serves the citizen's question and the planner's, through the same
// snaps, the same targets and the same search: the time that Nearest gives from
// the centre of a cell is the very time that Coverage counts that cell with.
package analysis

import (
	"slices"
	"sync"
	"time"

	"maillage/data"
	"maillage/geo/road"
	"maillage/internal/kept"
)

// Crow is the mode of regions without streets: see CrowTime.
const Crow = "crow"

// NoStructure is the index of no structure.
const NoStructure data.StructureIndex = 1<<32 - 1

// Query is what every question has in common.
type Query struct {
	Mode   string    // one of Engine.Modes; empty: DefaultMode
	At     time.Time // the instant asked about: it changes no time, and says which doors are open
	Filter data.Filter
	// Eligible says whose services count: EligibleResident (default) or EligibleAny.
	Eligible string
	Winter   bool // streets closed in winter are closed
}

// Engine answers questions about one view of a region. Its answers never change and it is
// safe for concurrent use. What it works out once (where cells and structures
// meet the streets, when doors are open) is worked out on first use and shared
// by every engine made with Over. The times of cells of late questions are its own: see CellTimes.
type Engine struct {
	ground  *ground
	roster  *roster
	travels []travel                          // in the order of Modes
	kept    *kept.Cache[timesKey, *CellTimes] // times of cells
}

// ground is what does not depend on the view: shared by all engines of a region.
type ground struct {
	dataset  *data.Dataset
	networks []*network
	mosaic   func() (*mosaic, error) // once
	doors    func() *doors           // of the dataset's own structures, once
	winter   func() bool             // once
	work     *background
}

// New makes the engine of a dataset without changes. Streets may be nil: Crow
// is then the only mode. Cost: a sort of the structures; the rest waits for the first question.
func New(ds *data.Dataset, streets *road.Streets) *Engine {
	g := &ground{dataset: ds, work: newBackground(), mosaic: sync.OnceValues(func() (*mosaic, error) { return newMosaic(ds) })}
	g.winter = sync.OnceValue(g.closesInWinter)
	g.doors = sync.OnceValue(func() *doors { return newDoors(ds.View(), nil) })
	if streets != nil {
		for _, code := range streets.Profiles() {
			g.networks = append(g.networks, newNetwork(code, ds, streets, g.work))
		}
	}
	return g.over(ds.View())
}

// Over returns the engine of another view of the same dataset. It shares the
// streets and all that was snapped; only added or moved structures are snapped again.
// It panics when the view lies over another dataset: the indexes would not mean the same.
func (e *Engine) Over(v *data.View) *Engine {
	if v.Dataset() != e.ground.dataset {
		panic("analysis: the view lies over another dataset than the engine's")
	}
	return e.ground.over(v)
}

func (g *ground) over(v *data.View) *Engine {
	e := &Engine{ground: g, roster: newRoster(v, g.doors), kept: newKept(keptBytes)}
	for _, n := range g.networks {
		e.travels = append(e.travels, newStreetTravel(n, e.roster))
	}
	e.travels = append(e.travels, &crowTravel{e.roster})
	return e
}

// Close ends what the engine, and every other engine over its dataset, does in the
// background, and waits for it: the dataset and the streets may then be unmapped
// once no question is under way. Later questions are answered as before, more slowly.
func (e *Engine) Close() { e.ground.work.close() }

// View is the view the engine answers about.
func (e *Engine) View() *data.View { return e.roster.view }

// Dataset is the dataset under the view.
func (e *Engine) Dataset() *data.Dataset { return e.ground.dataset }

// Streets are those that journeys follow, nil in a region without any.
func (e *Engine) Streets() *road.Streets {
	if len(e.ground.networks) == 0 {
		return nil
	}
	return e.ground.networks[0].streets
}

// Modes lists the modes of travel: the street profiles, then Crow; Crow alone without streets.
func (e *Engine) Modes() []string {
	modes := make([]string, len(e.travels))
	for i, t := range e.travels {
		modes[i] = t.mode()
	}
	return modes
}

// DefaultMode is the first of Modes.
func (e *Engine) DefaultMode() string { return e.travels[0].mode() }

// travel returns the way of travelling of a mode that was checked.
func (e *Engine) travel(mode string) travel {
	i := slices.IndexFunc(e.travels, func(t travel) bool { return t.mode() == mode })
	return e.travels[i]
}

// closed is the mask of the streets that a query may not use.
func (q *Query) closed() road.Mask {
	if q.Winter {
		return road.ClosedInWinter
	}
	return 0
}

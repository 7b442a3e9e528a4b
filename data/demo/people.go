package demo

import (
	"fmt"
	"math"

	"maillage/data"
)

// cellSide is the side of a population cell in EPSG:3035, metres.
const cellSide = 1000

// census spreads each commune's people over 1 km cells by the streets that
// pass there: houses stand along streets, closer in the middle of a place.
type census struct {
	west, south int // column and row of the first cell
	w, h        int
	weight      []float64
	commune     []int // of the cell's centre, -1 in the sea
	people      []int
}

func (w *world) count() *census {
	c := &census{west: originX/cellSide - 3, south: originY/cellSide - 3}
	c.w, c.h = coarseW*coarseStep/cellSide+7, coarseH*coarseStep/cellSide+7
	c.weight, c.commune, c.people = make([]float64, c.w*c.h), make([]int, c.w*c.h), make([]int, c.w*c.h)
	for v := range w.shape.fine {
		p := w.chart.plane(w.shape.at[v])
		i := (int(p.y)/cellSide-c.south)*c.w + int(p.x)/cellSide - c.west
		c.weight[i] += w.houses(int32(v))
	}
	c.locate(w)
	c.spread(w.places)
	return c
}

// houses is how many people live at a street vertex, up to a factor within its commune.
func (w *world) houses(v int32) float64 {
	at, top := w.shape.builtAt(v), w.shape.top[v]
	switch {
	case at != nobody:
		p := w.places[at]
		far := w.shape.at[v].sub(coarsePoint(p.at)).norm() / p.radius
		return 0.35 + max(0, 1.1-far)
	case top == residential || top == living:
		return 0.3 // a hamlet
	case top == unclassified || top == tertiary:
		return 0.012
	}
	return 0
}

// locate finds the commune that holds each cell's centre.
func (c *census) locate(w *world) {
	for i := range c.commune {
		c.commune[i] = w.communeAt(w.chart.globe(c.center(i)))
	}
}

func (c *census) center(i int) point {
	return point{float64((c.west+i%c.w)*cellSide + cellSide/2), float64((c.south+i/c.w)*cellSide + cellSide/2)}
}

// spread gives each commune's people to its cells in proportion to their
// weights, in whole people that add up.
func (c *census) spread(places []place) {
	cells := make([][]int, len(places))
	for i, a := range c.commune {
		if a >= 0 && c.weight[i] > 0 {
			cells[a] = append(cells[a], i)
		}
	}
	for a, list := range cells {
		total, sum, given := 0.0, 0.0, 0
		for _, i := range list {
			total += c.weight[i]
		}
		for _, i := range list {
			sum += c.weight[i]
			share := int(math.Round(mul(float64(places[a].people), sum/total)))
			c.people[i] = share - given
			given = share
		}
	}
}

// groups are what the cells count.
func groups() []data.Group {
	group := func(code, label, unit string) data.Group {
		return data.Group{Code: code, Label: label, Unit: unit, Source: sourceCells}
	}
	return []data.Group{
		group(data.GroupAll, "tous les habitants", "personnes"),
		group("11-17", "11 à 17 ans", "personnes"),
		group("18-24", "18 à 24 ans", "personnes"),
		group("25-64", "25 à 64 ans", "personnes"),
		group("65-plus", "65 ans et plus", "personnes"),
		group("menages", "ménages", "ménages"),
		group("menages-pauvres", "ménages sous le seuil de pauvreté", "ménages"),
	}
}

// add writes the inhabited cells.
func (c *census) add(b *data.Builder, w *world) error {
	chance := w.land.seed + 95
	if err := b.StartCells(data.Grid{EPSG: 3035, Size: cellSide}, groups()); err != nil {
		return err
	}
	for i, people := range c.people {
		if people == 0 {
			continue
		}
		col, row := c.west+i%c.w, c.south+i/c.w
		b.AddCell(data.CellRecord{
			ID:     fmt.Sprintf("CRS3035RES1000mN%dE%d", row*cellSide, col*cellSide),
			Center: w.chart.globe(c.center(i)),
			Col:    int32(col), Row: int32(row),
			Estimated: people < 12 && chance.pick(i, 1) < 0.6,
			Count:     ages(people, w.places[c.commune[i]].rank, chance, i),
		})
	}
	return nil
}

// ages splits people into the groups: towns are younger and poorer, the country older.
func ages(people int, r rank, chance noise, i int) []float64 {
	share := func(mean float64, k int) float64 {
		return math.Round(mul(float64(people), mul(mean, 0.85+mul(0.3, chance.pick(i, k)))))
	}
	teens, young, old, poor := 0.081, 0.062, 0.27, 0.13
	if r >= town {
		teens, young, old, poor = 0.078, 0.128, 0.185, 0.19
	}
	a, b, e := share(teens, 2), share(young, 3), share(old, 4)
	children := share(0.112, 5)
	rest := max(0, float64(people)-a-b-e-children)
	households := math.Ceil(float64(people) / 2.15)
	return []float64{float64(people), a, b, rest, e, households, min(households, math.Round(mul(households, mul(poor, 0.6+mul(0.8, chance.pick(i, 6))))))}
}

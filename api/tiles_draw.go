package api

import (
	"slices"
	"strconv"
	"strings"

	"maillage/data"
	"maillage/geo/road"
	"maillage/geo/tile"
)

// structureTags tell of a structure what its marker shows.
func structureTags(l *tile.Layer, st *data.Structure, site *data.Site) []tile.Tag {
	tags := []tile.Tag{
		l.Text("id", string(st.ID)), l.Text("nom", st.Name), l.Text("commune", site.City),
		l.Text("niveaux", levelsOf(st)), l.Text("reseaux", joined(st.Networks)),
	}
	if site.Accessible != data.AccessibilityUnknown {
		tags = append(tags, l.Truth("accessible", site.Accessible == data.Accessible))
	}
	return tags
}

// levelsOf lists the levels of a structure's services on site: "1", "2", "1,2".
func levelsOf(st *data.Structure) string {
	var levels []string
	for _, level := range []data.Level{data.LevelAccueil, data.LevelAccompagnement} {
		if slices.ContainsFunc(st.Services, func(s data.Service) bool { return s.Level == level && s.OnSite() }) {
			levels = append(levels, strconv.Itoa(int(level)))
		}
	}
	return strings.Join(levels, ",")
}

func joined[T ~string](codes []T) string {
	texts := make([]string, len(codes))
	for i, c := range codes {
		texts[i] = string(c)
	}
	return strings.Join(texts, ",")
}

// namesFrom is the zoom from which streets bear their names; before, the
// streets of a category are one feature.
const namesFrom = 13

// categories lists how streets are drawn, the lesser ones first, and from which zoom on.
var categories = [...]struct {
	road.Category
	from uint32
}{
	{road.Ferry, 14}, {road.Path, 14}, {road.Minor, 12}, {road.Tertiary, 10}, {road.Secondary, 10}, {road.Primary, 8}, {road.Trunk, 0}, {road.Motorway, 0},
}

// drawStreets draws the streets whose category shows at the zoom.
func (a *atlas) drawStreets(l *tile.Layer, at tile.ID) {
	streets := a.engine.Streets()
	if streets == nil {
		return
	}
	d := drawer{Layer: l, streets: streets}
	shown := make([][]road.EdgeID, len(categories))
	streets.InBox(at.Bound(), func(e road.EdgeID) bool {
		i := slot[streets.Category(e)]
		if at.Z >= categories[i].from {
			shown[i] = append(shown[i], e)
		}
		return true
	})
	for i, edges := range shown {
		d.class = l.Text("class", categories[i].Code())
		for _, e := range edges {
			d.line(e)
			if at.Z >= namesFrom {
				d.named(e)
			}
		}
		if l.Drawn() {
			l.Feature(tile.NoID, d.class)
		}
	}
}

// slot is a category's place in categories.
var slot = func() (slot [len(categories)]int) {
	for i, c := range categories {
		slot[c.Category] = i
	}
	return slot
}()

// drawer draws streets of one category.
type drawer struct {
	*tile.Layer
	streets *road.Streets
	class   tile.Tag
	shape   []tile.Position
}

func (d *drawer) line(e road.EdgeID) {
	d.shape = d.shape[:0]
	for i := range d.streets.Points(e) {
		d.shape = append(d.shape, tile.Project(d.streets.Point(e, i)))
	}
	d.Line(d.shape)
}

// named ends the line drawn with its street's name.
func (d *drawer) named(e road.EdgeID) {
	if !d.Drawn() {
		return
	}
	if name := d.streets.StreetName(e); name != "" {
		d.Feature(tile.NoID, d.class, d.Text("name", name))
		return
	}
	d.Feature(tile.NoID, d.class)
}

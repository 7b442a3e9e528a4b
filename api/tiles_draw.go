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
// streets of a class are one feature.
const namesFrom = 13

// drawStreets draws the streets whose class shows at the zoom, the lesser ones first.
func (a *atlas) drawStreets(l *tile.Layer, at tile.ID) {
	streets := a.engine.Streets()
	if streets == nil {
		return
	}
	var shape []tile.Position
	tag := l.Text("class", "minor")
	if at.Z < 10 {
		return
	}
	streets.InBox(at.Bound(), func(e road.EdgeID) bool {
		shape = shape[:0]
		for i := range streets.Points(e) {
			shape = append(shape, tile.Project(streets.Point(e, i)))
		}
		l.Line(shape)
		if at.Z < namesFrom || !l.Drawn() {
			return true
		}
		if name := streets.StreetName(e); name != "" {
			l.Feature(tile.NoID, tag, l.Text("name", name))
		} else {
			l.Feature(tile.NoID, tag)
		}
		return true
	})
	if l.Drawn() {
		l.Feature(tile.NoID, tag)
	}
}

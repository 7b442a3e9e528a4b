package road

import (
	"math"
	"testing"
)

// TestGround: of two ways of one length the smoother is taken, by whom it concerns.
//
//	A===B    the upper street is of rough ground
//	|   |
//	C---D
func TestGround(t *testing.T) {
	for _, test := range []struct {
		name, profile string
		rough         TagMap
		around        bool
	}{
		{"cars shun mud", "car", TagMap{"highway": "residential", "surface": "mud"}, true},
		{"cars do not mind bricks", "car", TagMap{"highway": "residential", "surface": "bricks"}, false},
		{"bicycles shun sand", "bike", TagMap{"highway": "residential", "surface": "sand"}, true},
		{"walkers do not mind sand", "walk", TagMap{"highway": "residential", "surface": "sand"}, false},
		{"walkers go around steps where that is quicker", "walk", TagMap{"highway": "steps"}, true},
		{"wheels go around steps", "wheelchair", TagMap{"highway": "steps"}, true},
		{"wheels go around a slope", "wheelchair", TagMap{"highway": "footway", "incline": "12%"}, true},
		{"wheels go around a bad street", "wheelchair", TagMap{"highway": "residential", "smoothness": "very_bad"}, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := draw(t, "A----B\n|    |\nC----D")
			for i, w := range d.ways {
				if w.id() == wayID("AB") {
					d.ways[i].tags = test.rough
				}
			}
			s, _ := d.build(t)
			_, steps := ask(t, s.Graph(test.profile), d.at['A'], d.at['B'], 0)
			want := 5.0
			if test.around {
				want = 9
			}
			if math.Abs(steps-want) > 0.01 {
				t.Errorf("%.2f steps, want %.0f", steps, want)
			}
		})
	}
}

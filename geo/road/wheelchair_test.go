package road

import "testing"

// TestWheels: what at a node stops wheels, and nobody else on foot.
func TestWheels(t *testing.T) {
	for _, test := range []struct {
		name          string
		tags          TagMap
		wheels, walks bool
	}{
		{"a raised kerb", TagMap{"barrier": "kerb", "kerb": "raised"}, false, true},
		{"a raised kerb told to be passed", TagMap{"kerb": "raised", "wheelchair": "yes"}, true, true},
		{"a lowered kerb", TagMap{"kerb": "lowered"}, true, true},
		{"a crossing that is none of theirs", TagMap{"highway": "crossing", "wheelchair": "no"}, false, true},
		{"a stop of buses that is none of theirs", TagMap{"highway": "bus_stop", "wheelchair": "no"}, true, true},
		{"a stile", TagMap{"barrier": "stile"}, false, true},
		{"a bollard", TagMap{"barrier": "bollard"}, true, true},
		{"a private gate", TagMap{"barrier": "gate", "access": "private"}, false, false},
	} {
		if got := !Wheelchair().blockedBy(test.tags); got != test.wheels {
			t.Errorf("%s: wheels pass is %v", test.name, got)
		}
		if got := !Walk().blockedBy(test.tags); got != test.walks {
			t.Errorf("%s: walkers pass is %v", test.name, got)
		}
	}
}

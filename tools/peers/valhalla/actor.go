package valhalla

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/paulmach/orb"
)

// Actor is a process that answers questions about some tiles, one after the other.
type Actor struct {
	process *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
}

// Start starts an Actor; Close ends it.
func (t *Tiles) Start(ctx context.Context) (*Actor, error) {
	a := &Actor{process: exec.CommandContext(ctx, "node", filepath.Join(string(t.home), "ask.mjs"), t.config)}
	in, inErr := a.process.StdinPipe()
	out, outErr := a.process.StdoutPipe()
	if err := errors.Join(inErr, outErr, a.process.Start()); err != nil {
		return nil, fmt.Errorf("start Valhalla: %w", err)
	}
	a.in, a.out = in, bufio.NewReaderSize(out, 1<<20)
	return a, nil
}

// Close ends the process.
func (a *Actor) Close() error { return errors.Join(a.in.Close(), a.process.Wait()) }

// Refusal is Valhalla's word that it has no answer: no path, no street.
type Refusal string

func (r Refusal) Error() string { return string(r) }

// Ask asks for one of Valhalla's actions ("route", "matrix", "isochrone",
// "locate"), reads the answer, unless it is nil, and tells how long it took. The
// error is a Refusal when Valhalla gives one.
func (a *Actor) Ask(action string, query, answer any) (time.Duration, error) {
	question, err := json.Marshal(map[string]any{"ask": action, "query": query})
	if err != nil {
		return 0, err
	}
	if _, err := a.in.Write(append(question, '\n')); err != nil {
		return 0, fmt.Errorf("ask Valhalla: %w", err)
	}
	line, err := a.out.ReadBytes('\n')
	if err != nil {
		return 0, fmt.Errorf("listen to Valhalla: %w", err)
	}
	var reply struct {
		Milliseconds float64 `json:"ms"`
		Answer       json.RawMessage
		Error        string
	}
	if err := json.Unmarshal(line, &reply); err != nil {
		return 0, fmt.Errorf("read Valhalla's answer %.200q: %w", line, err)
	}
	took := time.Duration(reply.Milliseconds * float64(time.Millisecond))
	if reply.Error != "" {
		return took, Refusal(reply.Error)
	}
	if answer == nil {
		return took, nil
	}
	return took, json.Unmarshal(reply.Answer, answer)
}

// Location is a position as Valhalla has it.
type Location struct {
	Lon float64 `json:"lon"`
	Lat float64 `json:"lat"`
}

// At is the Location of a position.
func At(p orb.Point) Location { return Location{p[0], p[1]} }

// Located is where Valhalla finds a position on its streets.
type Located struct{ Edges []LocatedEdge }

// LocatedEdge is a street's point that is closest to the position.
type LocatedEdge struct {
	Lon float64 `json:"correlated_lon"`
	Lat float64 `json:"correlated_lat"`
	Way int64   `json:"way_id"`
}

// Locate finds positions on the streets that a costing ("auto", "bicycle", "pedestrian") may use.
func (a *Actor) Locate(costing string, places []orb.Point) ([]Located, error) {
	at := make([]Location, len(places))
	for i, p := range places {
		at[i] = At(p)
	}
	var found []Located
	_, err := a.Ask("locate", map[string]any{"locations": at, "costing": costing}, &found)
	return found, err
}

// Trip is what a way takes.
type Trip struct {
	Seconds, Metres float64
	Shape           string // as Valhalla draws it, to ask about it again; empty for a way of ours
}

// Route finds the way between two positions that Valhalla would recommend, by its own defaults.
func (a *Actor) Route(costing string, from, to orb.Point) (Trip, error) {
	var answer struct {
		Trip struct {
			Summary struct{ Time, Length float64 }
			Legs    []struct{ Shape string }
		}
	}
	query := map[string]any{"locations": []Location{At(from), At(to)}, "costing": costing, "directions_type": "none"}
	if _, err := a.Ask("route", query, &answer); err != nil {
		return Trip{}, err
	}
	trip := Trip{Seconds: answer.Trip.Summary.Time, Metres: answer.Trip.Summary.Length * 1000}
	for _, leg := range answer.Trip.Legs {
		trip.Shape = leg.Shape
	}
	return trip, nil
}

// Stretch is a part of a trip along one edge of Valhalla's.
type Stretch struct {
	Way     int64   `json:"way_id"`
	Class   string  `json:"road_class"`
	Use     string  // "road", "ramp", "track"…
	Length  float64 // kilometres
	EndNode struct {
		Elapsed float64 `json:"elapsed_time"` // seconds since the trip began, the turn onto the next edge not yet taken
	} `json:"end_node"`
}

// Trace tells along which edges a trip goes.
func (a *Actor) Trace(costing string, t Trip) ([]Stretch, error) {
	var answer struct{ Edges []Stretch }
	_, err := a.Ask("traceAttributes", map[string]any{
		"encoded_polyline": t.Shape, "costing": costing, "shape_match": "edge_walk",
		"filters": map[string]any{"action": "include", "attributes": []string{
			"edge.way_id", "edge.road_class", "edge.use", "edge.length", "node.elapsed_time",
		}},
	}, &answer)
	return answer.Edges, err
}

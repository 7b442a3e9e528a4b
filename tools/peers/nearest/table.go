package main

import (
	"fmt"
	"io"
	"time"
)

// printTable prints a line a peer; the first is ours, which the others are measured by.
func printTable(w io.Writer, work *work, rows []outcome) {
	fmt.Fprintf(w, "%d structures; %d inhabited cells and %d nodes of the folded graph by car (%d junctions before folding).\n\n",
		len(work.structures), len(work.cells), len(work.nodes), work.streets.Stats().Junctions)
	fmt.Fprintln(w, `| | threads | answer | × | to prepare from folded arcs | and answer | × | to prepare from the file | and answer | × | times that are ours | |
|---|---|---|---|---|---|---|---|---|---|---|---|`)
	ours := rows[0]
	for _, r := range rows {
		fmt.Fprintf(w, "| %s | %s | %s | %s | %s | %s | %s |\n", r.name, r.threads,
			against(r.answer, ours.answer), prepared(r.fromArcs, ours.fromArcs, r.answer, ours.answer),
			prepared(r.fromFile, ours.fromFile, r.answer, ours.answer), agreement(r.answers, ours.answers), r.note)
	}
	fmt.Fprintln(w)
}

// against is a duration and how many times ours that is.
func against(theirs, ours time.Duration) string {
	return fmt.Sprintf("%s | %.1f", show(theirs), float64(theirs)/float64(ours))
}

// prepared is a preparation and, with the answer, how many times ours that is.
func prepared(theirs, ours, answer, ourAnswer time.Duration) string {
	if theirs == 0 {
		return "– | – | –"
	}
	return fmt.Sprintf("%s | %s", show(theirs), against(theirs+answer, ours+ourAnswer))
}

// show is a duration in milliseconds or seconds.
func show(d time.Duration) string {
	if d >= 10*time.Second {
		return fmt.Sprintf("%.1f s", d.Seconds())
	}
	return fmt.Sprintf("%.1f ms", d.Seconds()*1000)
}

// agreement says how many answers are ours.
func agreement(theirs, ours []uint32) string {
	if theirs == nil {
		return "–"
	}
	return fmt.Sprintf("%d of %d", equal(theirs, ours), len(ours))
}

func equal(a, b []uint32) int {
	same := 0
	for i := range a {
		if a[i] == b[i] {
			same++
		}
	}
	return same
}

// disagreement is an error when one whose times must be ours has others.
func disagreement(rows []outcome) error {
	for _, r := range rows {
		if r.exact && equal(r.answers, rows[0].answers) < len(rows[0].answers) {
			return fmt.Errorf("%s: %s times are ours: all must be", r.name, agreement(r.answers, rows[0].answers))
		}
	}
	return nil
}

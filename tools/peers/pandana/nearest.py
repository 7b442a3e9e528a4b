"""Answers the nearest of some vertices from every vertex, with pandana.

python nearest.py FOLDER RUNS reads there, as raw 32-bit numbers, tail, head and
time (the arcs), and pois (the vertices to reach); it writes times (of every
vertex, the largest number where none is reached) and took.json (the least
seconds that its preparation and its answer took). Times are whole numbers that
pandana keeps exactly.
"""

import json
import sys
import time

import numpy
import pandana
import pandas


def column(folder, name):
    return numpy.fromfile(f"{folder}/{name}", dtype=numpy.uint32)


def main(folder, runs):
    tail, head, weight, pois = (column(folder, n) for n in ("tail", "head", "time", "pois"))
    count = int(max(tail.max(), head.max())) + 1
    # Vertices lie on a line, each at its own number, so that none is taken for another.
    x, y = pandas.Series(numpy.arange(count, dtype=float)), pandas.Series(numpy.zeros(count))
    farthest = 4_000_000  # beyond, pandana's own numbers run over

    prepared, answered = [], []
    for _ in range(runs):
        begun = time.perf_counter()
        network = pandana.Network(
            x, y, pandas.Series(tail.astype(int)), pandas.Series(head.astype(int)),
            pandas.DataFrame({"time": weight.astype(float)}), twoway=False,
        )
        network.set_pois("structures", farthest, 1, pandas.Series(pois.astype(float)), pandas.Series(numpy.zeros(len(pois))))
        prepared.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        found = network.nearest_pois(farthest, "structures", num_pois=1, include_poi_ids=True)
        answered.append(time.perf_counter() - begun)
    nearest = found[1].to_numpy()
    nearest = numpy.where(nearest >= farthest, 2**32 - 1, numpy.rint(nearest)).astype(numpy.uint32)
    nearest.tofile(f"{folder}/times")
    with open(f"{folder}/took.json", "w") as out:
        json.dump({"prepared": min(prepared), "answered": min(answered)}, out)


main(sys.argv[1], int(sys.argv[2]))

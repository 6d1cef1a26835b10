"""numpy's side of the comparison: runs the workload that a line on stdin names, and answers with a line on stdout.

    numpy_bench.py FOLDER
    > sum<TAB>3
    < 0.123<TAB>1.5 ...

FOLDER holds the files that bench/Compare makes. The number asked for is how often to run; the answer is how many seconds all runs took, then
what tells the last result from a wrong one. A result is dropped before the next run, outside the clock. What a workload needs is opened or
made before its first run, outside the clock too; nothing that it doesn't need is touched.

    numpy_bench.py FOLDER NAME CALLS

does what cold.ps1 does: it times the first calls of one workload, and writes the seconds of each.
"""
import platform
import sys
from functools import cache, partial
from inspect import signature
from pathlib import Path
from time import perf_counter

import numpy as np

COLUMNS = 4096  # as in DataFiles.cs
THRESHOLD = np.float32(0.5)  # as in Workloads.cs
FOLDER = Path(sys.argv[1])


def mapped(name, dtype, mode="r"):
    """A map without the small costs of the memmap subclass."""
    return np.asarray(np.memmap(FOLDER / name, dtype, mode))


INPUTS = {
    "a": lambda: mapped("data.f4", "f4"),
    "a2": lambda: mapped("data.f4", "f4").reshape(-1, COLUMNS),
    "i2": lambda: mapped("data.f4", "i2"),
    "u1": lambda: mapped("data.f4", "u1"),
    "records": lambda: mapped("data.f4", [("id", "i4"), ("x", "f4"), ("y", "f4"), ("z", "f4")]),
    "big": lambda: mapped("data.be", ">f4"),
    "scratch": lambda: mapped("scratch.f4", "f4", "r+"),
    "index": lambda: np.array(mapped("index.i8", "i8")),
    "values": lambda: np.array(made("a")[: len(made("index"))]),
    "mask": lambda: made("a") > THRESHOLD,
}

# Each workload as a user of numpy would write it. Its parameters name what it needs of INPUTS.
WORKLOADS = {
    "sum": lambda a: a.sum(),
    "mean": lambda a: a.mean(),
    "std": lambda a: a.std(),
    "min": lambda a: a.min(),
    "argmax": lambda a: a.argmax(),
    "sum, axis 0": lambda a2: a2.sum(axis=0),
    "sum, axis 1": lambda a2: a2.sum(axis=1),
    "sum of int16": lambda i2: i2.sum(),
    "sum of uint8": lambda u1: u1.sum(),
    "sum of big-endian float32": lambda big: big.sum(),
    "sum of every third": lambda a: a[::3].sum(),
    "sum of a field": lambda records: records["x"].sum(),
    "count of > x": lambda a: np.count_nonzero(a > THRESHOLD),
    "in place +=": lambda scratch: add_in_place(scratch),
    "m + 1": lambda a: a + 1,
    "m * m": lambda a: a * a,
    "sqrt": lambda a: np.sqrt(a),
    "(m - .5) * 2 + sqrt(m)": lambda a: (a - 0.5) * 2 + np.sqrt(a),
    "sum((m - .5)**2)": lambda a: np.square(a - 0.5).sum(),
    "count of (m > .2) & (m < .8)": lambda a: np.count_nonzero((a > 0.2) & (a < 0.8)),
    "m[abs(m - .5) < .125]": lambda a: a[np.abs(a - 0.5) < 0.125],
    "copy of a strided view": lambda a2: a2[:, ::2].copy(),
    "copy of a transpose": lambda a2: a2.T.copy(),
    "float32 to float64": lambda a: a.astype("f8"),
    "1 Mi random elements": lambda a, index: a[index],
    "mask selection": lambda a, mask: a[mask],
    "fancy assignment": lambda scratch, index, values: scratch.__setitem__(index, values),
    "fill": lambda scratch: scratch.fill(1),
    "percentile": lambda a: np.percentile(a, 90),
    "sort": lambda a: np.sort(a),
    "histogram": lambda a: np.histogram(a, 100)[0],
    "first pass over a new map": lambda: np.memmap(FOLDER / "data.f4", "f4", "r").sum(),
    "open, read one, close": lambda: read_one(np.memmap(FOLDER / "data.f4", "f4", "r")),
}


@cache
def made(name):
    return INPUTS[name]()


def prepared(name):
    return partial(WORKLOADS[name], *(made(needed) for needed in signature(WORKLOADS[name]).parameters))


def add_in_place(target):
    target += 1


def read_one(array):
    return array[len(array) // 2]


def digest(result):
    """The size and three elements: enough to see that both sides computed the same."""
    if result is None:
        return []
    a = np.asarray(result).reshape(-1)
    return [a.size, a[0], a[a.size // 2], a[-1]]


def timed(run):
    start = perf_counter()
    result = run()
    return perf_counter() - start, result


def first_calls(name, calls):
    run = prepared(name)
    start = perf_counter()
    for call in range(calls):
        if perf_counter() - start > (60 if call < 2 else 10 if call < 10 else 2):
            break
        print(timed(run)[0], flush=True)


def answer_lines():
    print(f"numpy {np.__version__} on Python {platform.python_version()}", flush=True)
    for line in sys.stdin:
        name, count = line.rstrip("\n").split("\t")
        run = prepared(name)
        seconds, result = 0.0, None
        for _ in range(int(count)):
            result = None
            taken, result = timed(run)
            seconds += taken
        print(seconds, *(float(x) for x in digest(result)), sep="\t", flush=True)


if len(sys.argv) > 2:
    first_calls(sys.argv[2], int(sys.argv[3]))
else:
    answer_lines()

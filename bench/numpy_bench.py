"""numpy's side of the comparison: runs the workload that a line on stdin names, and answers with a line on stdout.

    numpy_bench.py FOLDER
    > sum<TAB>3
    < 0.123<TAB>1.5 ...

FOLDER holds the files that bench/Compare makes. The number asked for is how often to run; the answer is how many seconds all runs took, then
what tells the last result from a wrong one. A result is dropped before the next run, outside the clock.
"""
import platform
import sys
from pathlib import Path
from time import perf_counter

import numpy as np

COLUMNS = 4096  # as in DataFiles.cs
THRESHOLD = np.float32(0.5)  # as in Workloads.cs


def make_workloads(folder):
    """Each workload as a user of numpy would write it, without the small costs of the memmap subclass."""

    def mapped(name, dtype, mode="r"):
        return np.asarray(np.memmap(folder / name, dtype, mode))

    a = mapped("data.f4", "f4")
    a2 = a.reshape(-1, COLUMNS)
    i2, u1 = mapped("data.f4", "i2"), mapped("data.f4", "u1")
    records = mapped("data.f4", [("id", "i4"), ("x", "f4"), ("y", "f4"), ("z", "f4")])
    big = mapped("data.be", ">f4")
    scratch = mapped("scratch.f4", "f4", "r+")
    index = np.array(mapped("index.i8", "i8"))
    values = np.array(a[: len(index)])
    mask = a > THRESHOLD
    return {
        "sum": lambda: a.sum(),
        "mean": lambda: a.mean(),
        "std": lambda: a.std(),
        "min": lambda: a.min(),
        "argmax": lambda: a.argmax(),
        "sum, axis 0": lambda: a2.sum(axis=0),
        "sum, axis 1": lambda: a2.sum(axis=1),
        "sum of int16": lambda: i2.sum(),
        "sum of uint8": lambda: u1.sum(),
        "sum of big-endian float32": lambda: big.sum(),
        "sum of every third": lambda: a[::3].sum(),
        "sum of a field": lambda: records["x"].sum(),
        "count of > x": lambda: np.count_nonzero(a > THRESHOLD),
        "in place +=": lambda: add_in_place(scratch),
        "m + 1": lambda: a + 1,
        "m * m": lambda: a * a,
        "sqrt": lambda: np.sqrt(a),
        "copy of a strided view": lambda: a2[:, ::2].copy(),
        "copy of a transpose": lambda: a2.T.copy(),
        "float32 to float64": lambda: a.astype("f8"),
        "1 Mi random elements": lambda: a[index],
        "mask selection": lambda: a[mask],
        "fancy assignment": lambda: scratch.__setitem__(index, values),
        "fill": lambda: scratch.fill(1),
        "percentile": lambda: np.percentile(a, 90),
        "sort": lambda: np.sort(a),
        "histogram": lambda: np.histogram(a, 100)[0],
        "first pass over a new map": lambda: np.memmap(folder / "data.f4", "f4", "r").sum(),
        "open, read one, close": lambda: np.memmap(folder / "data.f4", "f4", "r")[len(a) // 2],
    }


def add_in_place(target):
    target += 1


def digest(result):
    """The size and three elements: enough to see that both sides computed the same."""
    if result is None:
        return []
    a = np.asarray(result).reshape(-1)
    return [a.size, a[0], a[a.size // 2], a[-1]]


def main():
    workloads = make_workloads(Path(sys.argv[1]))
    print(f"numpy {np.__version__} on Python {platform.python_version()}", flush=True)
    for line in sys.stdin:
        name, count = line.rstrip("\n").split("\t")
        run = workloads[name]
        seconds, result = 0.0, None
        for _ in range(int(count)):
            result = None
            start = perf_counter()
            result = run()
            seconds += perf_counter() - start
        print(seconds, *(float(x) for x in digest(result)), sep="\t", flush=True)


main()

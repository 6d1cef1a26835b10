"""Each workload as a user of numpy would write it. Its parameters name what it needs of inputs.py."""
import numpy as np

from inputs import FOLDER, THRESHOLD

VERSION = f"numpy {np.__version__}"


def adapted(array):
    return array


def add_in_place(target):
    target += 1


def read_one(array):
    return array[len(array) // 2]


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
    # Of questions.ps1.
    "filter of three conditions": lambda log: log[(log["price"] > THRESHOLD) & (log["kind"] == b"warn") & (log["time"] >= len(log) // 2)],
    "open, read one, close": lambda: read_one(np.memmap(FOLDER / "data.f4", "f4", "r")),
}

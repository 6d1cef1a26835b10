"""What the workloads need, by name: numpy arrays over the files that bench/Compare makes."""
import sys
from pathlib import Path

import numpy as np

COLUMNS = 4096  # as in DataFiles.cs
THRESHOLD = np.float32(0.5)  # as in Workloads.cs
FOLDER = Path(sys.argv[2])


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
    "values": lambda: np.array(mapped("data.f4", "f4")[: len(mapped("index.i8", "i8"))]),
    "log": lambda: mapped("log.dat", [("time", "i8"), ("id", "i8"), ("price", "f4"), ("kind", "S4"), ("host", "u4"), ("size", "i4")]),
    "mask": lambda: mapped("data.f4", "f4") > THRESHOLD,
}

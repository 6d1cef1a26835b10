"""Makes tests/Golden/zarr: small stores that zarr wrote, uncompressed and in chunks of rows, and sums.txt with what it reads from each.

Needs zarr and numpy (on Debian: python3-zarr). A line of sums.txt: store, shape, dtype, the bytes in C order as hexadecimal.
"""
import os
import shutil

import numpy as np
import zarr

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "zarr")
RECORD = [("id", "<i4"), ("xyz", "<f8", (3,)), ("name", "S3")]


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(FOLDER)
    records = np.zeros(5, RECORD)
    records["id"] = np.arange(5)
    records["name"] = b"ab"
    arrays = {
        "float32": (np.arange(40, dtype="<f4").reshape(10, 4), (4, 4)),
        "big_endian": (np.arange(7, dtype=">i2"), (3,)),
        "fortran": (np.arange(24, dtype="<i8").reshape(4, 3, 2), (2, 3, 2)),
        "records": (records, (2,)),
        "times": (np.arange(6).astype("<M8[s]"), (6,)),
    }
    with open(os.path.join(FOLDER, "sums.txt"), "w", encoding="ascii", newline="\n") as lines:
        for name, (array, chunks) in arrays.items():
            store = zarr.open(
                os.path.join(FOLDER, name), mode="w", shape=array.shape, chunks=chunks, dtype=array.dtype, compressor=None,
                order="F" if name == "fortran" else "C", fill_value=None)
            store[...] = array
            lines.write(f"{name}\t{array.shape}\t{array.dtype.str if array.dtype.names is None else 'record'}\t{array.tobytes().hex()}\n")


if __name__ == "__main__":
    main()

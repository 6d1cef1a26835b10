"""Makes tests/Golden/zarr: small stores of version 2 that zarr wrote, in chunks of any shape and with every compressor that is read, and
sums.txt with what it reads from each.

Needs zarr and numpy (on Debian: python3-zarr). A line of sums.txt: store, shape, dtype, the bytes in C order as hexadecimal. make_zarr3.mjs
makes those of version 3.
"""
import os
import shutil

import numpy as np
import zarr
from numcodecs import LZ4, Blosc, GZip, Shuffle, Zlib, Zstd

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "zarr")
RECORD = [("id", "<i4"), ("xyz", "<f8", (3,)), ("name", "S3")]


def main():
    for name in os.listdir(FOLDER) if os.path.isdir(FOLDER) else []:
        if not name.startswith("v3_"):
            shutil.rmtree(os.path.join(FOLDER, name), ignore_errors=True)
    os.makedirs(FOLDER, exist_ok=True)
    records = np.zeros(5, RECORD)
    records["id"] = np.arange(5)
    records["name"] = b"ab"
    rng = np.random.default_rng(19)
    # Half of the bytes can be compressed, and blocks of Blosc are several.
    walk = np.cumsum(rng.integers(-3, 4, (24, 25)), axis=1).astype("<i4")
    arrays = {
        "float32": (np.arange(40, dtype="<f4").reshape(10, 4), (4, 4), {}),
        "big_endian": (np.arange(7, dtype=">i2"), (3,), {}),
        "fortran": (np.arange(24, dtype="<i8").reshape(4, 3, 2), (2, 3, 2), {"order": "F"}),
        "fortran_tiles": (np.arange(60, dtype="<i2").reshape(5, 4, 3), (2, 3, 2), {"order": "F"}),
        "records": (records, (2,), {}),
        "times": (np.arange(6).astype("<M8[s]"), (6,), {}),
        "tiles": (np.arange(77, dtype="<f8").reshape(7, 11), (3, 4), {"dimension_separator": "/"}),
        "scalar": (np.array(7.5), (), {}),
        "zlib": (walk, (10, 12), {"compressor": Zlib()}),
        "gzip": (walk, (10, 12), {"compressor": GZip()}),
        "zstd": (walk, (10, 12), {"compressor": Zstd()}),
        "lz4": (walk, (10, 12), {"compressor": LZ4()}),
        "shuffled": (walk, (10, 12), {"compressor": Zlib(), "filters": [Shuffle(4)]}),
    }
    for compressor in ("lz4", "lz4hc", "blosclz", "zlib", "zstd"):
        for shuffle, mark in ((Blosc.NOSHUFFLE, ""), (Blosc.SHUFFLE, "_bytes"), (Blosc.BITSHUFFLE, "_bits")):
            arrays[f"blosc_{compressor}{mark}"] = (walk, (24, 25), {"compressor": Blosc(compressor, 5, shuffle, 1024)})
    arrays["blosc_copied"] = (rng.integers(0, 256, 100, dtype="u1"), (100,), {"compressor": Blosc("lz4", 5, Blosc.NOSHUFFLE)})
    with open(os.path.join(FOLDER, "sums.txt"), "w", encoding="ascii", newline="\n") as lines:
        def note(name, array):
            lines.write(f"{name}\t{array.shape}\t{array.dtype.str if array.dtype.names is None else 'record'}\t{array.tobytes().hex()}\n")

        for name, (array, chunks, options) in arrays.items():
            options = {"compressor": None, "fill_value": None, **options}
            store = zarr.open(os.path.join(FOLDER, name), mode="w", shape=array.shape, chunks=chunks, dtype=array.dtype, **options)
            store[...] = array
            note(name, array)
        # Chunks that were never written have the fill value.
        holes = zarr.open(os.path.join(FOLDER, "holes"), mode="w", shape=(6, 6), chunks=(4, 4), dtype="<f4", compressor=None, fill_value=np.nan)
        holes[:4, :4] = 1.5
        note("holes", holes[...])
        group = zarr.open_group(os.path.join(FOLDER, "group"), mode="w")
        group.attrs["title"] = "a group"
        one = group.create_dataset("one", data=np.arange(3, dtype="<i4"), compressor=None)
        one.attrs.update({"units": "m", "scale": 0.5, "_ARRAY_DIMENSIONS": ["x"]})
        group.create_dataset("deep/er/two", data=np.arange(4, dtype="<u2"), compressor=GZip())


if __name__ == "__main__":
    main()

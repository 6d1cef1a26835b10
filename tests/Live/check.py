"""numpy and MemMap read one another's files: every dtype, shape, order and version, here and now.

    python3 tests/Live/check.py [--numpy-tests FOLDER]

It needs numpy, and the module in artifacts/MemMap (build.ps1 Build). Half of the work is done by read.ps1 beside this file, in pwsh if there is one
and otherwise in the PowerShell that the build uses. --numpy-tests takes a folder with .npy and .npz files of numpy's own tests, such as
numpy/lib/tests/data. It prints the counts, and what differs; the exit code is 1 if anything does.
"""
import argparse
import ast
import glob
import io
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
import zipfile

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TIME_UNITS = ("Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as", "25us", "7D")
SIMPLE = ["?", "i1", "u1", "S1", "S5", "V1", "V7"] + [
    order + code
    for order in "<>"
    for code in ["i2", "i4", "i8", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16", "U1", "U3", "M8", "m8"]
    + [f"{kind}8[{unit}]" for kind in "Mm" for unit in TIME_UNITS]]
RECORDS = {
    "packed": [("id", "<i4"), ("name", "S3"), ("value", ">f8")],
    "many": [(f"field_{i}", code) for i, code in enumerate(SIMPLE)],
    "subarrays": [("xyz", "<f4", (3,)), ("grid", ">i2", (2, 2)), ("one", "i1", (1,)), ("text", "<U2", (2,))],
    "nested": [("head", [("kind", "u1"), ("inner", [("a", "<u4"), ("b", "?")])]), ("tail", "<u2")],
    "nested_subarrays": [("points", [("x", "<f4"), ("y", ">f4")], (2, 3))],
    "titles": [(("the title", "a"), "<i4"), ("b", "<f4")],
    "aligned": np.dtype([("flag", "u1"), ("value", "<f8"), ("small", "<i2")], align=True),
    "padded": np.dtype({"names": ["a", "b"], "formats": ["<i2", "<f8"], "offsets": [2, 8], "itemsize": 20}),
    "gaps_inside": np.dtype({"names": ["a", "b", "c"], "formats": ["u1", "u1", "u1"], "offsets": [0, 5, 11]}),
    "latin1": [("grüß", "<i4")],
    "unicode": [("数", "<i4"), ("\U0001f600", "<f4")],
    "quotes": [("it's", "<i4"), ('say "x"', "<i4"), ("back\\slash", "<i4"), ("tab\tnew\nline", "<i4")],
    "wide": [(f"f{i:04}", "<f8") for i in range(400)],
}
SHAPES = ((), (0,), (1,), (7,), (2, 3), (3, 0, 2), (1, 5), (2, 3, 4), (1, 1, 1), (2,) * 6)


def sample(dtype, shape, seed):
    """Random bytes, but zeros where nobody looks: padding, and what follows the end of a text."""
    random = np.random.default_rng(seed)
    result = np.zeros(shape, dtype)
    dtype = result.dtype
    if dtype.names:
        for i, name in enumerate(dtype.names):
            field = result[name]
            field[...] = sample(field.dtype, field.shape, seed + i + 1)
    elif dtype.kind in "SU":
        letters = np.array(["", "a", "bc", "xyz", "hello"])
        result[...] = letters[random.integers(0, len(letters), shape)]
    elif dtype.kind == "b":
        result[...] = random.integers(0, 2, shape)
    elif result.size:
        contiguous = np.frombuffer(random.bytes(result.nbytes), "V%d" % dtype.itemsize).reshape(shape)
        result[...] = contiguous.view(dtype) if result.ndim else contiguous.reshape(1).view(dtype)[0]
    return result


def matrix(folder):
    """Writes numpy's files and yields their names."""
    dtypes = [(f"d{i:03}", code) for i, code in enumerate(SIMPLE)] + list(RECORDS.items())
    number = 0
    for name, dtype in dtypes:
        arrays = {}
        for shape in SHAPES if name != "many" else ((2,), (2, 2)):
            for order in "CF":
                number += 1
                array = np.asarray(sample(dtype, shape, number), order=order)
                arrays[f"m{number}"] = array
                for version in (None, (1, 0), (2, 0), (3, 0)):
                    # Other versions than the one that numpy chooses, for a few shapes each.
                    if version is not None and (shape not in ((), (2, 3)) or order == "F"):
                        continue
                    file = f"{name}_{number}_{'auto' if version is None else version[0]}.npy"
                    try:
                        with open(os.path.join(folder, file), "wb") as stream, warnings.catch_warnings():
                            warnings.simplefilter("ignore")
                            np.lib.format.write_array(stream, array, version=version)
                    except (ValueError, UnicodeEncodeError):
                        # A header that the version can't hold.
                        os.remove(os.path.join(folder, file))
                        continue
                    yield file
        for save, file in ((np.savez, f"{name}_stored.npz"), (np.savez_compressed, f"{name}_deflated.npz")):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                save(os.path.join(folder, file), **arrays)
            for member in list(arrays)[::5]:
                yield f"{file}:{member}"
    content = io.BytesIO()
    np.save(content, np.arange(6).reshape(2, 3))
    with zipfile.ZipFile(os.path.join(folder, "zip64.npz"), "w") as archive, archive.open("a.npy", "w", force_zip64=True) as member:
        member.write(content.getvalue())
    yield "zip64.npz:a"


def foreign(folder, source):
    """Copies files that others made, and yields their names and those of their members."""
    for path in sorted(itertools.chain(glob.glob(os.path.join(source, "**", "*.npy"), recursive=True), glob.glob(os.path.join(source, "**", "*.npz"), recursive=True))):
        file = "foreign_" + os.path.relpath(path, source).replace(os.sep, "_")
        shutil.copyfile(path, os.path.join(folder, file))
        if file.endswith(".npz"):
            with zipfile.ZipFile(path) as archive:
                yield from (f"{file}:{name[:-4]}" for name in archive.namelist() if name.endswith(".npy"))
        else:
            yield file


def load(folder, case):
    """What numpy reads; None where it refuses, as for objects that only pickle brings back."""
    file, _, member = case.partition(":")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            loaded = np.load(os.path.join(folder, file), max_header_size=10_000)
            return loaded[member] if member else loaded
    except (ValueError, EOFError, OSError, UnicodeDecodeError, zipfile.BadZipFile):
        return None


def same(a, b):
    """Shape, dtype, order in the file and all that is not padding."""
    if a.shape != b.shape or a.dtype != b.dtype or a.flags.f_contiguous != b.flags.f_contiguous or a.flags.c_contiguous != b.flags.c_contiguous:
        return False
    return filled(a) == filled(b)


def filled(array):
    """The bytes without what stands in gaps between fields."""
    clean = np.zeros(array.shape, array.dtype)
    copy(clean, array)
    return clean.tobytes()


def copy(target, source):
    if source.dtype.names and is_padded(source.dtype):
        for name in source.dtype.names:
            copy(target[name], source[name])
    else:
        target[...] = source


def is_padded(dtype):
    """Whether there are bytes in it that no field has."""
    base = dtype.base
    fields = [base.fields[name][0] for name in base.names or ()]
    return bool(fields) and (sum(field.itemsize for field in fields) != base.itemsize or any(map(is_padded, fields)))


def run_memmap(folder):
    shell = ["pwsh"] if shutil.which("pwsh") else ["dotnet", "tool", "exec", "-y", "powershell"]
    subprocess.run([*shell, os.path.join(HERE, "read.ps1"), folder], check=True, cwd=ROOT)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--numpy-tests", metavar="FOLDER", help="a folder with .npy and .npz files of numpy's own tests")
    options = parser.parse_args()
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, "out"))
        cases = list(matrix(folder))
        if options.numpy_tests:
            cases += list(foreign(folder, options.numpy_tests))
        with open(os.path.join(folder, "cases.txt"), "w", encoding="utf-8", newline="\n") as file:
            file.write("\n".join(cases) + "\n")
        run_memmap(folder)
        with open(os.path.join(folder, "read.txt"), encoding="utf-8") as file:
            read = {line.split("\t")[0]: line.rstrip("\r\n").split("\t") for line in file}
        agreed = refused = written = 0
        for case in cases:
            array, (_, *cells) = load(folder, case), read[case]
            if array is None or cells[0] == "error":
                if array is None and cells[0] == "error":
                    refused += 1
                else:
                    failures.append(f"{case}: numpy {'refuses' if array is None else 'reads'} it, MemMap says {cells[1][:200]}")
                continue
            is_fortran = array.flags.f_contiguous and not array.flags.c_contiguous
            expected = [",".join(map(str, array.shape)), str(array.dtype), str(is_fortran)]
            # As a literal: a record's str() has quotes and brackets of its own.
            dtype = np.dtype(ast.literal_eval(cells[1]) if cells[1][0] in "[{(" else cells[1])
            if expected[0] != cells[0] or expected[2] != cells[2] or dtype != array.dtype:
                failures.append(f"{case}: numpy reads {expected}, MemMap {cells[:3]}")
            elif filled(np.frombuffer(bytes.fromhex(cells[3]), array.dtype, array.size).reshape(array.shape)) != filled(array):
                failures.append(f"{case}: the bytes differ")
            else:
                agreed += 1
            for path in glob.glob(glob.escape(os.path.join(folder, "out", case.replace(":", "+"))) + ".*"):
                loaded = load(folder, os.path.relpath(path, folder) + (":a" if path.endswith(".npz") else ""))
                if loaded is None or not same(loaded, array):
                    failures.append(f"{os.path.basename(path)}: numpy reads {None if loaded is None else (loaded.shape, loaded.dtype)}, not {array.shape, array.dtype}")
                else:
                    written += 1
        print(f"numpy {np.__version__}: {agreed} of its arrays read the same by MemMap, {refused} refused by both; {written} arrays of MemMap read the same by numpy; "
              f"{len(failures)} differ")
    for failure in failures[:50]:
        print(failure)
    return 1 if failures else 0


sys.exit(main())

"""Makes tests/Golden/npy: files that numpy wrote, and cases.txt with the shape, dtype and bytes that numpy reads from each.

Run it with no arguments, from anywhere. A line of cases.txt has four columns, split at tabs:
file (for a member of an archive file:member), shape, dtype as str(dtype) and the bytes in C order as hexadecimal.
"""
import io
import os

import numpy as np

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "npy")
SIMPLE = (
    "?", "i1", "u1", "<i2", ">i2", "<u2", ">u2", "<i4", ">i4", "<u4", ">u4", "<i8", ">i8", "<u8", ">u8", "<f2", ">f2", "<f4", ">f4",
    "<f8", ">f8", "<c8", ">c8", "<c16", ">c16", "<M8[s]", ">M8[ns]", "<M8[25us]", "<m8[D]", ">m8[h]", "<M8", "<m8", "S3", "<U2", ">U2", "V5",
)
RECORDS = {
    "packed": [("id", "<i4"), ("name", "S3"), ("value", ">f8")],
    "subarrays": [("xyz", "<f4", (3,)), ("grid", ">i2", (2, 2)), ("one", "i1", (1,))],
    "nested": [("head", [("kind", "u1"), ("size", "<u4")]), ("tail", "<u2")],
    "nested_subarrays": [("points", [("x", "<f4"), ("y", "<f4")], (2,))],
    "titles": [(("the title", "a"), "<i4"), ("b", "<f4")],
    "aligned": np.dtype([("flag", "u1"), ("value", "<f8"), ("small", "<i2")], align=True),
    "padded": np.dtype({"names": ["a", "b"], "formats": ["<i2", "<f8"], "offsets": [2, 8], "itemsize": 20}),
    "nested_padding": [("inner", np.dtype({"names": ["a"], "formats": ["<i2"], "offsets": [1], "itemsize": 4})), ("b", "i1")],
    "latin1": [("gr\u00fc\u00df", "<i4")],
    "unicode": [("\u6570", "<i4"), ("\U0001f600", "<f4")],
    "quotes": [("it's", "<i4"), ('say "x"', "<i4"), ("back\\slash", "<i4")],
}


def sample(dtype, shape):
    """Elements whose bytes all differ where they can; padding is zeros, as numpy doesn't say what it holds."""
    dtype = np.dtype(dtype)
    result = np.zeros(shape, dtype)
    if dtype.names:
        for name in dtype.names:
            field = result[name]
            field[...] = sample(field.dtype, field.shape)
    elif dtype.kind in "SU":
        result[...] = np.array(["ab", "c", ""] * max(result.size, 1))[: result.size].reshape(shape)
    elif dtype.kind in "Mm":
        result[...] = np.arange(result.size).reshape(shape).astype(dtype.str)
    elif dtype.kind == "V":
        result.reshape(-1).view("u1")[...] = np.arange(result.nbytes) % 251
    else:
        result[...] = (np.arange(result.size) * 3 % 120).reshape(shape).astype(dtype)
    return result


def main():
    os.makedirs(FOLDER, exist_ok=True)
    for old in os.listdir(FOLDER):
        os.remove(os.path.join(FOLDER, old))
    lines = []

    def case(name, array):
        lines.append("\t".join((name, str(array.shape), str(array.dtype), array.tobytes().hex())))

    def save(name, array, version=None):
        with open(os.path.join(FOLDER, name), "wb") as file:
            np.lib.format.write_array(file, array, version=version)
        case(name, np.load(os.path.join(FOLDER, name)))

    for text in SIMPLE:
        name = text.replace("<", "l_").replace(">", "b_").replace("?", "bool").replace("[", "_").replace("]", "")
        save(f"dtype_{name}.npy", sample(text, (2, 3)))
    for name, dtype in RECORDS.items():
        save(f"record_{name}.npy", sample(dtype, (3,)))
    save("shape_scalar.npy", sample("<i4", ()))
    save("shape_empty.npy", sample("<i4", (0,)))
    save("shape_empty_axis.npy", sample("<f8", (3, 0, 2)))
    save("shape_ones.npy", sample("<i2", (1, 1, 1)))
    save("shape_many.npy", sample("i1", (1,) * 16 + (2,) * 4))
    save("shape_long.npy", sample("u1", (300,)))
    save("order_f.npy", np.asfortranarray(sample("<i4", (3, 4))))
    save("order_f_3d.npy", np.asfortranarray(sample(">i2", (2, 3, 4))))
    save("order_f_records.npy", np.asfortranarray(sample(RECORDS["packed"], (2, 3))))
    save("order_both.npy", np.asfortranarray(sample("<i4", (1, 5))))
    for version in ((1, 0), (2, 0), (3, 0)):
        save(f"version_{version[0]}.npy", sample("<i4", (2, 2)), version)
    with open(os.path.join(FOLDER, "python2.npy"), "wb") as file:
        header = b"{'shape': (2L, 3L), 'fortran_order': False, 'descr': '<i2'}"
        header += b" " * (128 - 10 - len(header) - 1) + b"\n"
        file.write(b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header + sample("<i2", (2, 3)).tobytes())
    case("python2.npy", sample("<i2", (2, 3)))
    with open(os.path.join(FOLDER, "unaligned.npy"), "wb") as file:
        header = b"{'descr':'<f8','fortran_order':True,'shape':(2,2)}"
        file.write(b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header + sample("<f8", (2, 2)).T.tobytes() + b"trailing")
    case("unaligned.npy", sample("<f8", (2, 2)))

    members = {
        "arr_0": sample("<f4", (2, 3)), "names": sample("<U2", (3,)), "records": sample(RECORDS["padded"], (2,)),
        "order": np.asfortranarray(sample("<i4", (2, 3))), "scalar": sample("<f8", ()), "empty": sample("<f8", (0, 4)), "gr\u00fc\u00df": sample("u1", (9,)),
    }
    for name, write in (("stored.npz", np.savez), ("deflated.npz", np.savez_compressed)):
        write(os.path.join(FOLDER, name), **members)
        for member, array in members.items():
            case(f"{name}:{member}", array)
    import zipfile
    with zipfile.ZipFile(os.path.join(FOLDER, "zip64.npz"), "w") as archive:
        content = io.BytesIO()
        np.save(content, members["order"])
        with archive.open("a.npy", "w", force_zip64=True) as member:
            member.write(content.getvalue())
        archive.writestr("readme.txt", "no array")
    case("zip64.npz:a", members["order"])
    with open(os.path.join(FOLDER, "cases.txt"), "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(lines) + "\n")


main()

"""Writes tests/Golden/dtypes/*: what numpy says about dtypes. Run it with numpy 1.24; the tests read only its output.

promotion.txt   first line: the dtypes, blank-separated; then one line per dtype: promote_types with each of them, "-" for none
casting.txt     the same, with the strictest casting that allows the conversion: n(o) e(quiv) s(afe) k (same_kind) u(nsafe) - (none)
strings.txt     notation <tab> str <tab> dtype.str <tab> itemsize <tab> alignment <tab> name, or notation <tab> "error"
records.txt     a Python literal <tab> align <tab> str <tab> itemsize <tab> alignment <tab> offsets <tab> descr
"""
import ast
import os
import random
import re
import warnings
from fractions import Fraction

import numpy as np

DTYPES = """? i1 u1 i2 u2 i4 u4 i8 u8 f2 f4 f8 c8 c16 >i4 >f8 S0 S3 S30 U0 U3 U30 >U3 V0 V4 V8
M8 M8[D] M8[W] M8[M] M8[Y] M8[s] M8[25s] M8[10s] M8[ns] >M8[s] m8 m8[D] m8[M] m8[Y] m8[s] m8[25s] m8[ns]
M8[12M] M8[7D] M8[1000ms] M8[1500ms] M8[60s] M8[m] m8[12M] m8[5M] m8[W] m8[7D] m8[24h] m8[1000ms] m8[1500ms] m8[60s] m8[m]
i4,f8 >i2,f4 u1,S3 i4,M8[s] 2i4 (2,)f4 (2,)S3 (2,1)i4 0i1 (1,)V4 3i1,i2 3i4,i2""".split()

STRINGS = """? b B b1 i1 u1 h H i I l L q Q p P e f d F D S U V a a5 c S5 U5 V5 S0 U0 V0 i2 i4 i8 u2 u4 u8 f2 f4 f8 c8 c16
>i1 >b |i4 |i8 =f4 <f4 >f4 >f >? <b1 >S5 <S5 |S5 >U5 |U5 >V5 >c8
M m M8 m8 M8[s] M8[25s] >M8[s] =M8[s] |M8[s] M8[generic] M8[Y] M8[M] M8[W] M8[D] M8[h] M8[m] M8[s] M8[ms] M8[us] M8[ns] M8[ps]
M8[fs] M8[as] m8[D] datetime64 datetime64[s] timedelta64[25s] timedelta64 >datetime64[s] M8[2147483647s]
M8[s/2] M8[Y/12] M8[D/24] M8[h/60] M8[s/1000] M8[100s/10] M8[W/7] M8[3h/4] M8[D/7] M8[s/7] M8[as/2]
bool bool_ bool8 int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128
byte ubyte short ushort int uint int_ intc uintc intp uintp int0 uint0 long ulong longlong ulonglong half single double float float_
complex complex_ csingle singlecomplex cfloat cdouble str str_ str0 unicode unicode_ bytes bytes_ bytes0 string_ void void0
i4,f8 i4,(2,3)f8 int32,float64 i4, 3f8 (2,3)f8 (2,)f8 1f8 (1,)f8 ()f8 0f8 3i4,2f8 >i4,<f8 (2,3)>f8 >(2,3)f8 (2,3)f8, 3S5 (2,3)float64
datetime64[ns],i4 h,i (2,2)S3,U3 3V4 3M8[25s]
i3 !i4 i16 f16x c4 c1 ?1 ?8 b2 h2 d8 l4 u M4 M8[] M8[foo] M8[-1s] M8[2147483648s] M[s] m[D] str5 string raw int128 Float64 FLOAT32
>float32 <int |bool < > 1 () i4,,f8 ,i4 i4,2 >>i4 2(3,)i4 (-1,)f8 (2)f8 i4:f8 generic number W8 flaot32""".split()
STRINGS += [" i4", "i4 ", "", "int32, float64", "i4, (2,3)f8", "2 f8", "(2, 3) f8", "i4 ,f8", "(2,3) f8,i4", " (2,3)f8", "  (1,)=F, i4", " 0<d,i8", " i4,f8", " 3f8",
            "3S", "3<a", "0S", "9<U", "2>U", "5 a,i4", "4<V", "1S", "(2,3)S", "()S", "(2,)V", "(2)S,i4", "(3)S4,i4", "2,3f8", "3,f8", "00f8,i4", "(01,)f8", "03f8,i4", "(00,)f8",
            "( 2 , 3 )f8", "(2,3,)f8", "(2 3)f8,i4", "(,)f8", "(2,3f8", "2)f8,i4", ">3<f8,i4", "<3<f8,i4", "<3=f8,i4", "|=i2,f4", "3|i4,?", "i4,", "i4, ", "3f8 ", "f8 ,i4 ",
            "f8  i4,i4", "2 3f8,i4", "(2,3)8U9", "f08", ">f04", "S05", "M8[s,]", "i4[,]i4", "[i4,i4]", "-3f8,i4", "0(2,)i4", "(4,2)0F"]

RECORDS = [
    "[('a','<i4'),('b','<f8',(2,))]", "[('a','<i4'),('b','<f8',2)]", "[('a','<i4'),('b','<f8',1)]", "[('a','i4',(1,))]",
    "[('a','i4',())]", "[('','i4'),('','f8')]", "[(('title','a'),'i4')]", "[('a','i1'),('b',[('x','i1'),('y','f8')])]",
    "[('a','i1'),('b',[('x','i1'),('y','f8')],(2,3))]", "[]", "[('a',[])]", "[('a','S'),('b','U0'),('c','V')]",
    "[(\"it's\",'i4'),('a\"b','i4'),('\\u00fc','>f4'),('a\\'b\"c','i4'),('a\\nb\\\\','i4')]",
    "[('a','(2,3)f8')]", "[('a','(2,3)f8',(4,))]", "[('a','i4,f8')]", "[('a','M8[s]'),('b','U5'),('c','?'),('d','V4')]",
    "[('a','>i4'),('b','>U3'),('c','>M8[25s]')]",
    "{'names':['a','b'],'formats':['i4','f8']}", "{'names':['a','b'],'formats':['i4','f8'],'offsets':[0,16],'itemsize':32}",
    "{'names':['a','b'],'formats':['i4','f8'],'offsets':[8,0]}", "{'names':['a','b'],'formats':['i4','f8'],'offsets':[0,2]}",
    "{'names':['a','b'],'formats':['i4','f8'],'aligned':True}", "{'names':['a','b'],'formats':['i4','f8'],'itemsize':24,'aligned':True}",
    "{'names':['a','b'],'formats':['i4','f8'],'titles':['x',None]}", "{'names':('a','b'),'formats':('i4','f8'),'offsets':(2,8),'itemsize':20}",
    "{'names':[],'formats':[],'itemsize':10}", "{'names':['a'],'formats':[('f8',(2,3))],'offsets':[4]}",
    "{'names':['a','b'],'formats':['i4',[('x','i1'),('y','f8')]],'offsets':[0,16]}",
    "{'a':('i4',0),'b':('f8',4)}", "{'b':('f8',8),'a':('i4',0)}", "{'a':('i4',0,'title'),'b':('f8',2)}", "{'a':('>i4',4)}", "{'a':('(2,)i4',0),'b':('S3',8)}",
    "{'a':('i4',)}", "{'a':'i4'}", "{'a':('i4',-1)}", "{}",
    "('f8',(2,3))", "('f8',1)", "('f8',(1,))", "('S',5)", "('V',10)", "('<i4',3)",
    "[('a','S',2)]", "[('a','S',(2,))]", "('U',(2,3))", "('S',0)", "('>U',2)", "('0f2',(2,3))", "[(('t',''),'i4')]", "[(('t','a'),'i4'),('b','i2')]",
    "{'names':['r','g'],'formats':['u1','u1'],'offsets':[0,2],'titles':['Red','Green']}",
    "[('a','i4'),('a','f8')]", "[('f1','i4'),('','f8')]", "[(('a','b'),'i4'),('a','f4')]", "[('a','i4',(-1,))]", "[('a','i4',(2147483647,))]",
    "{'names':['a','b'],'formats':['i4','f8'],'offsets':[0,2],'itemsize':8}",
    "{'names':['a','b'],'formats':['i4','f8'],'offsets':[0,4],'aligned':True}",
    "{'names':['a','b'],'formats':['i4','f8'],'itemsize':20,'aligned':True}",
    "{'names':['a','b'],'formats':['i4','f8'],'offsets':[-1,4]}", "[('a',)]", "[('a','i3')]", "[3]", "('f8',(2,-1))",
]
ALIGNED = ["'i1,f8,i2'", "'i1,(2,)f8,i2'", "[('a','i1'),('b',[('x','i1'),('y','f8')])]", "'i4'", "[('a','u1'),('b','c16'),('c','U1'),('d','M8[s]')]",
           "[('a','u1'),('b','V3'),('c','S3'),('d','>i2')]"]


def random_simple(rng):
    order = rng.choice(["", "", "", "<", ">", "=", "|"])
    kind = rng.choice(["?", "b", "B", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "c8", "c16", "S", "U", "V", "M8", "m8", "e", "d", "F", "q", "H", "a"])
    if kind in "SUVa":
        kind += rng.choice(["", str(rng.randint(0, 40))])
    if kind in ("M8", "m8") and rng.random() < 0.9:
        unit = rng.choice(["Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as"])
        kind += f"[{rng.choice(['', '', str(rng.randint(1, 400))])}{unit}{rng.choice(['', '', '', f'/{rng.randint(1, 60)}'])}]"
        if re.search("[YMW]/", kind):
            kind = kind[:2]  # how many days the part of a month has, numpy makes up
    return order + kind


def random_string(rng):
    """A notation as people write them, or one with a slip of the finger."""
    parts = []
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        count = rng.choice(["", "", "", "", f"{rng.randint(0, 5)}", f"({rng.randint(1, 4)},)", f"({rng.randint(1, 4)},{rng.randint(1, 3)})", "(2, 3)"])
        parts.append(rng.choice(["", "", "", " "]) + count + rng.choice(["", "", "", " "]) * bool(count) + random_simple(rng))
    text = rng.choice([",", ",", ", "]).join(parts)
    if rng.random() < 0.35:
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice(["", rng.choice("<>=|()[],0123456789iufcSUVMmbB?:xs")]) + text[at + rng.choice([0, 1]):]
    if "," in text or text[:1].isdigit():
        text = text.rstrip("<>=|, ").replace("/", "")  # numpy forgot the slash of M8[s/2] here
    # numpy dies of a division by zero, where it doesn't say that M8[0s] is none.
    return re.sub(r"([/[])0+", r"\1", text)


def random_field_type(rng, depth):
    if depth and rng.random() < 0.25:
        return random_list(rng, depth - 1) if rng.random() < 0.7 else random_dict(rng, depth - 1)
    text = random_simple(rng) if rng.random() < 0.85 else random_string(rng)
    # Of no elements, numpy makes a dtype that contradicts itself where that is repeated.
    return "i4" if re.search(r"(^|,)[^A-Za-z?]*0", text) else text


NAMES = ["a", "b", "x", "y", "f0", "f1", "f2", "long name", "it's", "\u00fc", "", ""]


def random_shape(rng):
    return rng.choice([(), (1,), (2,), (2, 3), 1, 2, 3, (0,), (2, 0)])


def random_list(rng, depth=2):
    fields = []
    for _ in range(rng.randint(1, 4)):
        name = rng.choice(NAMES)
        field = ((rng.choice(["title", "T2"]), name) if rng.random() < 0.08 else name, random_field_type(rng, depth))
        fields.append(field + ((random_shape(rng),) if rng.random() < 0.25 else ()))
    return fields


def random_dict(rng, depth=1):
    count = rng.randint(1, 4)
    result = {"names": rng.sample(NAMES[:8], count), "formats": [random_field_type(rng, depth) for _ in range(count)]}
    if rng.random() < 0.6:
        result["offsets"] = [rng.choice([0, 1, 2, 4, 8, 12, 16, 24, 40]) for _ in range(count)]
    if rng.random() < 0.4:
        result["itemsize"] = rng.choice([8, 16, 32, 64, 128, 200])
    if rng.random() < 0.15:
        result["aligned"] = True
    if rng.random() < 0.1:
        result["titles"] = [rng.choice(["A", "B", None]) for _ in range(count)]
    return result


def random_literal(rng):
    draw = rng.random()
    return random_list(rng) if draw < 0.55 else random_dict(rng, 2) if draw < 0.85 else (random_field_type(rng, 1), random_shape(rng))


def table(path, texts, cell):
    dtypes = [np.dtype(d) for d in texts]
    with open(path, "w", newline="\n") as out:
        out.write(" ".join(texts) + "\n")
        for a in dtypes:
            out.write(" ".join(cell(a, b) for b in dtypes) + "\n")


def promote(a, b):
    try:
        return str(np.promote_types(a, b)).replace(" ", "")
    except (TypeError, OverflowError):
        return "-"


SECONDS = {"W": 604800, "D": 86400, "h": 3600, "m": 60, **{unit: Fraction(1, 1000 ** i) for i, unit in enumerate(["s", "ms", "us", "ns", "ps", "fs", "as"])}}


def ratio(a, b):
    """One count of a time unit in counts of the other; None where no number says that."""
    if a.kind not in "mM" or a.kind != b.kind:
        return None
    (unit, count), (other, per) = np.datetime_data(a), np.datetime_data(b)
    for units in ({"Y": 12, "M": 1}, SECONDS):
        if unit in units and other in units:
            return Fraction(count) * units[unit] / (Fraction(per) * units[other])
    return None


def allows(a, b, level):
    """MemMap's own rule: equal units need no cast, and one to a unit of which the first is a multiple is safe. numpy knows the former of
    1000ms and 1s, and not of 60s and 1m; for the latter it asks for a finer base besides."""
    units = ratio(a, b)
    if units == 1:
        return level != "no" or a.isnative == b.isnative
    return np.can_cast(a, b, level) or level == "safe" and units is not None and units % 1 == 0


def casting(a, b):
    for level, letter in (("no", "n"), ("equiv", "e"), ("safe", "s"), ("same_kind", "k"), ("unsafe", "u")):
        if allows(a, b, level):
            return letter
    return "-"


def line(*parts):
    return "\t".join(str(p) for p in parts) + "\n"


# What PowerShell has under these names is another type, so MemMap asks which one is meant.
AMBIGUOUS = {"byte", "int", "uint", "float"}


def supported(dtype):
    """The dtype, if MemMap has it: it refuses objects and long doubles by name."""
    if dtype.hasobject or dtype.base.char in "gG" or dtype.names and not all(supported(dtype[name]) for name in dtype.names):
        raise TypeError(dtype)
    return dtype


def strings(path, texts):
    with open(path, "w", newline="\n", encoding="utf-8") as out:
        for s in texts:
            try:
                if s in AMBIGUOUS:
                    raise TypeError(s)
                d = supported(np.dtype(s))
                out.write(line(s, d, d.str, d.itemsize, d.alignment, d.name))
            except (TypeError, ValueError, SyntaxError, KeyError, OverflowError):
                out.write(line(s, "error"))


def records(path, plain, aligned):
    with open(path, "w", newline="\n", encoding="utf-8") as out:
        for align, texts in ((False, plain), (True, aligned)):
            for text in texts:
                try:
                    d = supported(np.dtype(ast.literal_eval(text), align=align))
                except (TypeError, ValueError, SyntaxError, KeyError, OverflowError):
                    out.write(line(text, align, "error"))
                    continue
                offsets = " ".join(str(d.fields[n][1]) for n in d.names or ())
                try:
                    descr = d.descr
                except ValueError:
                    descr = "error"
                out.write(line(text, align, d, d.itemsize, d.alignment, offsets, descr))


def is_known(text):
    try:
        return supported(np.dtype(text)) is not None
    except (TypeError, ValueError, SyntaxError):
        return False


# Strings without a length: of another byte order numpy can't cast one to itself, and in a record it gets none from what is cast to it.
EMPTY = re.compile("[SUVa]0?(,|$)")
FINE = re.compile(r"\[\d|[pfa]s|/")  # with these, numpy's own arithmetic divides by zero


def write_random(folder, rng):
    """Writes the four files with random notations, and returns how many cases they are."""
    os.makedirs(folder, exist_ok=True)
    texts, plain, aligned = [random_string(rng) for _ in range(600)], [repr(random_literal(rng)) for _ in range(400)], [repr(random_literal(rng)) for _ in range(300)]
    some = list(dict.fromkeys(text for text in texts if " " not in text and is_known(text) and not EMPTY.search(text) and not FINE.search(text)))[:60]
    table(os.path.join(folder, "promotion.txt"), some, promote)
    table(os.path.join(folder, "casting.txt"), some, casting)
    strings(os.path.join(folder, "strings.txt"), texts)
    records(os.path.join(folder, "records.txt"), plain, aligned)
    return len(texts) + len(plain) + len(aligned) + 2 * len(some) ** 2


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "dtypes")
    table(os.path.join(here, "promotion.txt"), DTYPES, promote)
    table(os.path.join(here, "casting.txt"), DTYPES, casting)
    strings(os.path.join(here, "strings.txt"), STRINGS)
    records(os.path.join(here, "records.txt"), RECORDS, ALIGNED)

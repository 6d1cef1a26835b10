"""Writes tests/Golden/dtypes/*: what numpy says about dtypes. Run it with numpy 1.24; the tests read only its output.

promotion.txt   first line: the dtypes, blank-separated; then one line per dtype: promote_types with each of them, "-" for none
casting.txt     the same, with the strictest casting that allows the conversion: n(o) e(quiv) s(afe) k (same_kind) u(nsafe) - (none)
strings.txt     notation <tab> str <tab> dtype.str <tab> itemsize <tab> alignment <tab> name, or notation <tab> "error"
records.txt     a Python literal <tab> align <tab> str <tab> itemsize <tab> alignment <tab> offsets <tab> descr
"""
import ast
import os
import warnings

import numpy as np

warnings.simplefilter("ignore")
HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "dtypes")

DTYPES = """? i1 u1 i2 u2 i4 u4 i8 u8 f2 f4 f8 c8 c16 >i4 >f8 S0 S3 S30 U0 U3 U30 >U3 V0 V4 V8
M8 M8[D] M8[W] M8[M] M8[Y] M8[s] M8[25s] M8[10s] M8[ns] >M8[s] m8 m8[D] m8[M] m8[Y] m8[s] m8[25s] m8[ns]
i4,f8""".split()

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
STRINGS += [" i4", "i4 ", "", "int32, float64", "i4, (2,3)f8", "2 f8", "(2, 3) f8", "i4 ,f8", "(2,3) f8,i4"]

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
    "('f8',(2,3))", "('f8',1)", "('f8',(1,))", "('S',5)", "('V',10)", "('<i4',3)",
    "{'names':['r','g'],'formats':['u1','u1'],'offsets':[0,2],'titles':['Red','Green']}",
    "[('a','i4'),('a','f8')]", "[('f1','i4'),('','f8')]", "[(('a','b'),'i4'),('a','f4')]", "[('a','i4',(-1,))]", "[('a','i4',(2147483647,))]",
    "{'names':['a','b'],'formats':['i4','f8'],'offsets':[0,2],'itemsize':8}",
    "{'names':['a','b'],'formats':['i4','f8'],'offsets':[0,4],'aligned':True}",
    "{'names':['a','b'],'formats':['i4','f8'],'itemsize':20,'aligned':True}",
    "{'names':['a','b'],'formats':['i4','f8'],'offsets':[-1,4]}", "[('a',)]", "[('a','i3')]", "[3]", "('f8',(2,-1))",
]
ALIGNED = ["'i1,f8,i2'", "'i1,(2,)f8,i2'", "[('a','i1'),('b',[('x','i1'),('y','f8')])]", "'i4'", "[('a','u1'),('b','c16'),('c','U1'),('d','M8[s]')]",
           "[('a','u1'),('b','V3'),('c','S3'),('d','>i2')]"]


def table(name, cell):
    dtypes = [np.dtype(d) for d in DTYPES]
    with open(os.path.join(HERE, name), "w", newline="\n") as out:
        out.write(" ".join(DTYPES) + "\n")
        for a in dtypes:
            out.write(" ".join(cell(a, b) for b in dtypes) + "\n")


def promote(a, b):
    try:
        return str(np.promote_types(a, b)).replace(" ", "")
    except TypeError:
        return "-"


def casting(a, b):
    for level, letter in (("no", "n"), ("equiv", "e"), ("safe", "s"), ("same_kind", "k"), ("unsafe", "u")):
        if np.can_cast(a, b, level):
            return letter
    return "-"


def line(*parts):
    return "\t".join(str(p) for p in parts) + "\n"


def strings():
    with open(os.path.join(HERE, "strings.txt"), "w", newline="\n", encoding="utf-8") as out:
        for s in STRINGS:
            try:
                d = np.dtype(s)
                out.write(line(s, d, d.str, d.itemsize, d.alignment, d.name))
            except (TypeError, ValueError, SyntaxError):
                out.write(line(s, "error"))


def records():
    with open(os.path.join(HERE, "records.txt"), "w", newline="\n", encoding="utf-8") as out:
        for align, texts in ((False, RECORDS), (True, ALIGNED)):
            for text in texts:
                try:
                    d = np.dtype(ast.literal_eval(text), align=align)
                except (TypeError, ValueError):
                    out.write(line(text, align, "error"))
                    continue
                offsets = " ".join(str(d.fields[n][1]) for n in d.names or ())
                try:
                    descr = d.descr
                except ValueError:
                    descr = "error"
                out.write(line(text, align, d, d.itemsize, d.alignment, offsets, descr))


table("promotion.txt", promote)
table("casting.txt", casting)
strings()
records()

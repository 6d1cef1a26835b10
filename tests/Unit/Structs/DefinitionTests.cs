using MemMap.DataTypes;

namespace MemMap.Tests.Structs;

/// <summary>What definitions in C and in the short notation mean, and what is said of those that are none.</summary>
public sealed class DefinitionTests
{
    [Theory]
    [InlineData("uint32_t a; uint16_t b[3][2];", "[('a', '<u4'), ('b', '<u2', (3, 2))]")]
    [InlineData("struct { char magic[4]; char kind; } x;", "[('magic', 'S4'), ('kind', 'S1')]")]
    [InlineData("typedef struct a { BYTE x; DWORD y; } a, *pa;", "[('x', 'u1'), ('y', '<u4')]")]
    [InlineData("typedef uint8_t mac[6]; struct { mac from, to; };", "[('from', 'u1', (6,)), ('to', 'u1', (6,))]")]
    [InlineData("struct b { uint8_t v; }; struct c { struct b items[2]; };", "[('items', [('v', 'u1')], (2,))]")]
    [InlineData("BE struct { uint32_t a; LE uint16_t b; struct { uint16_t c; } d; };",
        "[('a', '>u4'), ('b', '<u2'), ('d', [('c', '>u2')])]")]
    [InlineData("struct { __be32 a; __le16 b; };", "[('a', '>u4'), ('b', '<u2')]")]
    [InlineData("#pragma scalar_storage_order big-endian\nstruct { uint32_t a; };", "[('a', '>u4')]")]
    [InlineData("struct { uint32_t a; } __attribute__((scalar_storage_order(\"big-endian\")));", "[('a', '>u4')]")]
    [InlineData("uint24_t a; int24 b; BE uint24 c; bfloat16 d; float16 e;",
        "[('a', '<uint24'), ('b', '<int24'), ('c', '>uint24'), ('d', '<bfloat16'), ('e', '<f2')]")]
    [InlineData("#define N 4 // four\n#define M (N + 2)\nuint8_t a[M]; /* no\nmore */", "[('a', 'u1', (6,))]")]
    [InlineData("#if 0\nuint8_t a;\n#elif defined(X) || !defined X && 1\nuint16_t b;\n#else\n#error no\n#endif\n", "[('b', '<u2')]")]
    [InlineData("enum { A = 2, B = A << 3, C }; uint8_t a[C], b[sizeof(uint32_t) * A];", "[('a', 'u1', (17,)), ('b', 'u1', (8,))]")]
    [InlineData("enum k : uint8_t { X = 1 }; struct { enum k kind; };", "[('kind', 'u1')]")]
    [InlineData("unsigned long long a; long b; unsigned c; signed char d; short int e; int long unsigned f;",
        "[('a', '<u8'), ('b', '<i8'), ('c', '<u4'), ('d', 'i1'), ('e', '<i2'), ('f', '<u8')]")]
    [InlineData("#pragma ms_struct on\nlong b; wchar_t c[2];", "[('b', '<i4'), ('c', 'V4')]")]
    [InlineData("WCHAR a[3]; char16_t b; char32_t c[2]; FILETIME d; GUID e;",
        "[('a', 'V6'), ('b', 'V2'), ('c', '<U2'), ('d', '<i8'), ('e', 'V16')]")]
    [InlineData("S8 a; f4 b; utf8_5 c; unixtime d;", "[('a', 'S8'), ('b', '<f4'), ('c', 'S5'), ('d', '<i4')]")]
    [InlineData("const volatile uint8_t a; static inline int f(void *p) { return sizeof p; } extern int g;", "[('a', 'u1')]")]
    [InlineData("struct { uint8_t n; uint8_t data[n + 1]; uint32_t crc; };", "[('n', 'u1')]")]
    [InlineData("struct { uint32_t n; char name[]; };", "[('n', '<u4')]")]
    [InlineData("struct { uint8_t a; _Static_assert(1, \"x\"); ; uint8_t b; };", "[('a', 'u1'), ('b', 'u1')]")]
    public void Definitions_are_dtypes(string text, string expected) => Assert.Equal(DType.Parse(expected), DType.Parse(text));

    [Theory]
    [InlineData("union { uint32_t ip; uint8_t octets[4]; };", "ip:0, octets:0", 4)]
    [InlineData("uint8_t a; union { uint32_t b; struct { uint16_t c, d; }; }; uint8_t e;", "a:0, b:1, c:1, d:3, e:5", 6)]
    [InlineData("#pragma pack(push, 4)\nstruct { uint8_t a; uint64_t b; };\n#pragma pack(pop)\n", "a:0, b:4", 12)]
    [InlineData("#pragma pack(8)\nstruct { uint8_t a; uint64_t b; uint16_t c; };", "a:0, b:8, c:16", 24)]
    [InlineData("uint32_t a:4, b:12, c:16;", "a:0, b:0, c:2", 4)]
    [InlineData("#pragma ms_struct on\nuint8_t a:4; uint16_t b:4; uint16_t c:12;", "a:0, b:1, c:1", 3)]
    [InlineData("magic S4, . V4, size <u4, @108 vox_offset <f4", "magic:0, size:8, vox_offset:108", 112)]
    [InlineData("@0x10 a u1", "a:16", 17)]
    [InlineData("a u1,. 3,b (2,3)i2, @0 c u1", "a:0, b:4, c:0", 16)]
    public void Members_have_offsets(string text, string expected, int size)
    {
        DType dtype = DType.Parse(text);
        Assert.Equal(expected, string.Join(", ", dtype.Fields!.Select(field => $"{field.Name}:{field.Offset}")));
        Assert.Equal(size, dtype.ItemSize);
        Assert.Equal(dtype, DType.Parse(dtype.ToString()));
    }

    [Theory]
    [InlineData("struct a {\n uint32_t x\n uint8_t y; };", "line 3, column 2: expected ',' or ';', found 'uint8_t'")]
    [InlineData("struct a { uint33_t x; };", "line 1, column 12: expected a type, found 'uint33_t'; did you mean uint32_t?")]
    [InlineData("struct a { uint8_t *x; };", "line 1, column 20: a pointer means nothing in a file; write uint64_t or uint32_t")]
    [InlineData("struct a { uint8_t x[n]; };", "column 22: expected a length of constants and of integers before it, found 'n'")]
    [InlineData("struct a { uint8_t x", "expected ',' or ';', found the end of the text")]
    [InlineData("struct a { uint8_t x:9; };", "column 20: expected a width from 1 to 8 bits, found 9")]
    [InlineData("struct a { float x:3; };", "a bit field has a type of integers")]
    [InlineData("struct a { uint8_t x; uint8_t x; };", "column 31: field 'x' occurs more than once")]
    [InlineData("struct a { uint8_t x[-1]; };", "expected a length of 0 or more, found -1")]
    [InlineData("struct a { uint8_t x[1/0]; };", "the expression has no value of 64 bits")]
    [InlineData("struct a { uint8_t x[65536][65536]; };", "must not exceed 2147483647")]
    [InlineData("uint8_t x; /* open", "expected */, the end of the comment")]
    [InlineData("uint8_t x = \"ab;", "expected \", the end of the literal")]
    [InlineData("#if 1\nuint8_t x;", "line 2, column 11: expected #endif, found the end of the text")]
    [InlineData("#error nothing\nuint8_t x;", "#error nothing")]
    [InlineData("#pragma pack(3)\nuint8_t x;", "expected an alignment of 1, 2, 4, 8 or 16, found '3'")]
    [InlineData("enum e { A, A };", "'A' has a value already")]
    [InlineData("int f(void);", "the text defines no type")]
    [InlineData("struct a { struct b x; };", "expected a type that is defined, found 'struct b'")]
    [InlineData("uint8_t x[0x];", "expected an integer of at most 64 bits")]
    [InlineData("uint8_t n; uint8_t data[EOF]; uint8_t crc;", "nothing can stand behind 'data', which goes on to the end")]
    [InlineData("char magic[2] = \"RIFF\";", "string 'RIFF' has 4 characters")]
    [InlineData("magic S4, size u99", "line 1, column 11: data type 'u99' not understood")]
    [InlineData("magic S4, size", "expected a field: its name, a space, and its dtype, found 'size'")]
    [InlineData("@x magic S4", "expected an offset in bytes, found 'x'")]
    public void What_is_no_definition_is_told_with_its_place(string text, string expected)
    {
        FormatException error = Assert.Throws<FormatException>(() => DType.Parse(text));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal("DefinitionInvalid", error.Data[Error.IdKey]);
    }

    [Fact]
    public void Deep_nesting_is_an_error_and_no_end_of_the_stack()
    {
        foreach (string deep in new[]
        {
            string.Concat(Enumerable.Repeat("struct { ", 100_000)), $"uint8_t a[{new string('(', 100_000)}1;",
            $"uint8_t a[{new string('-', 100_000)}1];", $"uint8_t a[1{string.Concat(Enumerable.Repeat("+1", 100_000))}];",
            $"uint8_t {new string('(', 100_000)}a;", $"uint8_t a = {new string('{', 100_000)}1;",
            string.Concat(Enumerable.Repeat("#if 1\n", 100_000)) + ";", string.Concat(Enumerable.Repeat("struct { ", 40)) + "uint8_t a;"
                + string.Concat(Enumerable.Range(0, 40).Select(i => $"}} a{i};")),
        })
        {
            Assert.Equal("DefinitionInvalid", Assert.Throws<FormatException>(() => DType.Parse(deep)).Data[Error.IdKey]);
        }
        // Each doubles the one before.
        string bomb = "#define a0 1,\n" + string.Concat(Enumerable.Range(1, 60).Select(i => $"#define a{i} a{i - 1} a{i - 1}\n"));
        Assert.Contains("tokens", Assert.Throws<FormatException>(() => DType.Parse(bomb + "enum { a60 };")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Text_ends_at_its_first_nul()
    {
        DType dtype = DType.Parse("char a[4]; WCHAR b[3]; BE WCHAR c[2];");
        byte[] bytes = [65, 0, 66, 67, 65, 0, 0, 0, 66, 0, 3, 169, 0, 65];
        Record record = (Record)ElementCodec.Read(dtype, bytes)!;
        Assert.Equal(new object[] { "A", "A", "\u03a9A" }, record.Values);
        byte[] again = new byte[bytes.Length];
        ElementCodec.Write(dtype, again, record);
        Assert.Equal(bytes, again);
    }

    [Fact]
    public void Enums_have_names()
    {
        DType dtype = DType.Parse("enum color { Red = 1, Green = 7 }; enum __attribute__((flag_enum)) bits : uint8_t { A = 1, B = 2 };"
            + "struct { enum color c; enum bits b; enum color d : 3; };");
        NDArray array = NDArray.Zeros([1], dtype);
        array[0] = new object[] { "green", 3, "Red" };
        Record record = (Record)ElementCodec.Read(dtype, array.ToBytes())!;
        Assert.Equal(["Green", "A, B", "Red"], record.Values.Select(value => value!.ToString()));
        Assert.True(record["c"]!.GetType().IsEnum);
        Assert.Equal([7, 0, 0, 0, 3, 1], array.ToBytes());
    }

    [Fact]
    public void Bit_fields_are_read_assigned_searched_and_measured()
    {
        DType dtype = DType.Parse("uint16_t kind:4, flags:12; int8_t level:3; _Bool last:1;");
        NDArray array = NDArray.Zeros([1000], dtype);
        array.Field("flags").SetItem([":"], NDArray.Arange(1000));
        array.Field("kind").SetItem([":"], 9);
        array.Field("level").SetItem([":"], -2);
        array.Field("last").SetItem(["::2"], true);
        Assert.Equal(999L * 1000 / 2, Convert.ToInt64(array.Field("flags").Sum(), null));
        Assert.Equal(9000L, Convert.ToInt64(array.Field("kind").Sum(), null));
        Assert.Equal(-2000L, Convert.ToInt64(array.Field("level").Sum(), null));
        Assert.Equal(500L, array.Field("last").CountNonZero());
        Assert.Equal((ushort)999, array.Field("flags").Max());
        Assert.Equal("IntegerOutOfBounds", Assert.Throws<OverflowException>(() => array.Field("kind")[3] = 16).Data[Error.IdKey]);
        Assert.Equal(new byte[] { 0x39, 0x00, 0x06 }, array.ToBytes()[9..12]);
        Assert.Equal(DType.UInt16, array.Field("flags").Copy().DType);
    }

    [Fact]
    public void Members_of_a_union_are_written_by_what_is_given_or_changed()
    {
        DType dtype = DType.Parse("uint8_t id; union { uint32_t ip; uint8_t octets[4]; };");
        byte[] bytes = new byte[5];
        ElementCodec.Write(dtype, bytes, new Dictionary<string, object> { ["id"] = 7, ["ip"] = 0x04030201 });
        Assert.Equal([7, 1, 2, 3, 4], bytes);
        ElementCodec.Write(dtype, bytes, new Dictionary<string, object> { ["id"] = 8, ["octets"] = new[] { 5, 6, 7, 8 } });
        Assert.Equal([8, 5, 6, 7, 8], bytes);
        Assert.Equal("FieldMissing", Assert.Throws<ArgumentException>(
            () => ElementCodec.Write(dtype, bytes, new Dictionary<string, object> { ["id"] = 7 })).Data[Error.IdKey]);
        Record record = (Record)ElementCodec.Read(dtype, bytes)!;
        KeptElement changed = record.Kept! with { Value = new object[] { 9, 0x01010101, record["octets"]! } };
        ElementCodec.Write(dtype, bytes, changed);
        Assert.Equal([9, 1, 1, 1, 1], bytes);
    }

    [Fact]
    public void A_definition_gives_the_type_of_each_name_with_what_it_needs()
    {
        const string text = "#define N 3\n#define M (N*2)\ntypedef unsigned char u;\nenum e : u { One = 1 };\nstruct inner { u v[N]; };\n"
            + "#pragma pack(2)\nstruct outer { struct inner i; enum e k; uint32_t x[M]; };\n#pragma pack()\nstruct other { u y; };";
        CDefinitions definitions = CParser.Parse(text, align: false);
        Assert.Equal(["u", "e", "inner", "outer", "other"], definitions.Types.Select(type => type.Name));
        Assert.Equal("other", definitions.Main!.Name);
        foreach (TypeDefinition type in definitions.Types)
        {
            TypeDefinition again = CDefinitions.MainOf(type.Source(), align: false);
            Assert.Equal((type.Name, type.DType), (again.Name, again.DType));
        }
        Assert.DoesNotContain("inner", definitions.Main.Source(), StringComparison.Ordinal);
        Assert.StartsWith("#define N 3\n#define M (N*2)\n", definitions.Types[3].Source(), StringComparison.Ordinal);
    }

    [Fact]
    public void Structs_of_net_are_records()
    {
        DType dtype = typeof(Native);
        Assert.Equal(System.Runtime.InteropServices.Marshal.SizeOf<Native>(), dtype.ItemSize);
        Assert.All(dtype.Fields!, field => Assert.Equal(
            (int)System.Runtime.InteropServices.Marshal.OffsetOf<Native>(field.Name), field.Offset));
        Assert.Equal(["Kind", "Length", "Name", "Numbers", "Day", "Inner", "Flag"], dtype.Fields!.Select(field => field.Name));
        Assert.Equal("[('A', '<i4'), ('B', 'u1')]",
            ((DType)typeof(Overlaid)).ToString().Replace("{'names': ['A', 'B'], 'formats': ['<i4', 'u1'], "
            + "'offsets': [0, 0], 'itemsize': 8}", "[('A', '<i4'), ('B', 'u1')]", StringComparison.Ordinal));
        Assert.Equal("TypeHasNoDType", Assert.Throws<ArgumentException>(() => (DType)typeof(Int128)).Data[Error.IdKey]);
        Assert.Equal("StructField", Assert.Throws<FormatException>(() => (DType)typeof(Lacking)).Data[Error.IdKey]);
    }

#pragma warning disable CS0649, CA1812, CA1823, IDE0044, IDE0051 // The fields are read by reflection.
    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Sequential, Pack = 4)]
    private struct Native
    {
        public byte Kind;
        public ulong Length;
        [System.Runtime.InteropServices.MarshalAs(System.Runtime.InteropServices.UnmanagedType.ByValTStr, SizeConst = 5)]
        public string Name;
        [System.Runtime.InteropServices.MarshalAs(System.Runtime.InteropServices.UnmanagedType.ByValArray, SizeConst = 3)]
        public short[] Numbers;
        public DayOfWeek Day;
        public Overlaid Inner;
        public bool Flag;
    }

    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit, Size = 8)]
    private struct Overlaid
    {
        [System.Runtime.InteropServices.FieldOffset(0)] public int A;
        [System.Runtime.InteropServices.FieldOffset(0)] public byte B;
    }

    private struct Lacking
    {
        public string Text;
    }
#pragma warning restore CS0649, CA1812, CA1823, IDE0044, IDE0051

    // Every named type shows a definition that is the type.
    [Fact]
    public void Every_named_type_has_a_definition()
        => Assert.All(NamedTypes.All.Where(type => type.IsBuiltIn), type => Assert.Equal(type.DType, DType.Parse(type.Definition)));
}

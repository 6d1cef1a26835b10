using MemMap.DataTypes;

namespace MemMap.Tests.Structs;

/// <summary>The text that defines each type of a text, and what a text can't say.</summary>
public sealed class DefinitionSourceTests
{
    // Each text declares a type together with something else, or where it can't be cut out as it stands.
    [Theory]
    [InlineData("struct s { uint8_t a; } q[3];")]
    [InlineData("struct a { uint8_t n; union u { uint32_t x; uint8_t y[4]; } v; };")]
    [InlineData("struct a { union u { uint32_t x; } v; } w, *p; struct b { union u k; struct a l; };")]
    [InlineData("typedef struct s { uint8_t a; } t, u[3], *p; typedef uint16_t v, w[sizeof(v)]; struct c { t x; u y; w z; };")]
    [InlineData("BE struct s { uint32_t a; struct i { uint16_t b; } c; } q; struct t { struct i x; struct s y; };")]
    [InlineData("struct a { enum e { X = 3 } k; union u { uint8_t x[X]; enum e y; } v; }; struct b { uint8_t z[X]; };")]
    [InlineData("struct a { enum { N = 2, M } k; uint8_t x[N]; }; struct b { uint8_t y[M]; };")]
    [InlineData("#define N 3\nstruct a { uint8_t x[N]; };\n#undef N\n#define N 4\nstruct b { uint8_t y[N]; struct a z; };")]
    [InlineData("struct a {\n#ifdef X\nuint8_t x;\n#endif\nuint8_t y; };\n#define X 1\nstruct b { struct a z; uint8_t w[X]; };")]
    [InlineData("#define S struct s { uint8_t a; } q[3]\nS; struct t { struct s b; };")]
    [InlineData("struct a { uint8_t x;\n#pragma pack(2)\nuint32_t y; };\n#pragma pack(4)\n"
        + "struct b { uint8_t u; struct a v; uint64_t w; };")]
    [InlineData("#pragma pack(push, 2)\nstruct a { uint8_t x; uint32_t y;\n#pragma pack(pop)\n};"
        + " struct b { struct a z; uint8_t w; uint64_t v; };")]
    [InlineData("#pragma ms_struct on\nstruct s { uint8_t a:3; uint16_t b:4; long c; } q, r;")]
    [InlineData("struct s { char a[2] = \"\\0\\\"\", b; } q;\n#define Z 1\n#undef Z\n#define Z 2\nstruct t { struct s c; uint8_t d[Z]; };")]
    [InlineData("struct s { uint8_t n; struct e { uint8_t v; } items[n]; } q; struct t { struct e f; };")]
    public void A_definition_reads_back_as_its_type(string text)
    {
        CDefinitions definitions = CParser.Parse(text, align: false);
        Assert.NotEmpty(definitions.Types);
        Assert.All(definitions.Types, type =>
        {
            TypeDefinition again = CDefinitions.MainOf(type.Source(), align: false);
            Assert.Equal((type.Name, type.DType), (again.Name, again.DType));
            Assert.Equal(type.Type.Tail.Select(part => part.Name), again.Type.Tail.Select(part => part.Name));
            Assert.Equal(type.Type.Magic.Count, again.Type.Magic.Count);
        });
    }

    [Fact]
    public void A_definition_has_what_the_type_needs_and_no_more()
    {
        CDefinitions definitions = CParser.Parse("#define N 3 /* three */\nstruct a { union u { uint32_t x[N]; /* here */ } v; } w[2];"
            + "typedef uint8_t b, c[4];", align: false);
        Assert.Equal(["#define N 3 /* three */\nunion u { uint32_t x[N]; /* here */ };",
            "#define N 3 /* three */\nstruct a { union u { uint32_t x[N]; /* here */ } v; };", "typedef uint8_t b;",
            "typedef uint8_t c[4];"],
            definitions.Types.Select(type => type.Source()));
    }

    [Theory]
    [InlineData("#define F(x) x\nF(uint8_t) a;", "line 2, column 1: 'F' is a macro with arguments")]
    [InlineData("#define F(x) x\nuint8_t a[F(2)];", "line 2, column 11: 'F' has arguments")]
    [InlineData("#include \"sizes.h\"\nword a;",
        "expected a type, found 'word'; did you mean WORD?; what #include \"sizes.h\" names isn't read")]
    public void What_the_preprocessor_does_not_do_is_told(string text, string expected)
        => Assert.Contains(expected, Assert.Throws<FormatException>(() => DType.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_array_without_a_name_is_a_gap()
        => Assert.Equal(DType.Parse("{'names': ['a', 'b'], 'formats': ['u1', 'u1'], 'offsets': [0, 4], 'itemsize': 7}"),
            DType.Parse("uint8_t a, [3]; uint8_t b; uint16_t [1];"));

    [Fact]
    public void Dates_and_addresses_have_the_byte_order_of_their_struct()
    {
        DType dtype = DType.Parse("BE struct { unixtime a; LE unixtime b; GUID c; BE struct { unixtime64 d; } e; };");
        Assert.Equal(DType.Parse("[('a', '>i4'), ('b', '<i4'), ('c', 'V16'), ('e', [('d', '>i8')])]"), dtype);
        Guid guid = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");
        Record record = (Record)ElementCodec.Read(dtype, [0, 0, 0, 1, 1, 0, 0, 0, .. guid.ToByteArray(bigEndian: true), .. new byte[8]])!;
        Assert.Equal((new DateTime(1970, 1, 1, 0, 0, 1), new DateTime(1970, 1, 1, 0, 0, 1), guid),
            ((DateTime)record["a"]!, (DateTime)record["b"]!, (Guid)record["c"]!));
    }
}

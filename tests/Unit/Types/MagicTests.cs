using MemMap.DataTypes;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Types;

/// <summary>What a named type says of a file's first bytes.</summary>
public sealed class MagicTests : TempFolder
{
    [Fact]
    public void Every_magic_is_found_in_both_byte_orders_and_missed_where_it_is_not()
        => Assert.All(NamedTypes.All.Where(type => type.Magic.Count > 0), type => Assert.All("|<>", order =>
        {
            DType dtype = order == '|' ? type.DType : type.InOrder(order);
            var element = NDArray.Zeros([1], dtype);
            foreach (FieldMagic magic in type.Magic)
            {
                element.Field(magic.Field)[0] = (order == '>' && magic.BigEndian is { } turned ? turned : magic.Values)[0];
            }
            string path = FileOf(type.Name + (int)order, element.ToBytes());
            using (MemMapArray map = MemMapArray.Open(path, dtype, MapMode.ReadOnly, format: FileFormat.Raw))
            {
                Assert.Equal(1, map.Size);
            }
            foreach (FieldMagic magic in type.Magic)
            {
                byte[] bytes = element.ToBytes();
                bytes[dtype.FindField(magic.Field)!.Offset] ^= 0x20;
                File.WriteAllBytes(path, bytes);
                string message = Assert.Throws<InvalidDataException>(() => MemMapArray.Open(
                    path, dtype, MapMode.ReadWrite, format: FileFormat.Raw)).Message;
                Assert.Contains($"{(order == '|' ? "" : order)}{type.Name} there: {magic.Field} is ", message, StringComparison.Ordinal);
                Assert.Equal(bytes, File.ReadAllBytes(path));
            }
        }));

    [Fact]
    public void Records_behind_a_header_are_where_their_description_says()
        => Assert.All(NamedTypes.All.Where(type => RecordChains.FirstOf(type) > 0), type =>
        {
            NamedType header = NamedTypes.All.First(other => other.Family == type.Family && other.Magic.Count > 0);
            var element = NDArray.Zeros([1], header.DType);
            foreach (FieldMagic magic in header.Magic)
            {
                element.Field(magic.Field)[0] = magic.Values[0];
            }
            Assert.Equal(header, RecordChains.HeaderOf(type, element.ToBytes()));
            Assert.Null(RecordChains.HeaderOf(type, new byte[MagicCheck.Bytes]));
        });

    [Fact]
    public void A_small_number_is_no_magic_to_tell_a_file_by()
    {
        byte[] segment = [6, 0, 0, 0, .. new byte[60]];
        Assert.Empty(MagicCheck.Fitting(segment));
        byte[] two = [.. "MZ"u8, .. new byte[200]];
        Assert.Contains(MagicCheck.Fitting(two), fit => fit.Name == "pe_dos");
        Assert.Empty(MagicCheck.Fitting(two, NamedTypes.Find("elf64")));
        Assert.Contains(MagicCheck.Fitting(two, NamedTypes.Find("pe")), fit => fit.Name == "pe_dos");
    }

    [Theory]
    [InlineData("tone.wav", ">wav", "riff is 'RIFF', not 'RIFX'; -DType 'wav' fits")]
    [InlineData("true.elf", "wav", "riff is '\\x7fELF', not 'RIFF'; -DType 'elf64' fits")]
    [InlineData("mbr.img", "gpt", "not 'EFI PART'; -DType 'mbr' fits")]
    [InlineData("five.bmp", "pcap", ", not 0xa1b2c3d4 or 0xa1b23c4d; -DType 'bmp' fits")]
    public void The_error_says_what_is_there_and_what_fits(string file, string dtype, string message)
        => Assert.Contains(message, Assert.Throws<InvalidDataException>(
            () => MemMapArray.Open(Repository.Golden("formats", file), dtype, MapMode.ReadOnly, shape: [1])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Nothing_changes_where_the_magic_is_another()
    {
        string path = FileOf("short.wav", [.. Enumerable.Repeat((byte)1, 40)]);
        Assert.Throws<InvalidDataException>(() => MemMapArray.Open(path, "wav", MapMode.ReadWrite, shape: [100]));
        Assert.Equal(40, new FileInfo(path).Length);
    }

    [Fact]
    public void A_new_file_and_one_that_ends_before_the_first_element_have_no_magic()
    {
        using (MemMapArray.Open(NewPath("new.wav"), "wav", MapMode.Write, shape: [1]))
        {
        }
        using MemMapArray map = MemMapArray.Open(FileOf("empty.wav", []), "wav", MapMode.ReadWrite, shape: [1]);
        Assert.Equal("", map.Field("riff")[0]);
    }

    [Theory]
    [InlineData("char id[4] = \"RIFF\"; uint32_t size;", "has no such struct there: id is 'XIFF', not 'RIFF'")]
    [InlineData("typedef struct { char id[4] = { \"RIFF\", \"RIFX\" }; } head;", "has no head there: id is 'XIFF', not 'RIFF' or 'RIFX'")]
    [InlineData("struct { struct { uint8_t id[2] = { 'R', 'I' }; } a; uint8_t b : 4 = 6; };", "a.id is 0x5849, not 0x5249")]
    [InlineData("uint8_t a = { 'R', 1 }; uint16_t b;", "a is 88, not 82 or 1")]
    [InlineData("enum class k : uint8_t { R = 'R', I = 'I' }; struct { k a = 'R', b; };", "a is 88, not R")]
    [InlineData("uint8_t a = 0 ... 0x53;", "a of element 0 is 88, and at most 83 in that format")]
    public void A_definition_states_a_magic_by_initial_values(string definition, string message)
    {
        string path = FileOf("magic", [.. "RIFF\0\0\0\0"u8]);
        DType dtype = DType.Parse(definition);
        using (MemMapArray map = MemMapArray.Open(path, dtype, MapMode.ReadOnly, shape: [1]))
        {
            Assert.Equal(dtype, map.DType);
        }
        File.WriteAllBytes(path, [.. "XIFF\0\0\0\0"u8]);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => MemMapArray.Open(path, dtype, MapMode.ReadOnly, shape: [1]));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        using MemMapArray all = MemMapArray.Open(path, DType.Parse(dtype.ToString()), MapMode.ReadOnly, shape: [1]);
        Assert.Equal(1, all.Size);
    }

    [Theory]
    [InlineData("char id[2] = \"RIFF\";", "string 'RIFF' has 4 characters")]
    [InlineData("uint8_t a = 256;", "256")]
    [InlineData("float a = 1 ... 2;", "only integers have a range")]
    [InlineData("uint8_t a = \"x\" ... 2;", "a range of integers")]
    [InlineData("uint8_t n; uint8_t data[n] = { 1 };", "no member has a value")]
    public void An_initial_value_must_fit(string definition, string message)
        => Assert.Contains(message, Assert.Throws<FormatException>(() => DType.Parse(definition)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_dtype_that_equals_a_named_one_has_no_magic()
    {
        string path = FileOf("other", new byte[36]);
        using MemMapArray map = MemMapArray.Open(path, DType.Parse(DType.Parse("wav").ToString()), MapMode.ReadOnly);
        Assert.Equal(1, map.Size);
    }

    [Theory]
    [InlineData("utmp", 384)]
    [InlineData("utmp_arm64", 400)]
    public void Utmp_is_opened_in_the_layout_that_the_file_has(string layout, int size)
    {
        // A length that is a whole number of records of both.
        long count = 384L * 400 / 16 / size;
        var records = NDArray.Zeros([count], layout);
        records.Field("type").Fill(7);
        records.Field("user").Fill("alice");
        records.Field("line").Fill("pts/0");
        records.Field("host").Fill("host.example.org");
        records.Field("time").Fill(new DateTime(2024, 2, 29, 12, 34, 56, DateTimeKind.Utc));
        records.Field("microseconds").Fill(999_999);
        string path = FileOf("wtmp-" + layout, records.ToBytes());
        foreach (string name in new[] { "utmp", "utmp_arm64" })
        {
            using MemMapArray map = MemMapArray.Open(path, name, MapMode.ReadOnly);
            Assert.Equal((count, size), (map.Size, map.ItemSize));
            Assert.Equal(2024, ((DateTime)map.Field("time")[0]!).Year);
        }
    }

    [Fact]
    public void The_time_of_utmp_is_unsigned()
    {
        var record = NDArray.Zeros([1], "utmp");
        record.Field("time")[0] = new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        Assert.Equal(2100, ((DateTime)record.Field("time")[0]!).Year);
    }

    private string FileOf(string name, byte[] content)
    {
        string path = NewPath(name);
        File.WriteAllBytes(path, content);
        return path;
    }

    [Fact]
    public void A_magic_must_fit_its_type()
    {
        DType dtype = DType.Parse("[('m', 'S4'), ('n', 'u2')]");
        Assert.Equal("the magic names 'x', which is no field; fields are m, n",
            Assert.Throws<ArgumentException>(() => new NamedType("t", dtype, magic: [new FieldMagic("x", 1)])).Message);
        Assert.StartsWith("the magic of field 'n' does not fit it: integer 65536 is out of bounds",
            Assert.Throws<ArgumentException>(() => new NamedType("t", dtype, magic: [new FieldMagic("n", 1, 65536)])).Message,
            StringComparison.Ordinal);
        Assert.Equal("the magic of field 'n' has no value",
            Assert.Throws<ArgumentException>(() => new NamedType("t", dtype, magic: [new FieldMagic("n")])).Message);
        Assert.Equal("only fields of a record have a magic, and float64 is none",
            Assert.Throws<ArgumentException>(() => new NamedType("t", DType.Float64, magic: [new FieldMagic("n", 1)])).Message);
    }
}

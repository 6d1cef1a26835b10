using System.Globalization;
using System.Text.Json;
using MemMap.DataTypes;

namespace MemMap.Tests.Types;

/// <summary>
/// The formats that come with the module: their files, and what they read in files that tests/Golden/make_types.py made. facts.json is what
/// other programs say of those, or what was written where no program writes the format.
/// </summary>
public sealed class TypeFileTests
{
    public static TheoryData<string, long, string, string> Facts()
    {
        TheoryData<string, long, string, string> rows = [];
        JsonElement facts = JsonDocument.Parse(File.ReadAllText(Repository.Golden("types", "facts.json"))).RootElement;
        foreach (JsonElement fact in facts.EnumerateArray())
        {
            rows.Add(fact.GetProperty("file").GetString()!, fact.GetProperty("offset").GetInt64(), fact.GetProperty("type").GetString()!,
                fact.GetProperty("values").GetRawText());
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public void A_format_reads_what_other_programs_read(string file, long offset, string type, string values)
    {
        using MemMapArray map = MemMapArray.Open(
            Repository.Golden("types", file), type, MapMode.ReadOnly, offset, [1], format: FileFormat.Raw);
        Record record = (Record)map.DType.Codec.Read(map.ToBytes())!;
        Assert.All(JsonDocument.Parse(values).RootElement.EnumerateObject(), value =>
            Assert.Equal($"{value.Name}: {value.Value}", $"{value.Name}: {Text(record[value.Name])}"));
    }

    [Fact]
    public void Every_file_has_types_whose_sizes_and_names_are_those_of_its_lines()
    {
        string[] files = Directory.GetFiles(TypeFiles.Folder!, "*.h");
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            CDefinitions definitions = CParser.Parse(File.ReadAllText(file), align: false);
            Assert.All(definitions.Types, type =>
            {
                NamedType named = NamedTypes.Find(type.Name!)!;
                Assert.Equal((type.DType, type.DType.ItemSize), (named.DType, named.ItemSize));
                Assert.True(named.IsBuiltIn);
                Assert.Equal(type.Type.Fields is not null, named.Description.Length > 0);
            });
        }
    }

    [Fact]
    public void Names_are_listed_without_reading_the_definitions()
    {
        NamedType shell = new("x", "A type.", 16, () => throw new FormatException("read"));
        Assert.Equal(("x", "A type.", 16), (shell.Name, shell.Description, shell.ItemSize));
        Assert.Equal("read", Assert.Throws<FormatException>(() => shell.DType).Message);
        Assert.Empty(NamedTypes.Readable([shell]));
    }

    [Fact]
    public void A_file_whose_size_is_another_one_is_an_error()
        => Assert.Equal("x has 4 bytes, and the comment behind its name says 5", Assert.Throws<FormatException>(
            () => new NamedType("x", "", 5, () => CDefinitions.MainOf("struct x { uint32_t a; };", align: false)).DType).Message);

    [Fact]
    public void A_turned_type_keeps_what_has_an_order_of_its_own()
    {
        byte[] uuid = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];
        byte[] element = new byte[1024];
        uuid.CopyTo(element, 0x68);
        foreach (string name in new[] { "ext4", "<ext4" })
        {
            Record record = (Record)DType.Parse(name).Codec.Read(element)!;
            Assert.Equal(new Guid(uuid, bigEndian: true), record["uuid"]);
        }
    }

    private static string Text(object? value) => value switch
    {
        DateTime date => date.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

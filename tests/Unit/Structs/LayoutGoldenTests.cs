using System.Text.Json;
using MemMap.DataTypes;

namespace MemMap.Tests.Structs;

/// <summary>Where the members of structs are, beside GCC's answers for random ones (tests/Golden/make_structs.py).</summary>
public sealed class LayoutGoldenTests
{
    private static readonly JsonElement[] Cases =
        [.. JsonDocument.Parse(File.ReadAllText(Repository.Golden("structs", "layouts.json"))).RootElement.EnumerateArray()];

    [Fact]
    public void Members_are_where_gcc_has_them()
    {
        Assert.True(Cases.Length >= 600);
        List<string> wrong = [];
        foreach (JsonElement one in Cases)
        {
            string text = one.GetProperty("text").GetString()!;
            // What isn't said by the text is aligned, as it is to GCC.
            DType dtype = DType.Parse(text, align: true);
            int size = one.GetProperty("size").GetInt32();
            if (dtype.ItemSize != size)
            {
                wrong.Add($"{text}: {size} bytes, and here {dtype.ItemSize}");
            }
            foreach (JsonProperty member in one.GetProperty("bits").EnumerateObject())
            {
                Field field = dtype.FindField(member.Name)!;
                string answer = member.Value.GetString()!;
                string found = answer.StartsWith("at ", StringComparison.Ordinal) ? $"at {field.Offset}, {field.DType.ItemSize}"
                    : BitsOf(field, dtype.ItemSize);
                if (found != answer)
                {
                    wrong.Add($"{text}: {member.Name} is '{answer}', and here '{found}'");
                }
            }
        }
        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong:\n" + string.Join('\n', wrong.Take(12)));
    }

    [Fact]
    public void What_is_aligned_says_so_in_its_definition()
    {
        foreach (JsonElement one in Cases)
        {
            TypeDefinition type = CDefinitions.MainOf(one.GetProperty("text").GetString()!, align: true);
            Assert.Equal(type.DType, CDefinitions.MainOf(type.Source(), align: false).DType);
        }
    }

    internal static string BitsOf(Field field, int size)
    {
        byte[] record = new byte[size];
        Span<byte> bytes = record.AsSpan(field.Offset, field.DType.ItemSize);
        if (field.DType.Packing is { } packing)
        {
            byte[] ones = Enumerable.Repeat((byte)0xff, field.DType.AsNative().ItemSize).ToArray();
            packing.Pack(ones, bytes, field.DType.IsBigEndian);
        }
        else
        {
            bytes.Fill(0xff);
        }
        return string.Join(' ', record.Select((b, i) => b == 0 ? "" : $"{i}:{b:x2}").Where(text => text.Length > 0));
    }
}

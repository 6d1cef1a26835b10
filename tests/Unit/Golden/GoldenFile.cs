using System.Text.Json;
using System.Text.Json.Serialization;

namespace MemMap.Tests.Golden;

/// <summary>An array as numpy had it: with its place in a buffer, or without strides the bytes of its elements in C order.</summary>
internal sealed record GoldenArray(
    [property: JsonPropertyName("t")] string DType,
    [property: JsonPropertyName("s")] long[] Shape,
    [property: JsonPropertyName("st")] long[]? Strides,
    [property: JsonPropertyName("o")] long Offset,
    [property: JsonPropertyName("b")] byte[] Bytes);

/// <summary>What is done with a group's arrays and what comes of it; make_golden.py tells which parts there are.</summary>
internal sealed record GoldenCase
{
    /// <summary>Which case it is: theme, line of the file, place in the line.</summary>
    [JsonIgnore]
    public string Id { get; set; } = "";

    [JsonPropertyName("op")]
    public string? Operation { get; init; }

    [JsonPropertyName("i")]
    public string[]? Index { get; init; }

    [JsonPropertyName("t")]
    public string? DType { get; init; }

    [JsonPropertyName("n")]
    public JsonElement? Number { get; init; }

    [JsonPropertyName("r")]
    public bool IsReversed { get; init; }

    [JsonPropertyName("l")]
    public JsonElement? List { get; init; }

    [JsonPropertyName("v")]
    public GoldenArray? Value { get; init; }

    [JsonPropertyName("w")]
    public string? Within { get; init; }

    [JsonPropertyName("axis")]
    public JsonElement? Axis { get; init; }

    [JsonPropertyName("keepdims")]
    public bool KeepDims { get; init; }

    [JsonPropertyName("ddof")]
    public int DegreesOfFreedom { get; init; }

    [JsonPropertyName("k")]
    public string? Kind { get; init; }

    [JsonPropertyName("x")]
    public GoldenArray? Expected { get; init; }

    [JsonPropertyName("st")]
    public long?[]? Strides { get; init; }

    [JsonPropertyName("after")]
    public byte[]? After { get; init; }

    [JsonPropertyName("e")]
    public string? Error { get; init; }

    [JsonPropertyName("ulp")]
    public double? Ulp { get; init; }

    /// <summary>Whether the sign of a zero counts even where units in the last place don't.</summary>
    [JsonPropertyName("z")]
    public bool HasSignedZeros { get; init; }

    [JsonPropertyName("rule")]
    public string? Rule { get; init; }
}

/// <summary>Cases that share one or two arrays.</summary>
internal sealed record GoldenGroup(
    [property: JsonPropertyName("a")] GoldenArray Array,
    [property: JsonPropertyName("b")] GoldenArray? Other,
    [property: JsonPropertyName("cases")] GoldenCase[] Cases);

internal static class GoldenFile
{
    /// <summary>The groups of a theme, from tests/Golden/cases.</summary>
    internal static GoldenGroup[] Load(string theme)
    {
        string path = Repository.Golden("cases", theme + ".json");
        if (Repository.IsLive && !File.Exists(path))
        {
            return [];
        }
        using FileStream stream = File.OpenRead(path);
        GoldenGroup[] groups = JsonSerializer.Deserialize<GoldenGroup[]>(stream) ?? [];
        for (int i = 0; i < groups.Length; i++)
        {
            for (int j = 0; j < groups[i].Cases.Length; j++)
            {
                // Each group has a line of its own, below the opening bracket.
                groups[i].Cases[j].Id = $"{theme}:{i + 2}.{j + 1}";
            }
        }
        return groups;
    }
}

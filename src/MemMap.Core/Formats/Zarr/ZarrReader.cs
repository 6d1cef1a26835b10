using System.Collections.ObjectModel;
using System.Text.Json;
using MemMap.DataTypes;
using MemMap.Geometry;

namespace MemMap.Formats;

/// <summary>
/// Reads the descriptions of a Zarr store. They are untrusted: their length and their depth are limited.
/// <code>
/// version 2    .zarray and .zattrs of an array, .zgroup of a group
/// version 3    zarr.json of either
/// </code>
/// </summary>
internal static partial class ZarrReader
{
    internal const string ArrayFile = ".zarray", GroupFile = ".zgroup", AttributesFile = ".zattrs", NodeFile = "zarr.json";

    private const long MaxDescription = 16 << 20;

    /// <summary>Whether a folder is an array.</summary>
    internal static bool IsArray(string path)
        => File.Exists(Path.Combine(path, ArrayFile)) || (File.Exists(Path.Combine(path, NodeFile)) && NodeTypeOf(path) == "array");

    /// <summary>Whether a folder is an array or a group.</summary>
    internal static bool IsNode(string path)
        => File.Exists(Path.Combine(path, ArrayFile)) || File.Exists(Path.Combine(path, GroupFile))
            || File.Exists(Path.Combine(path, NodeFile));

    /// <summary>Reads the description of an array.</summary>
    /// <exception cref="InvalidDataException">It is not valid, or says what can't be read.</exception>
    internal static ZarrArray Read(string path)
    {
        bool isSecond = File.Exists(Path.Combine(path, ArrayFile));
        try
        {
            using JsonDocument document = Parse(path, isSecond ? ArrayFile : NodeFile);
            ZarrArray array = isSecond ? Second(path, document.RootElement) : Third(path, document.RootElement);
            Require(array);
            return array;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or OverflowException or InvalidCastException
            || (e is InvalidOperationException or ArgumentException && !e.Data.Contains(Error.IdKey)))
        {
            throw Error.InvalidZarr(path, e.Message, e);
        }
    }

    private static string? NodeTypeOf(string path)
    {
        try
        {
            using JsonDocument document = Parse(path, NodeFile);
            return document.RootElement.GetProperty("node_type").GetString();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Error.InvalidZarr(path, e.Message, e);
        }
    }

    private static JsonDocument Parse(string path, string name)
    {
        string file = Path.Combine(path, name);
        return new FileInfo(file).Length <= MaxDescription
            ? JsonDocument.Parse(File.ReadAllBytes(file), new JsonDocumentOptions { MaxDepth = 64 })
            : throw Error.InvalidZarr(path, $"{name} is longer than {MaxDescription} bytes");
    }

    private static void Require(ZarrArray array)
    {
        if (array.DType.ItemSize == 0)
        {
            throw Error.NoItemSize(array.DType);
        }
        _ = Layout.CheckedByteSize(array.Shape, array.DType.ItemSize);
        if (array.Shape.Length > Layout.MaxNDim || array.Chunk.Length != array.Shape.Length || array.Chunk.Any(length => length < 1))
        {
            throw Error.InvalidZarr(
                array.Path, $"its chunks of shape {Error.Shape(array.Chunk)} are no parts of shape {Error.Shape(array.Shape)}");
        }
        if (array.ChunkBytes > int.MaxValue && !array.IsMapped)
        {
            throw Error.InvalidZarr(array.Path, $"its chunks have {array.ChunkBytes} bytes; compressed ones may have {int.MaxValue}");
        }
    }

    private static ZarrArray Second(string path, JsonElement all)
    {
        int version = all.GetProperty("zarr_format").GetInt32();
        if (version != 2)
        {
            throw Error.InvalidZarr(path, $"{ArrayFile} is of version {version}, not 2");
        }
        DType dtype = all.GetProperty("dtype") is { ValueKind: JsonValueKind.String } text ? DType.Parse(text.GetString()!)
            : DTypeSpec.FromList((object?[])Plain(all.GetProperty("dtype"))!);
        long[] shape = Lengths(all.GetProperty("shape"));
        bool isFortran = all.GetProperty("order").GetString() == "F";
        List<ChunkCodec> codecs = [];
        if (all.TryGetProperty("filters", out JsonElement filters) && filters.ValueKind != JsonValueKind.Null)
        {
            codecs.AddRange(filters.EnumerateArray().Select(filter => CodecOf(path, filter, filter.GetProperty("id").GetString()!, dtype)));
        }
        if (all.TryGetProperty("compressor", out JsonElement used) && used.ValueKind != JsonValueKind.Null)
        {
            codecs.Add(CodecOf(path, used, used.GetProperty("id").GetString()!, dtype));
        }
        return new ZarrArray(path, dtype, shape, Lengths(all.GetProperty("chunks")))
        {
            Axes = [.. isFortran ? Enumerable.Range(0, shape.Length).Reverse() : Enumerable.Range(0, shape.Length)],
            Codecs = codecs,
            Fill = all.TryGetProperty("fill_value", out JsonElement fill) ? ZarrFill.Read(fill, dtype) : null,
            Separator = all.TryGetProperty("dimension_separator", out JsonElement separator) && separator.GetString() == "/" ? '/' : '.',
            Attributes = SecondAttributes(path),
        };
    }

    private static ReadOnlyDictionary<string, object?> SecondAttributes(string path)
    {
        if (!File.Exists(Path.Combine(path, AttributesFile)))
        {
            return ReadOnlyDictionary<string, object?>.Empty;
        }
        using JsonDocument document = Parse(path, AttributesFile);
        return AttributesOf(document.RootElement, null);
    }

    private static ReadOnlyDictionary<string, object?> AttributesOf(JsonElement attributes, JsonElement? axes)
    {
        Dictionary<string, object?> all = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty attribute in attributes.EnumerateObject())
        {
            all[attribute.Name] = Plain(attribute.Value);
        }
        if (axes is { ValueKind: JsonValueKind.Array } names)
        {
            all[ContainerArray.AxisNames] = Plain(names);
        }
        return new(all);
    }

    private static ChunkCodec CodecOf(string path, JsonElement codec, string name, DType dtype)
    {
        JsonElement options = codec.ValueKind == JsonValueKind.Object && codec.TryGetProperty("configuration", out JsonElement given)
            ? given : codec;
        return name.Replace("numcodecs.", "", StringComparison.Ordinal) switch
        {
            "gzip" => new DeflateCodec(isGzip: true),
            "zlib" => new DeflateCodec(isGzip: false),
            "zstd" => new ZstdCodec(),
            "lz4" => new Lz4Codec(),
            "blosc" => new BloscCodec(),
            "crc32c" => new Crc32CCodec(),
            "shuffle" => new ShuffleCodec(
                options.ValueKind == JsonValueKind.Object && options.TryGetProperty("elementsize", out JsonElement size)
                    ? size.GetInt32() : dtype.ItemSize),
            "sharding_indexed" => throw Error.InvalidZarr(
                path, "its chunks are in shards within shards, which are not read"),
            _ => throw Error.InvalidZarr(path, $"its chunks are encoded by '{name}', which is not read; gzip, zlib, zstd, lz4, blosc, "
                + "shuffle and crc32c are"),
        };
    }

    private static long[] Lengths(JsonElement list) => [.. list.EnumerateArray().Select(length => length.GetInt64())];

    private static object? Plain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Select(Plain).ToArray(),
        JsonValueKind.Object => element.EnumerateObject().GroupBy(pair => pair.Name)
            .ToDictionary(pair => pair.Key, pair => Plain(pair.Last().Value)),
        JsonValueKind.Number => element.TryGetInt64(out long integer) ? (object)integer : element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        _ => element.GetString(),
    };
}

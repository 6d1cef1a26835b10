using System.Text.Json;

namespace MemMap.Formats;

// Version 3: https://zarr-specs.readthedocs.io/en/latest/v3/core
internal static partial class ZarrReader
{
    private static ZarrArray Third(string path, JsonElement all)
    {
        RequireKnown(path, all);
        long[] shape = Lengths(all.GetProperty("shape"));
        JsonElement grid = all.GetProperty("chunk_grid");
        if (NameOf(grid) != "regular")
        {
            throw Error.InvalidZarr(path, $"its chunk grid is '{NameOf(grid)}'; a regular one can be read");
        }
        DType type = ZarrTypes.Parse(path, all.GetProperty("data_type"));
        Pipeline codecs = PipelineOf(path, all.GetProperty("codecs"), shape.Length, type, mayShard: true);
        long[] chunk = Lengths(grid.GetProperty("configuration").GetProperty("chunk_shape"));
        ZarrShards? shards = null;
        if (codecs.Shards is { } options)
        {
            (shards, chunk, codecs) = Sharded(path, options, chunk, type);
        }
        (string prefix, char separator) = KeysOf(path, all.GetProperty("chunk_key_encoding"));
        return new ZarrArray(path, codecs.DType, shape, chunk)
        {
            Version = 3,
            Axes = codecs.Axes,
            Codecs = codecs.Codecs,
            Shards = shards,
            Fill = ZarrFill.Read(all.GetProperty("fill_value"), codecs.DType),
            Prefix = prefix,
            Separator = separator,
            Attributes = AttributesOf(
                all.TryGetProperty("attributes", out JsonElement attributes) ? attributes : JsonSerializer.SerializeToElement(new { }),
                all.TryGetProperty("dimension_names", out JsonElement names) ? names : null),
        };
    }

    /// <summary>Reads a list of codecs: those of axes, one that makes bytes of elements, those of bytes.</summary>
    private static Pipeline PipelineOf(string path, JsonElement codecs, int ndim, DType dtype, bool mayShard)
    {
        Pipeline found = new(dtype, [.. Enumerable.Range(0, ndim)], []);
        bool isBytes = false;
        foreach (JsonElement codec in codecs.EnumerateArray())
        {
            string name = NameOf(codec);
            JsonElement options = OptionsOf(codec);
            if (isBytes)
            {
                found = found.Shards is null ? found with { Codecs = [.. found.Codecs, CodecOf(path, codec, name, found.DType)] }
                    : throw Error.InvalidZarr(path, $"its shards are encoded by '{name}', which is not read");
            }
            else if (name == "transpose")
            {
                found = found with { Axes = Transposed(path, found.Axes, options.GetProperty("order")) };
            }
            else if (name is "bytes" or "endian")
            {
                isBytes = true;
                bool isBig = options.ValueKind == JsonValueKind.Object && options.TryGetProperty("endian", out JsonElement endian)
                    && endian.GetString() == "big";
                found = found with { DType = dtype.NewByteOrder(isBig ? '>' : '<') };
            }
            else if (name == "sharding_indexed" && mayShard)
            {
                isBytes = true;
                found = found.Axes.SequenceEqual(Enumerable.Range(0, ndim)) ? found with { Shards = options }
                    : throw Error.InvalidZarr(path, "its shards are transposed, which is not read");
            }
            else
            {
                _ = CodecOf(path, codec, name, DType.UInt8);
                throw Error.InvalidZarr(path, $"its codec '{name}' stands before 'bytes'");
            }
        }
        return isBytes ? found : throw Error.InvalidZarr(path, "it has no codec 'bytes'");
    }

    /// <summary>Reads how the chunks of a shard are stored.</summary>
    private static (ZarrShards Shards, long[] Chunk, Pipeline Codecs) Sharded(string path, JsonElement options, long[] shard, DType dtype)
    {
        long[] chunk = Lengths(options.GetProperty("chunk_shape"));
        if (chunk.Length != shard.Length || chunk.Any(length => length < 1)
            || shard.Where((length, axis) => length % chunk[axis] != 0).Any())
        {
            throw Error.InvalidZarr(path, $"its chunks of shape {Error.Shape(chunk)} are no parts of shards of shape {Error.Shape(shard)}");
        }
        Pipeline index = PipelineOf(path, options.GetProperty("index_codecs"), shard.Length, DType.UInt64, mayShard: false);
        if (index.DType.IsBigEndian || index.Codecs is not ([] or [Crc32CCodec]))
        {
            throw Error.InvalidZarr(
                path, "the index of its shards is encoded in a way that is not read; little-endian bytes with crc32c are");
        }
        bool isAtStart = options.TryGetProperty("index_location", out JsonElement location) && location.GetString() == "start";
        long[] counts = [.. shard.Select((length, axis) => length / chunk[axis])];
        return (new ZarrShards(counts, isAtStart, index.Codecs), chunk,
            PipelineOf(path, options.GetProperty("codecs"), shard.Length, dtype, mayShard: false));
    }

    private static void RequireKnown(string path, JsonElement all)
    {
        int version = all.GetProperty("zarr_format").GetInt32();
        if (version != 3 || all.GetProperty("node_type").GetString() != "array")
        {
            throw Error.InvalidZarr(path, $"{NodeFile} is not of an array of version 3");
        }
        foreach (JsonProperty member in all.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Object))
        {
            // The specification's way to say that readers may ignore what they don't know.
            bool isNeeded = !member.Value.TryGetProperty("must_understand", out JsonElement must) || must.ValueKind != JsonValueKind.False;
            if (isNeeded && member.Name is not ("chunk_grid" or "chunk_key_encoding" or "attributes" or "fill_value" or "data_type"
                or "consolidated_metadata"))
            {
                throw Error.InvalidZarr(path, $"it has an extension '{Printable.Line(member.Name)}', which is unknown");
            }
        }
        if (all.TryGetProperty("storage_transformers", out JsonElement transformers) && transformers.GetArrayLength() > 0)
        {
            throw Error.InvalidZarr(path, "it has storage transformers, which are unknown");
        }
    }

    // The order says which axis of the array is each axis of what is stored.
    private static int[] Transposed(string path, int[] axes, JsonElement order)
    {
        int[] given = order.ValueKind switch
        {
            JsonValueKind.String when order.GetString() == "F" => [.. Enumerable.Range(0, axes.Length).Reverse()],
            JsonValueKind.String => [.. Enumerable.Range(0, axes.Length)],
            _ => [.. order.EnumerateArray().Select(axis => axis.GetInt32())],
        };
        return given.Order().SequenceEqual(Enumerable.Range(0, axes.Length)) ? [.. given.Select(axis => axes[axis])]
            : throw Error.InvalidZarr(path, $"({string.Join(", ", given)}) is no order of {axes.Length} axes");
    }

    private static (string Prefix, char Separator) KeysOf(string path, JsonElement encoding)
    {
        string name = NameOf(encoding);
        bool isDefault = name == "default";
        if (!isDefault && name != "v2")
        {
            throw Error.InvalidZarr(path, $"its chunk keys are encoded by '{name}'; 'default' and 'v2' are known");
        }
        JsonElement options = OptionsOf(encoding);
        char separator = options.ValueKind == JsonValueKind.Object && options.TryGetProperty("separator", out JsonElement given)
            ? given.GetString() switch
            {
                "." => '.',
                "/" => '/',
                var other => throw Error.InvalidZarr(path, $"the separator of its chunk keys is '{Printable.Line(other!)}'"),
            }
            : isDefault ? '/' : '.';
        return (isDefault ? "c" : "", separator);
    }

    // A codec without options may be given by its name alone.
    private static string NameOf(JsonElement named)
        => (named.ValueKind == JsonValueKind.String ? named.GetString() : named.GetProperty("name").GetString()) is { } name
            ? Printable.Line(name) : "";

    private static JsonElement OptionsOf(JsonElement named)
        => named.ValueKind == JsonValueKind.Object && named.TryGetProperty("configuration", out JsonElement options) ? options : default;

    /// <summary>How elements become bytes.</summary>
    /// <param name="DType">The dtype, in the byte order of the bytes.</param>
    /// <param name="Axes">The axes in the order in which they are stored.</param>
    /// <param name="Codecs">What was done with the bytes.</param>
    private sealed record Pipeline(DType DType, int[] Axes, IReadOnlyList<ChunkCodec> Codecs)
    {
        /// <summary>The options of shards; null if there are none.</summary>
        internal JsonElement? Shards { get; init; }
    }
}

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
        int[] axes = [.. Enumerable.Range(0, shape.Length)];
        bool isBigEndian = false, isBytes = false;
        List<(JsonElement Codec, string Name)> steps = [];
        foreach (JsonElement codec in all.GetProperty("codecs").EnumerateArray())
        {
            string name = NameOf(codec);
            JsonElement options = OptionsOf(codec);
            if (isBytes)
            {
                steps.Add((codec, name));
            }
            else if (name == "transpose")
            {
                axes = Transposed(path, axes, options.GetProperty("order"));
            }
            else if (name is "bytes" or "endian")
            {
                isBytes = true;
                isBigEndian = options.ValueKind == JsonValueKind.Object && options.TryGetProperty("endian", out JsonElement endian)
                    && endian.GetString() == "big";
            }
            else
            {
                _ = CodecOf(path, codec, name, DType.UInt8);
                throw Error.InvalidZarr(path, $"its codec '{name}' stands before 'bytes'");
            }
        }
        if (!isBytes)
        {
            throw Error.InvalidZarr(path, "it has no codec 'bytes'");
        }
        DType dtype = ZarrTypes.Parse(path, all.GetProperty("data_type")).NewByteOrder(isBigEndian ? '>' : '<');
        (string prefix, char separator) = KeysOf(path, all.GetProperty("chunk_key_encoding"));
        return new ZarrArray(path, dtype, shape, Lengths(grid.GetProperty("configuration").GetProperty("chunk_shape")))
        {
            Version = 3,
            Axes = axes,
            Codecs = [.. steps.Select(step => CodecOf(path, step.Codec, step.Name, dtype))],
            Fill = ZarrFill.Read(all.GetProperty("fill_value"), dtype),
            Prefix = prefix,
            Separator = separator,
            Attributes = AttributesOf(
                all.TryGetProperty("attributes", out JsonElement attributes) ? attributes : JsonSerializer.SerializeToElement(new { }),
                all.TryGetProperty("dimension_names", out JsonElement names) ? names : null),
        };
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
}

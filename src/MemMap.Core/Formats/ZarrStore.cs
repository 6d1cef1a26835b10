using System.Collections.ObjectModel;
using System.Globalization;
using System.Text.Json;
using MemMap.Compute;
using MemMap.DataTypes;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>
/// Zarr stores, version 2, which Dask and others read: a folder with a description and a file for each chunk of the array.
/// <code>
/// name.zarr/.zarray     JSON: shape, chunks, dtype as in a .npy header, order, and no compressor
/// name.zarr/0.0         the rows 0 .. n - 1, in C order, nothing but the elements
/// name.zarr/1.0         the next n rows; the last chunk has n rows too, of which those beyond the shape mean nothing
/// </code>
/// Chunks are along the first axis only, and uncompressed, so each can be mapped in place.
/// </summary>
internal static class ZarrStore
{
    /// <summary>The name of the description, which makes a folder a store.</summary>
    internal const string Description = ".zarray";

    /// <summary>The default maximum size of a chunk in bytes. A chunk has at least one row.</summary>
    internal const long UsualChunkBytes = 64 << 20;

    private const long MaxDescription = 1 << 20;

    /// <summary>Whether a path is a folder with a store.</summary>
    internal static bool IsStore(string path) => File.Exists(Path.Combine(path, Description));

    /// <summary>
    /// Returns the name of an item in a folder that <see cref="ArrayExport"/> has not written; empty if the folder is not a store;
    /// <see langword="null"/> if the folder contains only such a store.
    /// </summary>
    internal static string? Foreign(string path)
    {
        FileInfo description = new(Path.Combine(path, Description));
        if (!description.Exists)
        {
            return "";
        }
        int ndim;
        long chunks;
        try
        {
            (long[] shape, long[] chunk, DType dtype, _, char separator) = Read(path);
            if (separator != '.' || !File.ReadAllBytes(description.FullName).AsSpan().SequenceEqual(Describe(dtype, shape, chunk)))
            {
                return Description;
            }
            (ndim, chunks) = (shape.Length, shape.Contains(0) ? 0 : shape.Length == 0 ? 1 : ((shape[0] - 1) / chunk[0]) + 1);
        }
        catch (InvalidDataException)
        {
            return Description;
        }
        return new DirectoryInfo(path).EnumerateFileSystemInfos().FirstOrDefault(
            entry => entry.Name != Description && !(entry is FileInfo && IsKey(entry.Name, ndim, chunks)))?.Name;
    }

    /// <summary>Plans to map the chunks of a store, one array each, in the order of their rows.</summary>
    /// <exception cref="InvalidDataException">The description is invalid, or the chunks can't be mapped.</exception>
    /// <exception cref="IOException">A chunk is missing.</exception>
    /// <exception cref="ArgumentException">The description contradicts the user's parameters.</exception>
    internal static OpenPlan Plan(MapRequest request, ArraySpec given)
    {
        string path = request.Path ?? throw Error.CannotOpenAs(FileFormat.Zarr);
        if (request.Mode == MapMode.Write)
        {
            throw Error.ZarrMode(request.Mode);
        }
        (long[] shape, long[] chunk, DType dtype, MemoryOrder order, char separator) = Read(path);
        given.RequireAgreement(dtype, shape, order, 0, path);
        List<(MapRequest Request, long Rows)> chunks = [];
        long rows = shape.Length == 0 ? 1 : shape[0], step = shape.Length == 0 ? 1 : chunk[0];
        for (long first = 0; first < rows && !shape.Contains(0); first += step)
        {
            string file = Path.Combine(path, Key(first / step, shape.Length, separator));
            // Check inside the loop: a description may claim more chunks than fit in memory.
            if (!File.Exists(file))
            {
                throw Error.ZarrChunkMissing(file);
            }
            // Check the length: a short chunk is never extended, whatever the mode. It may be a link to another file.
            MapRequest part = RawFile.Sized(request with { Path = file, Offset = 0 }, dtype, chunk);
            long bytes = part.ByteLength!.Value;
            part = part with
            {
                CanPark = true,
                ByteLength = null,
                Measure = length => length >= bytes ? bytes : throw Error.ZarrChunkTooShort(file, bytes, length),
            };
            part.Validate();
            chunks.Add((part, Math.Min(step, rows - first)));
        }
        IEnumerable<OpenPlan> parts = chunks.Select(
            part => new OpenPlan(part.Request, () => [Map(part.Request, dtype, chunk, order, part.Rows)]));
        return OpenPlan.Of(request with { ByteLength = 0 }, [.. parts]) with { Parts = null }; // A store is opened wholly or not at all.
    }

    /// <summary>Returns the array of a store.</summary>
    /// <exception cref="InvalidDataException">The description is invalid.</exception>
    internal static ArrayMember Member(string path)
    {
        (long[] shape, _, DType dtype, MemoryOrder order, _) = Read(path);
        return new ArrayMember(
            path, FileFormat.Zarr, "", dtype, shape, order, null, Layout.CheckedByteSize(shape, dtype.ItemSize), true, null,
            ReadOnlyDictionary<string, object?>.Empty);
    }

    /// <summary>Returns the description of a new store.</summary>
    /// <param name="array">The array.</param>
    /// <param name="rows">The number of rows in a chunk.</param>
    internal static byte[] Describe(ArrayRef array, long rows) => Describe(array.DType, array.Shape, ChunkShape(array, rows));

    private static byte[] Describe(DType dtype, long[] shape, long[] chunk)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            WriteShape(json, "chunks", chunk);
            json.WriteNull("compressor");
            json.WritePropertyName("dtype");
            WriteDType(json, dtype);
            json.WriteNull("fill_value");
            json.WriteNull("filters");
            json.WriteString("order", "C");
            WriteShape(json, "shape", shape);
            json.WriteNumber("zarr_format", 2);
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    /// <summary>The name of a chunk.</summary>
    internal static string Key(long number, int ndim, char separator = '.')
        => ndim == 0 ? "0" : number.ToString(CultureInfo.InvariantCulture) + string.Concat(Enumerable.Repeat($"{separator}0", ndim - 1));

    private static bool IsKey(string name, int ndim, long chunks)
    {
        int end = name.IndexOf('.', StringComparison.Ordinal);
        return long.TryParse(end < 0 ? name : name[..end], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            && number < chunks && name == Key(number, ndim);
    }

    /// <summary>Returns the default number of rows in a chunk.</summary>
    internal static long UsualRows(ArrayRef array)
        => array.NDim == 0 || array.Size == 0 ? 1
            : Math.Clamp(UsualChunkBytes / Math.Max(1, array.NBytes / array.Layout.Shape[0]), 1, array.Layout.Shape[0]);

    private static long[] ChunkShape(ArrayRef array, long rows)
        => [.. array.Shape.Select((length, axis) => axis == 0 ? Math.Max(1, rows) : Math.Max(1, length))];

    private static void WriteShape(Utf8JsonWriter json, string name, long[] shape)
    {
        json.WriteStartArray(name);
        foreach (long length in shape)
        {
            json.WriteNumberValue(length);
        }
        json.WriteEndArray();
    }

    private static void WriteDType(Utf8JsonWriter json, DType dtype)
    {
        if (dtype.Fields is not { } fields)
        {
            json.WriteStringValue(dtype.Str);
            return;
        }
        if (fields.Sum(field => field.DType.ItemSize) != dtype.ItemSize
            || fields.Zip(fields.Skip(1)).Any(pair => pair.First.Offset > pair.Second.Offset))
        {
            throw Error.ZarrRecord(dtype);
        }
        json.WriteStartArray();
        foreach (Field field in fields)
        {
            json.WriteStartArray();
            json.WriteStringValue(field.Name);
            WriteDType(json, field.DType.SubType ?? field.DType);
            if (field.DType.SubType is not null)
            {
                json.WriteStartArray();
                foreach (long length in field.DType.SubShape!)
                {
                    json.WriteNumberValue(length);
                }
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private static OpenedArray Map(MapRequest request, DType dtype, long[] chunk, MemoryOrder order, long rows)
        => RawFile.Map(request, dtype, chunk, order) with { Rows = chunk.Length == 0 || chunk[0] == rows ? null : rows };

    private static (long[] Shape, long[] Chunk, DType DType, MemoryOrder Order, char Separator) Read(string path)
    {
        string file = Path.Combine(path, Description);
        try
        {
            if (new FileInfo(file).Length > MaxDescription)
            {
                throw Error.InvalidZarr(path, $"its description is longer than {MaxDescription} bytes");
            }
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file), new JsonDocumentOptions { MaxDepth = 64 });
            JsonElement all = document.RootElement;
            if (all.GetProperty("zarr_format").GetInt32() != 2)
            {
                throw Error.InvalidZarr(path, $"it is of version {all.GetProperty("zarr_format")}; version 2 can be mapped");
            }
            foreach (string name in new[] { "compressor", "filters" })
            {
                if (all.TryGetProperty(name, out JsonElement used) && used.ValueKind != JsonValueKind.Null)
                {
                    throw Error.InvalidZarr(path, $"it has a {name.TrimEnd('s')}, so its chunks are not the elements themselves");
                }
            }
            DType dtype = all.GetProperty("dtype") is { ValueKind: JsonValueKind.String } text ? DType.Parse(text.GetString()!)
                : DTypeSpec.FromList((object?[])Plain(all.GetProperty("dtype"))!);
            long[] shape = Lengths(all.GetProperty("shape")), chunk = Lengths(all.GetProperty("chunks"));
            _ = Layout.CheckedByteSize(shape, dtype.ItemSize);
            if (chunk.Length != shape.Length || chunk.Any(length => length < 1)
                || chunk.Skip(1).Zip(shape.Skip(1)).Any(pair => pair.First < pair.Second))
            {
                throw Error.InvalidZarr(
                    path, $"its chunks of shape {Error.Shape(chunk)} are no rows of shape {Error.Shape(shape)}; only chunks along the "
                        + "first axis can be mapped");
            }
            MemoryOrder order = all.GetProperty("order").GetString() == "F" ? MemoryOrder.F : MemoryOrder.C;
            char separator = all.TryGetProperty("dimension_separator", out JsonElement given) && given.GetString() == "/"
                ? Path.DirectorySeparatorChar : '.';
            return (shape, chunk, dtype, order, separator);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or FormatException or OverflowException
            or InvalidCastException
            || exception is InvalidOperationException or ArgumentException && !exception.Data.Contains(Error.IdKey))
        {
            throw Error.InvalidZarr(path, exception.Message, exception);
        }
    }

    private static long[] Lengths(JsonElement list) => [.. list.EnumerateArray().Select(length => length.GetInt64())];

    private static object? Plain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Select(Plain).ToArray(),
        JsonValueKind.Number => element.GetInt64(),
        _ => element.GetString(),
    };
}

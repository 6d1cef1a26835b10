using System.Collections.ObjectModel;
using System.Globalization;
using System.Text.Json;
using MemMap.Compute;

namespace MemMap.Formats;

/// <summary>Describes the stores that Export-MemMap writes: chunks of rows, uncompressed, in one folder.</summary>
internal static class ZarrWriter
{
    /// <summary>The default maximum size of a chunk in bytes. A chunk has at least one row.</summary>
    internal const long UsualChunkBytes = 64 << 20;

    /// <summary>The version that is written unless another one is asked for.</summary>
    internal const int UsualVersion = 3;

    /// <summary>
    /// Returns the name of an item in a folder that <see cref="ArrayExport"/> has not written; empty if the folder is not a store;
    /// <see langword="null"/> if the folder contains only such a store.
    /// </summary>
    internal static string? Foreign(string path)
    {
        string name = File.Exists(Path.Combine(path, ZarrReader.ArrayFile)) ? ZarrReader.ArrayFile : ZarrReader.NodeFile;
        FileInfo description = new(Path.Combine(path, name));
        if (!description.Exists)
        {
            return "";
        }
        ZarrArray array;
        long chunks;
        string? attributes = null;
        try
        {
            array = ZarrReader.Read(path);
            // In all that is written, a chunk has whole rows.
            ZarrArray ours = Of(path, array.DType, array.Shape, array.Chunk.Length == 0 ? 1 : array.Chunk[0], array.Version) with
            {
                Attributes = array.Attributes,
            };
            if (!File.ReadAllBytes(description.FullName).AsSpan().SequenceEqual(Describe(ours)))
            {
                return name;
            }
            array = ours;
            string file = Path.Combine(path, ZarrReader.AttributesFile);
            if (DescribeAttributes(ours) is { } bytes && File.Exists(file) && File.ReadAllBytes(file).AsSpan().SequenceEqual(bytes))
            {
                attributes = ZarrReader.AttributesFile;
            }
            chunks = array.Shape.Contains(0) ? 0 : array.Shape.Length == 0 ? 1 : ((array.Shape[0] - 1) / array.Chunk[0]) + 1;
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException)
        {
            return name;
        }
        return new DirectoryInfo(path).EnumerateFileSystemInfos().FirstOrDefault(
            entry => entry.Name != name && entry.Name != attributes && !(entry is FileInfo && IsKey(array, entry.Name, chunks)))?.Name;
    }

    /// <summary>The array that a store of an array describes.</summary>
    /// <param name="array">The array.</param>
    /// <param name="rows">The number of rows in a chunk.</param>
    /// <param name="version">The version of the format.</param>
    /// <param name="attributes">What is written beside the array; null for nothing.</param>
    internal static ZarrArray Of(ArrayRef array, long rows, int version, ReadOnlyDictionary<string, object?>? attributes)
        => Of("", array.DType, array.Shape, rows, version) with
        {
            Attributes = attributes ?? ReadOnlyDictionary<string, object?>.Empty,
        };

    private static ZarrArray Of(string path, DType dtype, long[] shape, long rows, int version)
        => new(path, dtype, shape, [.. shape.Select((length, axis) => axis == 0 ? Math.Max(1, rows) : Math.Max(1, length))])
        {
            Version = version,
            Prefix = version == 3 ? "c" : "",
        };

    /// <summary>The dtype of a store of an array: in version 3, all numbers of a record have one byte order.</summary>
    internal static DType TypeOf(DType dtype, int version) => version == 3 && dtype.IsRecord ? dtype.NewByteOrder('<') : dtype;

    /// <summary>The name of the description, which makes a folder a store.</summary>
    internal static string FileOf(int version) => version == 3 ? ZarrReader.NodeFile : ZarrReader.ArrayFile;

    /// <summary>Returns the default number of rows in a chunk.</summary>
    internal static long UsualRows(ArrayRef array)
        => array.NDim == 0 || array.Size == 0 ? 1
            : Math.Clamp(UsualChunkBytes / Math.Max(1, array.NBytes / array.Layout.Shape[0]), 1, array.Layout.Shape[0]);

    /// <summary>The name of the chunk of some rows.</summary>
    internal static string Key(ZarrArray array, long number) => array.KeyOf([.. array.Shape.Select((_, axis) => axis == 0 ? number : 0)]);

    private static bool IsKey(ZarrArray array, string name, long chunks)
    {
        string[] parts = name.Split(array.Separator);
        int at = array.Prefix.Length == 0 || array.Shape.Length == 0 ? 0 : 1;
        return array.Shape.Length == 0 ? chunks == 1 && name == Key(array, 0)
            : at < parts.Length && long.TryParse(parts[at], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                && number < chunks && name == Key(array, number);
    }

    /// <summary>Returns the description of a store.</summary>
    /// <exception cref="ArgumentException">The format can't describe the dtype.</exception>
    internal static byte[] Describe(ZarrArray array)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            if (array.Version == 3)
            {
                WriteThird(json, array);
            }
            else
            {
                WriteSecond(json, array);
            }
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    private static void WriteSecond(Utf8JsonWriter json, ZarrArray array)
    {
        WriteShape(json, "chunks", array.Chunk);
        json.WriteNull("compressor");
        json.WritePropertyName("dtype");
        WriteDType(json, array.DType);
        json.WriteNull("fill_value");
        json.WriteNull("filters");
        json.WriteString("order", "C");
        WriteShape(json, "shape", array.Shape);
        json.WriteNumber("zarr_format", 2);
    }

    private static void WriteThird(Utf8JsonWriter json, ZarrArray array)
    {
        json.WriteNumber("zarr_format", 3);
        json.WriteString("node_type", "array");
        WriteShape(json, "shape", array.Shape);
        json.WritePropertyName("data_type");
        RequirePlainRecord(array.DType);
        ZarrTypes.Write(json, array.DType);
        json.WriteStartObject("chunk_grid");
        json.WriteString("name", "regular");
        json.WriteStartObject("configuration");
        WriteShape(json, "chunk_shape", array.Chunk);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("chunk_key_encoding");
        json.WriteString("name", "default");
        json.WriteStartObject("configuration");
        json.WriteString("separator", $"{array.Separator}");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WritePropertyName("fill_value");
        ZarrFill.WriteZero(json, array.DType);
        json.WriteStartArray("codecs");
        json.WriteStartObject();
        json.WriteString("name", "bytes");
        json.WriteStartObject("configuration");
        json.WriteString("endian", array.DType.IsBigEndian && array.DType.HasByteOrder ? "big" : "little");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        bool hasAxes = array.Attributes.TryGetValue(ContainerArray.AxisNames, out object? axes) && axes is object?[] names
            && names.Length == array.Shape.Length;
        if (hasAxes)
        {
            ZarrAttributes.Write(json, "dimension_names", axes);
        }
        json.WritePropertyName("attributes");
        ZarrAttributes.Write(json, array.Attributes.Where(pair => !hasAxes || pair.Key != ContainerArray.AxisNames));
    }

    /// <summary>Returns the attributes of a store of version 2, which are in a file of their own; null if there are none.</summary>
    internal static byte[]? DescribeAttributes(ZarrArray array)
    {
        if (array.Version != 2 || array.Attributes.Count == 0)
        {
            return null;
        }
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true }))
        {
            ZarrAttributes.Write(json, array.Attributes);
        }
        return stream.ToArray();
    }

    private static void WriteShape(Utf8JsonWriter json, string name, long[] shape)
    {
        json.WriteStartArray(name);
        foreach (long length in shape)
        {
            json.WriteNumberValue(length);
        }
        json.WriteEndArray();
    }

    private static void RequirePlainRecord(DType dtype)
    {
        if (dtype.Fields is { } fields
            && (fields.Sum(field => field.DType.ItemSize) != dtype.ItemSize
                || fields.Zip(fields.Skip(1)).Any(pair => pair.First.Offset > pair.Second.Offset)))
        {
            throw Error.ZarrRecord(dtype);
        }
    }

    private static void WriteDType(Utf8JsonWriter json, DType dtype)
    {
        if (dtype.Fields is not { } fields)
        {
            json.WriteStringValue(dtype.Str);
            return;
        }
        RequirePlainRecord(dtype);
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
}

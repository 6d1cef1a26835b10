using System.Buffers.Binary;
using System.Text.Json;

namespace MemMap.Formats;

/// <summary>
/// safetensors, as Hugging Face's library writes it.
/// <code>
/// |length of the header: uint64|header: JSON|elements of all tensors|
/// {"__metadata__": {"format": "pt"}, "w": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}}
/// </code>
/// Offsets count from the end of the header. Elements are in C order and little-endian.
/// </summary>
internal sealed class SafeTensorsFile() : Container(FileFormat.SafeTensors)
{
    /// <summary>The limit of the reference implementation.</summary>
    private const long MaxHeader = 100_000_000;

    private const int Prefix = sizeof(long);

    private static readonly (string Code, DType DType)[] Types = [
        .. new[]
        {
            ("F64", "<f8"), ("F32", "<f4"), ("F16", "<f2"), ("BF16", "<bfloat16"), ("F8_E4M3", "float8_e4m3"), ("F8_E5M2", "float8_e5m2"),
            ("I64", "<i8"), ("I32", "<i4"), ("I16", "<i2"), ("I8", "i1"), ("U64", "<u8"), ("U32", "<u4"), ("U16", "<u2"), ("U8", "u1"),
            ("BOOL", "?"), ("C64", "<c8"),
        }.Select(pair => (pair.Item1, DType.Parse(pair.Item2)))];

    private protected override bool IsCertain(ReadOnlySpan<byte> start)
        => start.Length > Prefix + 1 && BinaryPrimitives.ReadInt64LittleEndian(start) is > 1 and <= MaxHeader
            && start[Prefix] == (byte)'{' && start[Prefix + 1] is (byte)'"' or (byte)'}';

    internal override IReadOnlyList<ContainerArray> Read(HeaderReader file)
    {
        long length = file.Require("header's length", BinaryPrimitives.ReadInt64LittleEndian(file.Read(0, Prefix)), 2, MaxHeader);
        try
        {
            using JsonDocument json = JsonDocument.Parse(file.Read(Prefix, length), new JsonDocumentOptions { MaxDepth = 8 });
            List<KeyValuePair<string, object?>> metadata = json.RootElement.TryGetProperty("__metadata__", out JsonElement given)
                ? [.. given.EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, (object?)pair.Value.ToString()))] : [];
            return [.. json.RootElement.EnumerateObject().Where(pair => pair.Name != "__metadata__")
                .Select(pair => Tensor(file, pair.Name, pair.Value, Prefix + length, metadata))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException && !e.Data.Contains(Error.IdKey))
        {
            throw file.Invalid($"its header is damaged: {e.Message}", e);
        }
    }

    private static ContainerArray Tensor(
        HeaderReader file, string name, JsonElement tensor, long data, IReadOnlyList<KeyValuePair<string, object?>> metadata)
    {
        string type = tensor.GetProperty("dtype").GetString() ?? "";
        long[] shape = [.. tensor.GetProperty("shape").EnumerateArray().Select(length => length.GetInt64())];
        long[] offsets = [.. tensor.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
        if (offsets is not [var start, var end] || start < 0 || end < start || end > file.Length - data)
        {
            throw file.Invalid($"tensor '{name}' isn't within the file");
        }
        DType? dtype = TypeOf(type);
        bool fits = dtype is null || shape.Any(length => length < 0)
            || Geometry.Layout.CheckedByteSize(shape, dtype.ItemSize) == end - start;
        return new ContainerArray(name, dtype, shape, data + start)
        {
            Attributes = [.. metadata, KeyValuePair.Create("ElementType", (object?)type)],
            Problem = dtype is null ? $"its elements are of type {type}, which no dtype has"
                : fits ? null : $"it has {end - start} bytes, which is not what its shape {Error.Shape(shape)} needs",
        };
    }

    private static DType? TypeOf(string type) => Types.FirstOrDefault(pair => pair.Code == type).DType;

    /// <summary>The name of the type of elements; null if the format has none.</summary>
    internal static string? CodeOf(DType dtype) => Types.FirstOrDefault(pair => pair.DType.Equals(dtype)).Code;
}

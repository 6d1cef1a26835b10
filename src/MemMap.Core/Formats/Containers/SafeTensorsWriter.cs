using System.Buffers.Binary;
using System.Text.Json;
using MemMap.Compute;

namespace MemMap.Formats;

/// <summary>
/// Describes the tensors of a new safetensors file. As in the reference implementation, those with the largest elements come first, then
/// by name, and the header is padded so that all elements are aligned.
/// </summary>
internal static class SafeTensorsWriter
{
    private const string Metadata = "__metadata__", ElementType = "ElementType";

    /// <summary>Returns the header, and the arrays in the order in which their elements follow it.</summary>
    /// <param name="names">The name of each array.</param>
    /// <param name="arrays">The arrays.</param>
    /// <exception cref="ArgumentException">The format has no type for the elements of one, or a name can't be one.</exception>
    internal static (byte[] Header, IReadOnlyList<ArrayRef> Arrays) Plan(IReadOnlyList<string> names, IReadOnlyList<ArrayRef> arrays)
    {
        List<(string Name, ArrayRef Array, string Code)> tensors = [];
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i].Length == 0 || names[i] == Metadata || names.Take(i).Contains(names[i]))
            {
                throw names.Take(i).Contains(names[i]) ? Error.DuplicateMember(names[i]) : Error.InvalidMemberName(names[i]);
            }
            ArrayRef array = Stored(arrays[i]);
            string code = SafeTensorsFile.CodeOf(array.DType) ?? throw Error.NoTensorType(arrays[i].DType);
            tensors.Add((names[i], array, code));
        }
        tensors = [.. tensors.OrderByDescending(tensor => tensor.Array.ItemSize).ThenBy(tensor => tensor.Name, StringComparer.Ordinal)];
        using MemoryStream stream = new();
        stream.Write(new byte[sizeof(long)]);
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            WriteMetadata(json, tensors.Select(tensor => tensor.Array));
            long at = 0;
            foreach ((string name, ArrayRef array, string code) in tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", code);
                WriteNumbers(json, "shape", array.Shape);
                WriteNumbers(json, "data_offsets", [at, at += array.NBytes]);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        while (stream.Length % sizeof(long) != 0)
        {
            stream.WriteByte((byte)' ');
        }
        byte[] header = stream.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(header, header.Length - sizeof(long));
        return (header, [.. tensors.Select(tensor => tensor.Array)]);
    }

    // Elements are little-endian, and whole bytes.
    private static ArrayRef Stored(ArrayRef array)
    {
        DType dtype = (array.DType.IsInteger ? array.DType.AsNative() : array.DType).NewByteOrder('<');
        return dtype.Equals(array.DType) ? array : array.AsType(dtype);
    }

    private static void WriteMetadata(Utf8JsonWriter json, IEnumerable<ArrayRef> arrays)
    {
        SortedDictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach ((string name, object? value) in arrays.SelectMany(array => array.Buffer.Attributes?.ToArray() ?? []))
        {
            // The format has texts only; the type of elements is in their own description.
            if (name != ElementType && value is string or bool or IFormattable)
            {
                texts[name] = FormattableString.Invariant($"{value}");
            }
        }
        if (texts.Count == 0)
        {
            return;
        }
        json.WriteStartObject(Metadata);
        foreach ((string name, string text) in texts)
        {
            json.WriteString(name, text);
        }
        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, ReadOnlySpan<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
        {
            json.WriteNumberValue(number);
        }
        json.WriteEndArray();
    }
}

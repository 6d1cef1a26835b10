using System.Globalization;
using System.Numerics;
using System.Text.Json;
using MemMap.DataTypes;

namespace MemMap.Formats;

/// <summary>The value of elements of chunks that were never written.</summary>
internal static class ZarrFill
{
    /// <summary>Returns the bytes of an element with a value; null for zeros.</summary>
    /// <exception cref="FormatException">The value is none of the dtype.</exception>
    internal static byte[]? Read(JsonElement value, DType dtype)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }
        byte[] bytes = new byte[dtype.ItemSize];
        switch (value.ValueKind)
        {
            case JsonValueKind.String when IsBase64(dtype):
                byte[] raw = Convert.FromBase64String(value.GetString()!);
                if (raw.Length > bytes.Length)
                {
                    throw new FormatException($"its fill value has {raw.Length} bytes, and an element {bytes.Length}");
                }
                raw.CopyTo(bytes, 0);
                break;
            case JsonValueKind.String when value.GetString() is ['0', 'x' or 'X', .. var digits] && dtype.IsFloating:
                raw = Convert.FromHexString(digits);
                raw = raw.Length == bytes.Length ? raw : throw new FormatException($"its fill value '{value}' is none of {dtype}");
                (dtype.IsBigEndian ? raw : [.. Enumerable.Reverse(raw)]).CopyTo(bytes, 0);
                break;
            case JsonValueKind.Array when dtype.Kind == ElementKind.Void:
                byte[] given = [.. value.EnumerateArray().Select(one => one.GetByte())];
                given.AsSpan(0, Math.Min(given.Length, bytes.Length)).CopyTo(bytes);
                break;
            case JsonValueKind.Number when dtype.Kind is ElementKind.Void or ElementKind.Bytes or ElementKind.Text:
                return null; // zarr 2 writes 0 for what has no number.
            default:
                ElementCodec.Write(dtype, bytes, Scalar(value, dtype));
                break;
        }
        return bytes.AsSpan().ContainsAnyExcept((byte)0) ? bytes : null;
    }

    /// <summary>Writes the value of zeros, as version 3 has it.</summary>
    internal static void WriteZero(Utf8JsonWriter json, DType dtype) => new ZeroWriter(json).Visit(dtype)();

    private static bool IsBase64(DType dtype) => dtype.Kind is ElementKind.Bytes or ElementKind.Void;

    private static object? Scalar(JsonElement value, DType dtype)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                return value.GetBoolean();
            case JsonValueKind.Number when dtype.Kind is ElementKind.DateTime64 or ElementKind.TimeDelta64:
                return value.GetInt64();
            case JsonValueKind.Number:
                return value.TryGetInt64(out long integer) ? (object)integer : value.TryGetUInt64(out ulong large) ? (object)large
                    : value.GetDouble();
            case JsonValueKind.Array:
                return new Complex(Part(value[0]), Part(value[1]));
            default:
                string text = value.GetString()!;
                return dtype.IsFloating || dtype.Kind is ElementKind.Complex64 or ElementKind.Complex128 ? Part(value) : text;
        }
    }

    private static double Part(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : value.GetString() switch
    {
        "NaN" => BitConverter.Int64BitsToDouble(0x7ff8_0000_0000_0000), // NumPy's; .NET's has a sign.
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        var text => double.Parse(text!, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    private sealed class ZeroWriter(Utf8JsonWriter json) : DTypeVisitor<Action>
    {
        protected override Action Bool(DType dtype) => () => json.WriteBooleanValue(false);

        protected override Action Complex<T>(DType dtype) => () => WriteZeros(2);

        protected override Action Bytes(DType dtype) => () => json.WriteStringValue("");

        protected override Action Text(DType dtype) => Bytes(dtype);

        protected override Action Void(DType dtype)
            => dtype.IsRecord ? () => json.WriteBase64StringValue(new byte[dtype.ItemSize]) : () => WriteZeros(dtype.ItemSize);

        protected override Action Unsupported(DType dtype) => () => json.WriteNumberValue(0);

        private void WriteZeros(int count)
        {
            json.WriteStartArray();
            for (int i = 0; i < count; i++)
            {
                json.WriteNumberValue(0);
            }
            json.WriteEndArray();
        }
    }
}

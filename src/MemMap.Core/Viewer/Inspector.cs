using System.Text;
using MemMap.DataTypes;
using MemMap.Pictures;

namespace MemMap.Viewer;

/// <summary>The values that some bytes have as each of many types.</summary>
internal static class Inspector
{
    /// <summary>The most bytes that a type has.</summary>
    internal const int MostBytes = 16;

    private const string Bits = "bits", Utf8 = "utf-8", Utf16 = "utf-16";

    /// <summary>The types that are shown: integers and addresses, and the others. The first ones of each are the most common.</summary>
    internal static IReadOnlyList<string> Integers { get; } =
        [Bits, "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "int24", "uint24", "ipaddress", "mac"];

    /// <inheritdoc cref="Integers"/>
    internal static IReadOnlyList<string> Others { get; } =
    [
        "float16", "float32", "float64", "unixtime", "unixtime64", "filetime", "dosdate", Utf8, Utf16, "dostime", "unixtime_ms", "guid",
        "bfloat16",
    ];

    /// <summary>The value of a type; empty where there are too few bytes, or they are no such value.</summary>
    /// <param name="name">The type.</param>
    /// <param name="bytes">The bytes from the cursor on.</param>
    /// <param name="isBigEndian">The byte order.</param>
    internal static string ValueOf(string name, byte[] bytes, bool isBigEndian)
    {
        if (name is Bits or Utf8 or Utf16)
        {
            return bytes.Length == 0 ? ""
                : name == Bits ? Convert.ToString(bytes[0], 2).PadLeft(8, '0')
                : Character(name, bytes, isBigEndian);
        }
        DType dtype = (NamedTypes.ScalarOf(name) ?? DType.Parse(name)).NewByteOrder(isBigEndian ? '>' : '<');
        return dtype.ItemSize > bytes.Length ? "" : new HexField(name, dtype, 0).ValueOf(bytes[..dtype.ItemSize]);
    }

    private static string Character(string name, byte[] bytes, bool isBigEndian)
    {
        Rune character;
        if (name == Utf8)
        {
            if (Rune.DecodeFromUtf8(bytes, out character, out _) != System.Buffers.OperationStatus.Done)
            {
                return "";
            }
        }
        else
        {
            Encoding encoding = isBigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode;
            if (Rune.DecodeFromUtf16(encoding.GetString(bytes, 0, Math.Min(bytes.Length & ~1, 4)), out character, out _)
                != System.Buffers.OperationStatus.Done)
            {
                return "";
            }
        }
        return $"{(Printable.IsShown(character.Value) ? $"{character} " : "")}U+{character.Value:X4}";
    }
}

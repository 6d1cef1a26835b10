using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace MemMap.Text;

/// <summary>
/// The text of floats whose shortest digits .NET computes as <see cref="FloatDigits"/> does, in a fraction of the time. The two differ only
/// where one of the ends of the interval of numbers that read back as the value, half a unit in the last place away, has fewer digits than
/// the numbers within: FloatDigits counts the ends of the interval of an even mantissa in, .NET may not. Such an end is an odd number, of
/// one bit more than the mantissa, over a power of two: below a magnitude that power has so many bits that the end has more digits than
/// any value needs.
/// <code>
///             mantissa   digits at most   an end over 2^k has digits    so k is at least   magnitudes, with a margin
/// float32     24 bits    9                7.2 + 0.7 k                   3                  below 2^21
/// float64     53 bits    17               15.9 + 0.7 k                  2                  below 2^51
/// </code>
/// </summary>
internal static class ShortestText
{
    /// <summary>Returns the text in positional notation, without a point if no digit is behind it; null where it may be another.</summary>
    /// <param name="value">A finite value.</param>
    internal static string? Of<T>(T value) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!T.IsNormal(value) || Unsafe.SizeOf<T>() < sizeof(float))
        {
            return null;
        }
        bool isSingle = Unsafe.SizeOf<T>() == sizeof(float);
        double number = double.CreateTruncating(value), magnitude = Math.Abs(number);
        if (magnitude < (isSingle ? 1 << 24 : 1L << 53) && double.IsInteger(number))
        {
            // The nearest other numbers are one away, at most: no other integer reads back as this one.
            return ((long)number).ToString(CultureInfo.InvariantCulture);
        }
        ulong bits = isSingle ? Unsafe.BitCast<T, uint>(value) : Unsafe.BitCast<T, ulong>(value);
        if ((bits & 1) == 0 && magnitude >= (isSingle ? 1 << 21 : 1L << 51))
        {
            return null;
        }
        Span<char> text = stackalloc char[32];
        return value.TryFormat(text, out int length, default, CultureInfo.InvariantCulture) && !text[..length].Contains('E')
            ? text[..length].ToString() : null;
    }
}

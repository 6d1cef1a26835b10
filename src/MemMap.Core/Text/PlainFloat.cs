using System.Numerics;

namespace MemMap.Text;

/// <summary>
/// The text of a float in a table of objects, as one expects it there: <c>19.3</c>, <c>30</c>, <c>0</c>. Each stands for itself, without
/// regard to the others of its column, and without a final point.
/// </summary>
internal static class PlainFloat
{
    // Numbers outside of these limits have an exponent.
    private const double TooLarge = 1e15, TooSmall = 1e-4;

    /// <summary>Formats a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="precision">The largest number of digits after the decimal point.</param>
    internal static string Of<T>(T value, int precision) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!T.IsFinite(value))
        {
            return FloatParts.NonFinite(value);
        }
        double size = double.CreateTruncating(T.Abs(value));
        FloatParts parts = size is 0 or (>= TooSmall and < TooLarge)
            ? FloatParts.Positional(value, precision) : FloatParts.Scientific(value, precision);
        return parts.Whole + (parts.Fraction.Length > 0 ? $".{parts.Fraction}" : "")
            + (parts.Exponent.Length > 0 ? $"e{parts.Exponent}" : "");
    }
}

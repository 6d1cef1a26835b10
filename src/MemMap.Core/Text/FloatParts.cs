using System.Globalization;
using System.Numerics;

namespace MemMap.Text;

/// <summary>The decimal text of a finite float in parts, so that a column can align them.</summary>
/// <param name="Whole">The digits before the decimal point, at least one, with the sign.</param>
/// <param name="Fraction">The digits after it, without trailing zeros.</param>
/// <param name="Exponent">The power of ten as written after the e; empty in positional notation.</param>
internal readonly record struct FloatParts(string Whole, string Fraction, string Exponent)
{
    /// <summary>Positional notation. The limits count digits after the decimal point.</summary>
    internal static FloatParts Positional<T>(T value, int? max = null, int? min = null, bool showPlus = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (string digits, int exponent) = FloatDigits.Of(value, max, min, afterPoint: true);
        string whole = "0", fraction;
        if (exponent < 0)
        {
            fraction = new string('0', -exponent - 1) + digits;
        }
        else
        {
            digits = digits.PadRight(exponent + 1, '0');
            whole = digits[..(exponent + 1)];
            fraction = digits[(exponent + 1)..];
        }
        return new(Sign(value, showPlus) + whole, fraction.TrimEnd('0'), "");
    }

    /// <summary>Scientific notation. The limits count digits after the decimal point; the exponent has at least two digits.</summary>
    internal static FloatParts Scientific<T>(T value, int? max = null, int? min = null, bool showPlus = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (string digits, int exponent) = FloatDigits.Of(value, max + 1, min + 1, afterPoint: false);
        string power = exponent.ToString("+00;-00", CultureInfo.InvariantCulture);
        return new(Sign(value, showPlus) + digits[0], digits[1..].TrimEnd('0'), power);
    }

    /// <summary>An infinity or NaN. A NaN's sign bit is never shown.</summary>
    internal static string NonFinite<T>(T value, bool showPlus = false) where T : IFloatingPointIeee754<T>
        => T.IsNaN(value) ? (showPlus ? "+nan" : "nan") : Sign(value, showPlus) + "inf";

    private static string Sign<T>(T value, bool showPlus) where T : INumberBase<T>
        => T.IsNegative(value) ? "-" : showPlus ? "+" : "";
}

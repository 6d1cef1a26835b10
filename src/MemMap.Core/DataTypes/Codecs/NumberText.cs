using System.Globalization;
using System.Numerics;

namespace MemMap.DataTypes;

/// <summary>
/// Parses numbers as Python's <c>int</c>, <c>float</c> and <c>complex</c> do, which is numpy's rule for assigning text to numbers: white
/// space around them, single underscores between digits, <c>nan</c> and <c>inf</c>; no hexadecimal and no group separators, whatever the
/// culture.
/// </summary>
internal static class NumberText
{
    // Far more digits than any element holds. The limit keeps the conversion of hostile text fast.
    private const int MaxDigits = 400;

    public static BigInteger? TryInteger(string text)
        => Clean(text) is string clean
            && BigInteger.TryParse(clean, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger value)
                ? value
                : null;

    public static double? TryReal(string text) => Clean(text) is string clean ? TryCleanReal(clean) : null;

    public static Complex? TryComplex(string text)
    {
        if (Clean(text) is not string clean)
        {
            return null;
        }
        if (clean is ['(', .. string inner, ')'])
        {
            clean = inner.Trim();
        }
        if (clean is not [.. string parts, 'j' or 'J'])
        {
            return TryCleanReal(clean) is double real ? new Complex(real, 0) : null;
        }
        int split = parts.Length - 1;
        while (split > 0 && (parts[split] is not ('+' or '-') || parts[split - 1] is 'e' or 'E'))
        {
            split--;
        }
        split = Math.Max(split, 0);
        string imaginary = parts[split..];
        double? re = split == 0 ? 0 : TryCleanReal(parts[..split]);
        // A j that stands alone is 1j.
        double? im = TryCleanReal(imaginary is "" or "+" or "-" ? imaginary + "1" : imaginary);
        return re is double x && im is double y ? new Complex(x, y) : null;
    }

    private static double? TryCleanReal(string text)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        string unsigned = text is ['+' or '-', .. string rest] ? rest : text;
        double sign = text is ['-', ..] ? -1 : 1;
        return unsigned.ToUpperInvariant() switch
        {
            "NAN" => double.NaN,
            "INF" or "INFINITY" => sign * double.PositiveInfinity,
            // .NET's own words for these ("∞" among them) are none of Python's.
            _ when unsigned.Length > 0 && (char.IsAsciiDigit(unsigned[0]) || unsigned[0] == '.')
                && double.TryParse(text, Style, CultureInfo.InvariantCulture, out double value) => value,
            _ => null,
        };
    }

    private static string? Clean(string text)
    {
        string clean = text.Trim();
        if (clean.Length is 0 or > MaxDigits)
        {
            return null;
        }
        for (int at = clean.IndexOf('_', StringComparison.Ordinal); at >= 0; at = clean.IndexOf('_', at + 1))
        {
            if (at == 0 || at == clean.Length - 1 || !char.IsAsciiDigit(clean[at - 1]) || !char.IsAsciiDigit(clean[at + 1]))
            {
                return null;
            }
        }
        return clean.Replace("_", "", StringComparison.Ordinal);
    }
}

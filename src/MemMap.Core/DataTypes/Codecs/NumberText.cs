using System.Buffers;
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

    private const NumberStyles RealStyle = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly SearchValues<char> IntegerCharacters = SearchValues.Create("0123456789+-"),
        RealCharacters = SearchValues.Create("0123456789+-.eE");

    /// <summary>Reads digits with a sign or none, if the type holds their value. The same value as <see cref="TryInteger"/> has.</summary>
    public static bool TryPlainInteger<T>(ReadOnlySpan<char> text, out T value) where T : INumberBase<T>
    {
        value = T.Zero;
        return text.Length <= MaxDigits && !text.ContainsAnyExcept(IntegerCharacters)
            && T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value!);
    }

    /// <summary>Reads a decimal number, with an exponent or none. The same value as <see cref="TryReal{T}"/> has.</summary>
    public static bool TryPlainReal<T>(ReadOnlySpan<char> text, out T value) where T : IFloatingPointIeee754<T>
    {
        value = T.Zero;
        return text.Length <= MaxDigits && !text.ContainsAnyExcept(RealCharacters)
            && T.TryParse(text, RealStyle, CultureInfo.InvariantCulture, out value!);
    }

    public static BigInteger? TryInteger(string text)
        => Clean(text) is string clean
            && BigInteger.TryParse(clean, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger value)
                ? value
                : null;

    public static double? TryReal(string text) => TryReal<double>(text);

    /// <summary>The number of a type that is nearest to the digits.</summary>
    public static T? TryReal<T>(string text) where T : struct, IFloatingPointIeee754<T>
        => Clean(text) is string clean ? TryCleanReal<T>(clean) : null;

    /// <summary>A complex number whose parts are those of a type that are nearest to the digits.</summary>
    public static Complex? TryComplex<T>(string text) where T : struct, IFloatingPointIeee754<T>
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
            return TryCleanReal<T>(clean) is T real ? new Complex(double.CreateTruncating(real), 0) : null;
        }
        int split = parts.Length - 1;
        while (split > 0 && (parts[split] is not ('+' or '-') || parts[split - 1] is 'e' or 'E'))
        {
            split--;
        }
        split = Math.Max(split, 0);
        string imaginary = parts[split..];
        T? re = split == 0 ? T.Zero : TryCleanReal<T>(parts[..split]);
        // A j that stands alone is 1j.
        T? im = TryCleanReal<T>(imaginary is "" or "+" or "-" ? imaginary + "1" : imaginary);
        return re is T x && im is T y ? new Complex(double.CreateTruncating(x), double.CreateTruncating(y)) : null;
    }

    private static T? TryCleanReal<T>(string text) where T : struct, IFloatingPointIeee754<T>
    {
        string unsigned = text is ['+' or '-', .. string rest] ? rest : text;
        return unsigned.ToUpperInvariant() switch
        {
            "NAN" => T.NaN,
            "INF" or "INFINITY" => text is ['-', ..] ? T.NegativeInfinity : T.PositiveInfinity,
            // .NET's own words for these ("∞" among them) are none of Python's.
            _ when unsigned.Length > 0 && (char.IsAsciiDigit(unsigned[0]) || unsigned[0] == '.')
                && T.TryParse(text, RealStyle, CultureInfo.InvariantCulture, out T value) => value,
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

using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace MemMap.DataTypes;

/// <summary>Formats values as Python does, where numpy's output contains them.</summary>
internal static class PythonText
{
    /// <summary>Python's <c>repr</c> of a string: single quotes, unless only double quotes avoid an escape.</summary>
    public static string Quote(string text)
    {
        char quote = text.Contains('\'') && !text.Contains('"') ? '"' : '\'';
        StringBuilder result = new(text.Length + 2);
        result.Append(quote);
        for (int i = 0; i < text.Length; i++)
        {
            int codePoint = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])
                ? char.ConvertToUtf32(text[i], text[i + 1]) : text[i];
            i += codePoint > char.MaxValue ? 1 : 0;
            AppendQuoted(result, (uint)codePoint, quote);
        }
        return result.Append(quote).ToString();
    }

    /// <summary>Appends a character of a literal. The quote, a backslash and characters that can't be shown are escaped.</summary>
    internal static StringBuilder AppendQuoted(StringBuilder text, uint codePoint, char quote, bool isShown)
        => codePoint == quote || codePoint == '\\' ? text.Append('\\').Append((char)codePoint)
            : isShown ? text.Append(char.ConvertFromUtf32((int)codePoint))
            : Printable.AppendEscape(text, codePoint);

    /// <inheritdoc cref="AppendQuoted(StringBuilder, uint, char, bool)"/>
    internal static StringBuilder AppendQuoted(StringBuilder text, uint codePoint, char quote)
        => AppendQuoted(text, codePoint, quote, Printable.IsShownByPython(codePoint));

    /// <summary>Python's <c>str</c> of a scalar; <see langword="null"/> for lists and other values with several items.</summary>
    public static string? TryFormat(object value) => value switch
    {
        string text => text,
        bool truth => truth ? "True" : "False",
        double number => Float(number),
        float number => Float(number),
        Half number => Float(number),
        Complex number => number.Real == 0 && !double.IsNegative(number.Real) ? $"{Part(number.Imaginary)}j"
            : $"({Part(number.Real)}{(double.IsNegative(number.Imaginary) ? "" : "+")}{Part(number.Imaginary)}j)",
        // ISO 8601 without trailing zero decimals, as datetime64 prints.
        DateTime date => date.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        IEnumerable => null,
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>Python's <c>repr</c> of a tuple of elements.</summary>
    public static string Tuple(IReadOnlyList<object?> values)
        => $"({string.Join(", ", values.Select(Repr))}{(values.Count == 1 ? ",)" : ")")}";

    private static string Repr(object? value) => value switch
    {
        null => "'NaT'",
        string text => Quote(text),
        DateTime date => $"'{TryFormat(date)}'",
        byte[] raw => $"b'{string.Concat(raw.Select(b => $"\\x{b:x2}"))}'",
        Array { Rank: 1 } array => $"[{string.Join(", ", array.Cast<object?>().Select(Repr))}]",
        Array array => Nested(array, new int[array.Rank], 0),
        Record record => record.ToString(),
        _ => TryFormat(value) ?? "",
    };

    private static string Nested(Array array, int[] index, int axis)
    {
        string[] items = new string[array.GetLength(axis)];
        for (int i = 0; i < items.Length; i++)
        {
            index[axis] = i;
            items[i] = axis == array.Rank - 1 ? Repr(array.GetValue(index)) : Nested(array, index, axis + 1);
        }
        return $"[{string.Join(", ", items)}]";
    }

    // The parts of a complex number are written without ".0".
    private static string Part(double number) => Float(number) is [.. string whole, '.', '0'] ? whole : Float(number);

    /// <summary>
    /// The shortest digits that read back as the number, in Python's layout: positional from 1e-4 to below 1e16, otherwise with an
    /// exponent of at least two digits.
    /// </summary>
    private static string Float<T>(T number) where T : IFloatingPointIeee754<T>
    {
        if (!T.IsFinite(number))
        {
            return T.IsNaN(number) ? "nan" : T.IsNegative(number) ? "-inf" : "inf";
        }
        string sign = T.IsNegative(number) ? "-" : "";
        (string digits, int exponent) = Digits(T.Abs(number));
        if (exponent is < -4 or >= 16)
        {
            string fraction = digits.Length > 1 ? "." + digits[1..] : "";
            return string.Create(
                CultureInfo.InvariantCulture, $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        }
        return exponent < 0 ? $"{sign}0.{new string('0', -exponent - 1)}{digits}"
            : digits.Length <= exponent + 1 ? $"{sign}{digits.PadRight(exponent + 1, '0')}.0"
            : $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }

    private static (string Digits, int Exponent) Digits<T>(T number) where T : IFloatingPointIeee754<T>
    {
        // "R" gives the shortest digits, but its layout varies: take the digits, and find the exponent of the first one.
        string[] parts = number.ToString("R", CultureInfo.InvariantCulture).Split('E');
        int shift = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        string[] halves = parts[0].Split('.');
        string all = halves[0] + (halves.Length > 1 ? halves[1] : "");
        string digits = all.TrimStart('0');
        if (digits.Length == 0)
        {
            return ("0", 0);
        }
        return (digits.TrimEnd('0'), shift + halves[0].Length - 1 - (all.Length - digits.Length));
    }
}

using System.Globalization;
using System.Numerics;
using MemMap.DataTypes;

namespace MemMap.Formats;

/// <summary>
/// What a cell of a table means, which is text whatever it was: an empty one is NaN among floats and NaT among times, and a date may be
/// written as Export-Csv does, in the present culture, or in the invariant one; or else in the culture that is named.
/// </summary>
internal static class TableCell
{
    // The formats that have all of a date; Export-Csv's is the last one. What only has a month and a day is no date.
    private static readonly string[] DateFormats = ["d", "D", "f", "F", "g", "G"];

    /// <summary>
    /// The value to write to an element; what is no cell, or needs no reading, as it is. Numbers stay as they are written.
    /// </summary>
    internal static object? Read(object? value, DType dtype) => Read(value, dtype, CellCulture.Current);

    private static object? Read(object? value, DType dtype, CellCulture? culture) => value is not string text ? value
        : string.IsNullOrWhiteSpace(text) && IsEmptyNull(dtype) ? null
        : IsDate(dtype) && IsoDate.TryParse(text) is null ? DateIn(culture, text) ?? value
        : IsHexadecimal(text, dtype) ? (object?)Hexadecimal(text, dtype) ?? value
        : value;

    /// <summary>Writes the value of a cell to an element.</summary>
    /// <param name="dtype">The dtype of the element.</param>
    /// <param name="element">The element.</param>
    /// <param name="cell">The text of the cell.</param>
    /// <param name="culture">Its notation; null for the invariant one.</param>
    internal static void Write(DType dtype, Span<byte> element, ReadOnlySpan<char> cell, CellCulture? culture)
    {
        // Most columns of most tables have text that means itself.
        if (IsDate(dtype) || (cell.IsWhiteSpace() && IsEmptyNull(dtype)) || IsHexadecimal(cell, dtype))
        {
            dtype.Codec.Write(element, Read(cell.ToString(), dtype, culture));
        }
        else if (culture is not null && CellCulture.IsNumber(dtype))
        {
            culture.Write(dtype, element, cell);
        }
        else
        {
            dtype.Codec.WriteText(element, cell);
        }
    }

    // As lists of records show fields in hexadecimal, and so Export-Csv writes them.
    internal static bool IsHexadecimal(ReadOnlySpan<char> text, DType dtype)
        => text is ['0', 'x' or 'X', _, ..] && dtype is { IsInteger: true, Meaning: null };

    // All digits of the bytes: of a negative number, those of its two's complement.
    private static BigInteger? Hexadecimal(string text, DType dtype)
        => text.Length <= 2 + (2 * dtype.ItemSize) && BigInteger.TryParse(
            string.Concat("0", text.AsSpan(2)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out BigInteger number)
            ? dtype.IsSigned && text.Length == 2 + (2 * dtype.ItemSize) && number >> ((8 * dtype.ItemSize) - 1) == 1
                ? number - (BigInteger.One << (8 * dtype.ItemSize)) : number
            : null;

    private static bool IsEmptyNull(DType dtype) => dtype.IsFloating || dtype.IsComplex || dtype.Traits.IsTime;

    internal static bool IsDate(DType dtype) => dtype.Kind == ElementKind.DateTime64 || dtype.Meaning is DateMeaning or DosDateMeaning;

    // Where a culture is named, no other one is tried: it may have days for months.
    private static object? DateIn(CellCulture? culture, string text)
        => culture is not null ? culture.Date(text, isAnyYear: true)
            : DateIn(CultureInfo.CurrentCulture, text) ?? DateIn(CultureInfo.InvariantCulture, text);

    // Dates have no zone there; they are taken as UTC, as they were in the array.
    private static DateTime? DateIn(CultureInfo culture, string text)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTime.TryParseExact(text, DateFormats, culture, utc, out DateTime date) ? date : null;
    }
}

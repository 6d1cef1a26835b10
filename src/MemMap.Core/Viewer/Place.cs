using System.Globalization;

namespace MemMap.Viewer;

/// <summary>Parses where to go.</summary>
/// <param name="Bytes">The bytes.</param>
/// <param name="Cursor">The present position.</param>
/// <param name="ItemSize">The bytes of an element.</param>
internal readonly record struct Place(ViewedBytes Bytes, long Cursor, int ItemSize)
{
    /// <summary>
    /// Returns the position of a place: an address (<c>0x1f4</c>, <c>1f4h</c>, <c>500</c>), a distance from the cursor (<c>+16</c>,
    /// <c>-0x10</c>), an element (<c>#3</c>, <c>#-1</c> for the last), a part (<c>50%</c>), <c>start</c> or <c>end</c>, with or without a
    /// distance (<c>end-16</c>).
    /// </summary>
    /// <exception cref="FormatException">The text is no place.</exception>
    /// <exception cref="ArgumentException">The place is outside.</exception>
    internal long Parse(string text)
    {
        string place = text.Trim();
        Int128 position = Position(place) ?? throw Error.ViewerPlace(place);
        return position >= 0 && position < Bytes.Length ? (long)position
            : throw Error.ViewerOutside(place, Hex(Bytes.Origin), Hex(Bytes.Origin + Bytes.Length - 1));
    }

    private Int128? Position(string place) => place.ToLowerInvariant() switch
    {
        "start" => 0,
        "end" => Bytes.Length - 1,
        ['e', 'n', 'd', '+' or '-', ..] => Bytes.Length - 1 + Distance(place[3..]),
        ['+' or '-', ..] => Cursor + Distance(place),
        ['#', '-', .. string item] => Number(item) * -ItemSize + (Bytes.Length / Math.Max(1, ItemSize) * ItemSize),
        ['#', .. string item] => Number(item) * ItemSize,
        [.. string part, '%'] => decimal.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal percent)
            && percent <= 100 ? (Int128)((Bytes.Length - 1) * percent / 100) : null,
        string address => Number(address) - Bytes.Origin,
    };

    private static Int128? Distance(string text) => text[0] == '-' ? -Number(text[1..]) : Number(text[1..]);

    private static Int128? Number(string text)
    {
        text = text.Replace("_", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);
        bool isHex = text.StartsWith("0x", StringComparison.Ordinal);
        string digits = isHex ? text[2..] : text.EndsWith('h') ? text[..^1] : text;
        return long.TryParse(
            digits, digits == text ? NumberStyles.None : NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long number)
            && number >= 0 ? number : null;
    }

    private static string Hex(long address) => "0x" + address.ToString("x", CultureInfo.InvariantCulture);
}

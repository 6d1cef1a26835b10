using System.Globalization;

namespace MemMap.Drawing.Terminal;

/// <summary>The text under a horizontal axis.</summary>
internal static class AxisText
{
    /// <summary>A label left of an axis; what is too long for its room is cut.</summary>
    internal static string Label(string text, int width) => text.Length > width ? text[..(width - 1)] + "…" : text.PadLeft(width);

    /// <summary>The first, the middle and the last position under an axis of some columns, as far as there is room.</summary>
    internal static string Positions(int left, int columns, long length)
    {
        if (length == 0)
        {
            return "";
        }
        char[] line = new string(' ', left + columns).ToCharArray();
        string first = "0", last = (length - 1).ToString(CultureInfo.InvariantCulture),
            middle = ((length - 1) / 2).ToString(CultureInfo.InvariantCulture);
        if (length == 1)
        {
            first.CopyTo(line.AsSpan(left + ((columns - 1) / 2)));
            return new string(line).TrimEnd();
        }
        first.CopyTo(line.AsSpan(left));
        last.CopyTo(line.AsSpan(left + columns - last.Length));
        if (length > 2 && columns > 3 * (last.Length + 2))
        {
            middle.CopyTo(line.AsSpan(left + (columns / 2) - (middle.Length / 2)));
        }
        return new string(line).TrimEnd();
    }
}

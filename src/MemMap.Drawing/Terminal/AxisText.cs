using MemMap.Pictures;

namespace MemMap.Drawing.Terminal;

/// <summary>The text under a horizontal axis.</summary>
internal static class AxisText
{
    /// <summary>A label left of an axis; what is too long for its room is cut.</summary>
    internal static string Label(string text, int width) => text.Length > width ? text[..(width - 1)] + "…" : text.PadLeft(width);

    /// <summary>The first, the middle and the last position under an axis of some columns, as far as there is room.</summary>
    internal static string Positions(int left, int columns, long length) => length switch
    {
        0 => "",
        1 => new string(' ', left + ((columns - 1) / 2)) + ValueLabels.Position(0),
        _ => Line(
            left,
            columns,
            ValueLabels.Position(0),
            length > 2 ? ValueLabels.Position((length - 1) / 2) : null,
            ValueLabels.Position(length - 1)),
    };

    /// <summary>The lowest, the middle and the highest value under an axis of some columns, as far as there is room.</summary>
    internal static string Values(int left, int columns, XAxis axis)
    {
        double step = axis.Range.Step(columns), fine = step / 100;
        // The middle is only as exact as it is seen.
        double middle = fine > 0 ? Math.Round(axis.Range.At(0.5) / fine) * fine : axis.Range.At(0.5);
        return Line(
            left,
            columns,
            axis.Values.Format(axis.Range.Low, step),
            axis.Values.Format(middle, step),
            axis.Values.Format(axis.Range.High, step));
    }

    private static string Line(int left, int columns, string first, string? middle, string last)
    {
        char[] line = new string(' ', left + columns).ToCharArray();
        if (middle is not null && columns > (3 * Math.Max(Math.Max(first.Length, last.Length), middle.Length)) + 6)
        {
            Put(middle, (columns / 2) - (middle.Length / 2));
        }
        Put(last, columns - last.Length);
        Put(first, 0);
        return new string(line).TrimEnd();

        void Put(string text, int at)
        {
            at = Math.Max(0, left + at);
            text.AsSpan(0, Math.Min(text.Length, line.Length - at)).CopyTo(line.AsSpan(at));
        }
    }
}

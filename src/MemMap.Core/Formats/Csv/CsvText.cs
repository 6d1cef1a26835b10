namespace MemMap.Formats;

/// <summary>The text of a cell: without the blanks around it, and what stands in quotation marks without them.</summary>
/// <remarks>The library does both, but takes blanks away within quotation marks if there are doubled ones, too.</remarks>
internal static class CsvText
{
    private const char Quote = '"';

    /// <summary>Returns the text of a cell.</summary>
    /// <param name="cell">The cell as it stands in the file.</param>
    /// <param name="scratch">Memory for a text that does not stand there as it is.</param>
    internal static ReadOnlySpan<char> Of(ReadOnlySpan<char> cell, ref char[] scratch)
    {
        ReadOnlySpan<char> text = cell.Trim(' ');
        if (text is not [Quote, .. var quoted, Quote])
        {
            return text;
        }
        int next = quoted.IndexOf(Quote);
        if (next < 0)
        {
            return quoted;
        }
        if (scratch.Length < quoted.Length)
        {
            scratch = new char[quoted.Length];
        }
        int length = 0;
        for (; next >= 0; next = quoted.IndexOf(Quote))
        {
            quoted[..(next + 1)].CopyTo(scratch.AsSpan(length));
            length += next + 1;
            quoted = quoted[(next + 1)..];
            quoted = quoted is [Quote, ..] ? quoted[1..] : quoted; // The second one of two.
        }
        quoted.CopyTo(scratch.AsSpan(length));
        return scratch.AsSpan(0, length + quoted.Length);
    }
}

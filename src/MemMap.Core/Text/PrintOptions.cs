namespace MemMap.Text;

/// <summary>The options of numpy's <c>set_printoptions</c>, with numpy's defaults.</summary>
/// <param name="Precision">The largest number of digits after the decimal point. A number that is unique with fewer shows fewer.</param>
/// <param name="Threshold">An array with more elements than this shows only the items at its edges.</param>
/// <param name="EdgeItems">The number of items at each end of a summarised axis; at least 1.</param>
/// <param name="LineWidth">The width at which rows wrap, in characters.</param>
/// <param name="LongestItem">Longer raw bytes, and sub-arrays longer along an axis, show only their first items. numpy shows
/// all.</param>
/// <param name="ShowsMeanings">Whether elements that stand for something else (a date, an enum) show that, and not their number.</param>
/// <param name="IsPlain">Whether each float is as in a table of objects, and has an exponent only if it is very large or small.</param>
internal sealed record PrintOptions(
    int Precision = 8, long Threshold = 1000, int EdgeItems = 3, int LineWidth = 75, int LongestItem = int.MaxValue,
    bool ShowsMeanings = false, bool IsPlain = false)
{
    internal static PrintOptions Default { get; } = new();

    /// <summary>The options for a terminal, where one 512-byte sector would fill the screen.</summary>
    internal static PrintOptions Screen { get; } = new(LongestItem: 16, ShowsMeanings: true);

    /// <summary>The options for one line among others.</summary>
    internal static PrintOptions OneLine { get; } = new(Threshold: 8, LongestItem: 8, ShowsMeanings: true, LineWidth: int.MaxValue);
}

namespace MemMap.Text;

/// <summary>What numpy's <c>set_printoptions</c> sets, with numpy's defaults.</summary>
/// <param name="Precision">The most digits after the decimal point; a number that is unique with fewer shows fewer.</param>
/// <param name="Threshold">An array of more elements than this shows only the items at its edges.</param>
/// <param name="EdgeItems">How many items a summarised axis shows at each end; at least 1.</param>
/// <param name="LineWidth">Where rows wrap, in characters.</param>
/// <param name="LongestItem">Raw bytes, and sub-arrays along an axis, of more than so many show only their first ones. numpy shows
/// all.</param>
internal sealed record PrintOptions(
    int Precision = 8, long Threshold = 1000, int EdgeItems = 3, int LineWidth = 75, int LongestItem = int.MaxValue)
{
    internal static PrintOptions Default { get; } = new();

    /// <summary>For a screen, on which a sector of a disk would hide all else.</summary>
    internal static PrintOptions Screen { get; } = new(LongestItem: 16);
}

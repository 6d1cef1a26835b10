namespace MemMap.Text;

/// <summary>What numpy's <c>set_printoptions</c> sets, with numpy's defaults.</summary>
/// <param name="Precision">The most digits after the decimal point; a number that is unique with fewer shows fewer.</param>
/// <param name="Threshold">An array of more elements than this shows only the items at its edges.</param>
/// <param name="EdgeItems">How many items a summarised axis shows at each end; at least 1.</param>
/// <param name="LineWidth">Where rows wrap, in characters.</param>
internal sealed record PrintOptions(int Precision = 8, long Threshold = 1000, int EdgeItems = 3, int LineWidth = 75)
{
    internal static PrintOptions Default { get; } = new();
}

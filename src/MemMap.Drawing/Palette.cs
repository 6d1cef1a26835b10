using OxyPlot;

namespace MemMap.Drawing;

/// <summary>
/// The colors of a heat map: viridis, whose brightness increases with the value, so that it works in print and for color-blind readers.
/// </summary>
internal static class Palette
{
    private const int Steps = 256;

    /// <summary>The palette of OxyPlot.</summary>
    internal static OxyPalette Viridis { get; } = OxyPalettes.Viridis(Steps);

    /// <summary>The color of a value between 0 and 1.</summary>
    internal static OxyColor Of(double part) => Viridis.Colors[(int)Math.Clamp(part * Steps, 0, Steps - 1)];
}

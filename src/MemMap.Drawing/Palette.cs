using OxyPlot;

namespace MemMap.Drawing;

/// <summary>The colors of a heat map: viridis, whose brightness grows with the value, also in print and for the colorblind.</summary>
internal static class Palette
{
    private const int Steps = 256;

    /// <summary>The palette as OxyPlot has it.</summary>
    internal static OxyPalette Viridis { get; } = OxyPalettes.Viridis(Steps);

    /// <summary>The color of a value between 0 and 1.</summary>
    internal static OxyColor Of(double part) => Viridis.Colors[(int)Math.Clamp(part * Steps, 0, Steps - 1)];
}

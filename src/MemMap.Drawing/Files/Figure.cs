using MemMap.Pictures;
using OxyPlot;

namespace MemMap.Drawing.Files;

/// <summary>A picture for a file: what draws it, in any of the contexts, and its size.</summary>
internal abstract class Figure(Canvas canvas)
{
    /// <summary>The size in pixels.</summary>
    internal Canvas Canvas { get; } = canvas;

    /// <summary>The figure of a picture.</summary>
    internal static Figure Of(Picture picture, Canvas canvas)
        => picture is TextPicture text ? new TextFigure(text) : new PlotFigure(picture, canvas);

    /// <summary>Draws it; the background is white.</summary>
    internal abstract void Draw(IRenderContext context);
}

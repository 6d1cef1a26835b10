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
        => picture switch
        {
            TextPicture text => new TextFigure(text),
            ImagePicture image => new ImageFigure(image.Pixels),
            _ => new PlotFigure(picture, canvas),
        };

    /// <summary>Draws it; the background is white.</summary>
    internal abstract void Draw(IRenderContext context);

    /// <summary>Draws it in pixels.</summary>
    internal virtual PixelGrid Pixels()
    {
        RasterContext context = new(Canvas.Width, Canvas.Height);
        Draw(context);
        return context.Pixels();
    }
}

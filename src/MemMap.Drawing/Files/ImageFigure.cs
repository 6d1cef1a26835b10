using MemMap.Pictures;
using OxyPlot;

namespace MemMap.Drawing.Files;

/// <summary>An image by itself, pixel by pixel, without title and axes.</summary>
internal sealed class ImageFigure(PixelGrid pixels) : Figure(new(Math.Max(1, pixels.Width), Math.Max(1, pixels.Height)))
{
    internal override void Draw(IRenderContext context)
    {
        if (pixels.Rgb.Length == 0)
        {
            return;
        }
        using MemoryStream png = new();
        PngFile.Write(pixels, png);
        context.DrawImage(
            new OxyImage(png.ToArray()), 0, 0, pixels.Width, pixels.Height, 0, 0, pixels.Width, pixels.Height, 1, interpolate: false);
    }

    internal override PixelGrid Pixels() => pixels.Rgb.Length == 0 ? base.Pixels() : pixels;
}

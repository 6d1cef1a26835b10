using MemMap.Pictures;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MemMap.Drawing.Terminal;

/// <summary>
/// An image in cells: two pixels of a column in a character where there are colors, one in five shades where there are none.
/// </summary>
internal sealed class ImagePlot(PixelGrid pixels, bool isColored) : Renderable
{
    // What the brightness of a gray is made of: the eye sees green best.
    private const double RedPart = 0.299, GreenPart = 0.587, BluePart = 0.114;

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        int perLine = isColored ? 2 : 1;
        for (int y = 0; y < pixels.Height; y += perLine)
        {
            for (int x = 0; x < pixels.Width; x++)
            {
                yield return !isColored ? new Segment(MapPlot.Shade(Brightness(pixels.At(x, y))).ToString())
                    : y + 1 < pixels.Height ? new Segment("▀", new Style(ColorOf(x, y), ColorOf(x, y + 1)))
                    : new Segment("▀", new Style(ColorOf(x, y)));
            }
            yield return Segment.LineBreak;
        }
    }

    private static double Brightness((byte Red, byte Green, byte Blue) color)
        => ((RedPart * color.Red) + (GreenPart * color.Green) + (BluePart * color.Blue)) / byte.MaxValue;

    private Color ColorOf(int x, int y)
    {
        (byte red, byte green, byte blue) = pixels.At(x, y);
        return new(red, green, blue);
    }
}

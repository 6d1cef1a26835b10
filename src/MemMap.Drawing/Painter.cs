using MemMap.Drawing.Files;
using MemMap.Drawing.Terminal;
using MemMap.Pictures;

namespace MemMap.Drawing;

/// <summary>Draws pictures with Spectre.Console in a terminal, and with OxyPlot in a file.</summary>
internal sealed class Painter : IPainter
{
    /// <inheritdoc/>
    public IEnumerable<string> Draw(Picture picture, Canvas canvas, bool isColored) => TerminalPainter.Draw(picture, canvas, isColored);

    /// <inheritdoc/>
    public void Save(Picture picture, Canvas canvas, PictureFormat format, Stream stream)
    {
        Figure figure = Figure.Of(picture, canvas);
        if (format == PictureFormat.Svg)
        {
            SvgFile.Write(figure, stream);
        }
        else
        {
            PngFile.Write(figure, stream);
        }
    }
}

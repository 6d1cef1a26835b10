using MemMap.Drawing.Files;
using MemMap.Drawing.Inline;
using MemMap.Drawing.Terminal;
using MemMap.Pictures;

namespace MemMap.Drawing;

/// <summary>Draws pictures with Spectre.Console as text in a terminal, and with OxyPlot as pixels there and in files.</summary>
internal sealed class Painter : IPainter
{
    /// <inheritdoc/>
    public IEnumerable<string> Draw(Picture picture, Canvas canvas, bool isColored) => TerminalPainter.Draw(picture, canvas, isColored);

    /// <inheritdoc/>
    public IEnumerable<string> DrawInline(Picture picture, Canvas canvas, TerminalGraphics graphics)
    {
        Figure figure = Figure.Of(picture, canvas);
        // A figure with axes has title and notes itself.
        bool isBare = figure is ImageFigure;
        if (isBare)
        {
            yield return picture.Title;
        }
        yield return InlineImage.Of(figure.Pixels(), graphics);
        foreach (string note in isBare ? picture.Notes : [])
        {
            yield return note;
        }
    }

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
            PngFile.Write(figure.Pixels(), stream);
        }
    }
}

using OxyPlot;

namespace MemMap.Drawing.Files;

/// <summary>Writes a figure as SVG.</summary>
internal static class SvgFile
{
    internal static void Write(Figure figure, Stream stream)
    {
        // Its writer closes the stream that it gets.
        using MemoryStream content = new();
        using (Context context = new(content, figure))
        {
            figure.Draw(context);
            context.Complete();
            context.Flush();
            stream.Write(content.GetBuffer().AsSpan(0, (int)content.Length));
        }
    }

    // Texts are measured by the outlines that a .png has: so both have the same layout.
    private sealed class Context(Stream stream, Figure figure)
        : SvgRenderContext(stream, figure.Canvas.Width, figure.Canvas.Height, true, new RasterContext(1, 1), OxyColors.White, true)
    {
        // OxyPlot's own images are not compressed.
        public override void DrawImage(
            OxyImage source, double srcX, double srcY, double srcWidth, double srcHeight, double destX, double destY, double destWidth,
            double destHeight, double opacity, bool interpolate)
        {
            using MemoryStream compressed = new();
            PngFile.Write(source.GetPixels(), compressed);
            base.DrawImage(
                new OxyImage(compressed.ToArray()), srcX, srcY, srcWidth, srcHeight, destX, destY, destWidth, destHeight, opacity,
                interpolate);
        }
    }
}

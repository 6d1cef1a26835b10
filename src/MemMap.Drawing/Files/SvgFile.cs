using MemMap.Pictures;
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
            if (figure is not ImageFigure)
            {
                using MemoryStream compressed = new();
                PngFile.Write(PixelsOf(source), compressed);
                source = new(compressed.ToArray());
            }
            base.DrawImage(
                source, srcX, srcY, srcWidth, srcHeight, destX, destY, destWidth, destHeight, opacity, interpolate);
        }

        private static PixelGrid PixelsOf(OxyImage image)
        {
            // First by column, then by row.
            OxyColor[,] colors = image.GetPixels();
            int width = colors.GetLength(0), height = colors.GetLength(1);
            var pixels = new byte[width * height * 3];
            for (int i = 0; i < width * height; i++)
            {
                OxyColor color = colors[i % width, i / width];
                (pixels[i * 3], pixels[(i * 3) + 1], pixels[(i * 3) + 2]) = (color.R, color.G, color.B);
            }
            return new(width, height, pixels);
        }
    }
}

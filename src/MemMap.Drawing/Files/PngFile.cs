using BigGustave;
using OxyPlot;

namespace MemMap.Drawing.Files;

/// <summary>Writes a figure, or pixels, as PNG.</summary>
internal static class PngFile
{
    internal static void Write(Figure figure, Stream stream)
    {
        RasterContext context = new(figure.Canvas.Width, figure.Canvas.Height);
        figure.Draw(context);
        Write(context.Pixels(), stream);
    }

    /// <param name="pixels">The pixels, first by column, then by row. All are opaque.</param>
    /// <param name="stream">Where to write them; it needn't be able to seek.</param>
    internal static void Write(OxyColor[,] pixels, Stream stream)
    {
        int width = pixels.GetLength(0), height = pixels.GetLength(1);
        PngBuilder png = PngBuilder.Create(width, height, hasAlphaChannel: false);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                OxyColor color = pixels[x, y];
                png.SetPixel(color.R, color.G, color.B, x, y);
            }
        }
        png.Save(stream, new PngBuilder.SaveOptions { AttemptCompression = true });
    }
}

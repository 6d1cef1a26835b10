using BigGustave;
using MemMap.Pictures;

namespace MemMap.Drawing.Files;

/// <summary>Writes pixels as PNG.</summary>
internal static class PngFile
{
    /// <param name="pixels">The pixels. All are opaque.</param>
    /// <param name="stream">Where to write them; it needn't be able to seek.</param>
    internal static void Write(PixelGrid pixels, Stream stream)
    {
        // BigGustave 1.0.6 puts two pixels of few colors into a byte, and leaves the last one of a row with an odd number out. With an
        // alpha channel it doesn't.
        PngBuilder png = PngBuilder.Create(pixels.Width, pixels.Height, hasAlphaChannel: pixels.Width % 2 == 1);
        for (int y = 0; y < pixels.Height; y++)
        {
            for (int x = 0; x < pixels.Width; x++)
            {
                (byte red, byte green, byte blue) = pixels.At(x, y);
                png.SetPixel(red, green, blue, x, y);
            }
        }
        png.Save(stream, new PngBuilder.SaveOptions { AttemptCompression = true });
    }
}

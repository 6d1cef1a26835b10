namespace MemMap.Pictures;

/// <summary>Pixels in rows from the top, each of three bytes: red, green and blue.</summary>
/// <param name="Width">The pixels of a row.</param>
/// <param name="Height">The rows.</param>
/// <param name="Rgb">The bytes of the pixels.</param>
internal sealed record PixelGrid(int Width, int Height, byte[] Rgb)
{
    /// <summary>The color of a pixel.</summary>
    internal (byte Red, byte Green, byte Blue) At(int x, int y)
    {
        int i = ((y * Width) + x) * 3;
        return (Rgb[i], Rgb[i + 1], Rgb[i + 2]);
    }

    /// <summary>Returns the grid with each pixel as a block of pixels.</summary>
    internal PixelGrid Enlarged(int factor)
    {
        if (factor == 1)
        {
            return this;
        }
        var larger = new byte[Rgb.Length * factor * factor];
        int width = Width * factor;
        for (int i = 0; i < larger.Length; i++)
        {
            (int pixel, int channel) = (i / 3, i % 3);
            larger[i] = Rgb[(((pixel / width / factor * Width) + (pixel % width / factor)) * 3) + channel];
        }
        return new(width, Height * factor, larger);
    }
}

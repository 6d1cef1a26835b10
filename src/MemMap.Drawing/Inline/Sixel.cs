using System.Globalization;
using System.Text;
using MemMap.Pictures;

namespace MemMap.Drawing.Inline;

/// <summary>
/// Writes pixels as sixels: bands of six rows, in which each color has a line of characters for the rows where it is. Pixels of more colors
/// than a terminal has registers for are dithered.
/// </summary>
internal static class Sixel
{
    /// <summary>The color registers that every terminal with sixels has.</summary>
    private const int Registers = 256;

    // Shades of red, green and blue. The eye tells shades of green best.
    private const int Reds = 6, Greens = 7, Blues = 6;

    private const int BandRows = 6, MatrixSize = 4;

    /// <summary>The lowest character, of no rows, and the shortest run that is written as a count.</summary>
    private const char Blank = '?';

    private const int ShortRun = 4;

    // Bayer's matrix: thresholds, of which neighbours are far apart.
    private static readonly int[] Thresholds = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];

    internal static string Encode(PixelGrid pixels)
    {
        (int Red, int Green, int Blue)[] palette = Palette(pixels, out short[] indices);
        StringBuilder text = new(pixels.Width * pixels.Height / 2);
        // Pixels are as high as they are wide, and what isn't drawn keeps its color.
        text.Append(CultureInfo.InvariantCulture, $"\eP0;1;0q\"1;1;{pixels.Width};{pixels.Height}");
        for (int i = 0; i < palette.Length; i++)
        {
            (int red, int green, int blue) = palette[i];
            text.Append(CultureInfo.InvariantCulture, $"#{i};2;{Percent(red)};{Percent(green)};{Percent(blue)}");
        }
        byte[,] rows = new byte[palette.Length, pixels.Width];
        for (int top = 0; top < pixels.Height; top += BandRows)
        {
            Band(text, pixels, indices, rows, top);
        }
        return text.Append("\e\\").ToString();
    }

    private static int Percent(int value) => ((value * 100) + 127) / 255;

    private static void Band(StringBuilder text, PixelGrid pixels, short[] indices, byte[,] rows, int top)
    {
        SortedSet<short> colors = [];
        Array.Clear(rows);
        for (int y = top; y < Math.Min(top + BandRows, pixels.Height); y++)
        {
            for (int x = 0; x < pixels.Width; x++)
            {
                short color = indices[(y * pixels.Width) + x];
                colors.Add(color);
                rows[color, x] |= (byte)(1 << (y - top));
            }
        }
        bool isFirst = true;
        foreach (short color in colors)
        {
            // Back to the left end of the band.
            text.Append(isFirst ? "" : "$").Append('#').Append(color);
            isFirst = false;
            for (int x = 0; x < pixels.Width;)
            {
                int end = x + 1;
                while (end < pixels.Width && rows[color, end] == rows[color, x])
                {
                    end++;
                }
                Run(text, (char)(Blank + rows[color, x]), end - x, end == pixels.Width);
                x = end;
            }
        }
        text.Append('-');
    }

    private static void Run(StringBuilder text, char character, int count, bool isLast)
    {
        if (character == Blank && isLast)
        {
            return;
        }
        if (count < ShortRun)
        {
            text.Append(character, count);
        }
        else
        {
            text.Append('!').Append(count).Append(character);
        }
    }

    /// <summary>Returns the colors, and the index of each pixel's color: exact if there are few, or else the nearest shades.</summary>
    private static (int Red, int Green, int Blue)[] Palette(PixelGrid pixels, out short[] indices)
    {
        indices = new short[pixels.Width * pixels.Height];
        Dictionary<(byte, byte, byte), short> colors = [];
        for (int i = 0; i < indices.Length; i++)
        {
            (byte, byte, byte) color = pixels.At(i % pixels.Width, i / pixels.Width);
            if (!colors.TryGetValue(color, out indices[i]))
            {
                if (colors.Count == Registers)
                {
                    return Shades(pixels, indices);
                }
                colors.Add(color, indices[i] = (short)colors.Count);
            }
        }
        return [.. colors.Keys.Select(static color => ((int)color.Item1, (int)color.Item2, (int)color.Item3))];
    }

    private static (int Red, int Green, int Blue)[] Shades(PixelGrid pixels, short[] indices)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            (int x, int y) = (i % pixels.Width, i / pixels.Width);
            (byte red, byte green, byte blue) = pixels.At(x, y);
            double threshold = (Thresholds[(y % MatrixSize * MatrixSize) + (x % MatrixSize)] + 0.5) / Thresholds.Length;
            indices[i] = (short)((((Shade(red, Reds, threshold) * Greens) + Shade(green, Greens, threshold)) * Blues)
                + Shade(blue, Blues, threshold));
        }
        return [.. Enumerable.Range(0, Reds * Greens * Blues).Select(static i => (
            Value(i / Blues / Greens, Reds), Value(i / Blues % Greens, Greens), Value(i % Blues, Blues)))];
    }

    private static int Shade(byte value, int shades, double threshold) => (int)((value / 255.0 * (shades - 1)) + threshold);

    private static int Value(int shade, int shades) => ((shade * 255) + ((shades - 1) / 2)) / (shades - 1);
}

using System.Globalization;
using System.Text;
using MemMap.Drawing.Files;
using MemMap.Pictures;

namespace MemMap.Drawing.Inline;

/// <summary>
/// Pixels as the escape sequence of a terminal's protocol. It is one line, and the cursor stays on the picture's last line.
/// </summary>
internal static class InlineImage
{
    private const char Escape = '\e';

    /// <summary>The longest part of a picture that kitty's protocol takes at once.</summary>
    private const int KittyChunk = 4096;

    internal static string Of(PixelGrid pixels, TerminalGraphics graphics)
    {
        if (pixels.Rgb.Length == 0)
        {
            return "";
        }
        int columns = Math.Max(1, (pixels.Width + Frame.CellWidth - 1) / Frame.CellWidth);
        return graphics switch
        {
            TerminalGraphics.Sixel => Sixel.Encode(pixels),
            TerminalGraphics.Kitty => Kitty(Png(pixels), columns),
            _ => ITerm(Png(pixels), columns),
        };
    }

    private static byte[] Png(PixelGrid pixels)
    {
        using MemoryStream stream = new();
        PngFile.Write(pixels, stream);
        return stream.ToArray();
    }

    // https://sw.kovidgoyal.net/kitty/graphics-protocol: a=T shows what is sent, f=100 is PNG, c is the width in columns, q=2 wants no
    // answer, which nobody would read; m=1 tells that more follows.
    private static string Kitty(byte[] png, int columns)
    {
        string data = Convert.ToBase64String(png);
        StringBuilder text = new();
        for (int at = 0; at < data.Length; at += KittyChunk)
        {
            bool isLast = at + KittyChunk >= data.Length;
            text.Append(Escape).Append("_G");
            if (at == 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"a=T,f=100,q=2,c={columns},");
            }
            text.Append(isLast ? "m=0;" : "m=1;").Append(data, at, Math.Min(KittyChunk, data.Length - at)).Append(Escape).Append('\\');
        }
        return text.ToString();
    }

    // https://iterm2.com/documentation-images.html
    private static string ITerm(byte[] png, int columns) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Escape}]1337;File=inline=1;size={png.Length};width={columns};preserveAspectRatio=1:{Convert.ToBase64String(png)}\a");
}

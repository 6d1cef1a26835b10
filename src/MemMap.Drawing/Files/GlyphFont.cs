using System.Globalization;
using OxyPlot;

namespace MemMap.Drawing.Files;

/// <summary>
/// The outlines of DejaVu's ASCII characters, so that a picture looks the same on a machine without any font. Other characters are a box.
/// </summary>
internal sealed class GlyphFont
{
    private const double UnitsPerEm = 1000;
    private const char Missing = '\ufffd';

    private readonly Dictionary<char, Glyph> _glyphs = [];

    private GlyphFont(string name, string family)
    {
        Family = family;
        using Stream resource = typeof(GlyphFont).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(resource);
        while (reader.ReadLine() is { } line)
        {
            string[] parts = line.Split(' ', 3);
            char character = (char)int.Parse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            _glyphs[character] = new(
                double.Parse(parts[1], CultureInfo.InvariantCulture), parts.Length > 2 ? GlyphOutline.Parse(parts[2]) : []);
        }
    }

    /// <summary>For titles and labels.</summary>
    internal static GlyphFont Sans { get; } = new("sans", "DejaVu Sans, Verdana, sans-serif");

    /// <summary>For hex dumps.</summary>
    internal static GlyphFont Mono { get; } = new("mono", "DejaVu Sans Mono, Consolas, monospace");

    /// <summary>What an SVG file asks for.</summary>
    internal string Family { get; }

    /// <summary>The font of a family's name.</summary>
    internal static GlyphFont Of(string? family) => family == Mono.Family ? Mono : Sans;

    /// <summary>The width of a text.</summary>
    internal double Measure(string text, double size) => text.Sum(character => Find(character).Advance) * size / UnitsPerEm;

    /// <summary>The outlines of a text that begins at the origin, on its base line.</summary>
    internal IEnumerable<ScreenPoint[]> Outlines(string text, double size)
    {
        double scale = size / UnitsPerEm, x = 0;
        foreach (char character in text)
        {
            Glyph glyph = Find(character);
            foreach (ScreenPoint[] contour in glyph.Contours)
            {
                double left = x;
                yield return Array.ConvertAll(contour, point => new ScreenPoint((point.X * scale) + left, point.Y * scale));
            }
            x += glyph.Advance * scale;
        }
    }

    private Glyph Find(char character) => _glyphs.TryGetValue(character, out Glyph? glyph) ? glyph : _glyphs[Missing];

    private sealed record Glyph(double Advance, ScreenPoint[][] Contours);
}

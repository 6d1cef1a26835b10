using MemMap.Pictures;
using OxyPlot;

namespace MemMap.Drawing.Files;

/// <summary>
/// Draws for OxyPlot into pixels. Everything is polygons: lines are as thick as they are, text is its outlines. So nothing but .NET is
/// needed, and a picture is the same on every machine.
/// </summary>
internal sealed class RasterContext(int width, int height) : ClippingRenderContext
{
    // A font's height above and below its base line, of its size.
    private const double Ascent = 0.93, Descent = 0.24;

    private readonly Raster _raster = new(width, height);
    private OxyRect _clip = new(0, 0, width, height);

    /// <summary>The pixels.</summary>
    internal PixelGrid Pixels() => _raster.Pixels();

    public override void DrawLine(
        IList<ScreenPoint> points, OxyColor stroke, double thickness, EdgeRenderingMode edgeRenderingMode, double[]? dashArray,
        LineJoin lineJoin)
    {
        if (!stroke.IsVisible() || thickness <= 0)
        {
            return;
        }
        bool isSharp = edgeRenderingMode != EdgeRenderingMode.PreferGeometricAccuracy && points.Count == 2
            && (points[0].X == points[1].X || points[0].Y == points[1].Y);
        for (int i = 1; i < points.Count; i++)
        {
            (ScreenPoint from, ScreenPoint to) = isSharp ? Sharp(points[i - 1], points[i], thickness) : (points[i - 1], points[i]);
            _raster.Fill([Stroke(from, to, thickness, isCapped: points.Count > 2)], stroke, _clip);
        }
    }

    public override void DrawPolygon(
        IList<ScreenPoint> points, OxyColor fill, OxyColor stroke, double thickness, EdgeRenderingMode edgeRenderingMode,
        double[]? dashArray,
        LineJoin lineJoin)
    {
        if (fill.IsVisible())
        {
            _raster.Fill([[.. points]], fill, _clip);
        }
        if (stroke.IsVisible())
        {
            DrawLine([.. points, points[0]], stroke, thickness, edgeRenderingMode, dashArray, lineJoin);
        }
    }

    public override void DrawRectangle(OxyRect rect, OxyColor fill, OxyColor stroke, double thickness, EdgeRenderingMode edgeRenderingMode)
    {
        // Neighbours meet at a border of pixels: no light shines through between them.
        OxyRect snapped = new(
            new ScreenPoint(Math.Round(rect.Left), Math.Round(rect.Top)), new ScreenPoint(Math.Round(rect.Right), Math.Round(rect.Bottom)));
        base.DrawRectangle(snapped, fill, stroke, thickness, edgeRenderingMode);
    }

    public override void DrawText(
        ScreenPoint p, string text, OxyColor fill, string? fontFamily, double fontSize, double fontWeight, double rotate,
        HorizontalAlignment halign, VerticalAlignment valign, OxySize? maxSize)
    {
        if (string.IsNullOrEmpty(text) || !fill.IsVisible())
        {
            return;
        }
        GlyphFont font = GlyphFont.Of(fontFamily);
        double left = halign switch { HorizontalAlignment.Left => 0, HorizontalAlignment.Center => -0.5, _ => -1 }
            * font.Measure(text, fontSize);
        double line = fontSize
            * valign switch { VerticalAlignment.Top => Ascent, VerticalAlignment.Middle => (Ascent - Descent) / 2, _ => -Descent };
        (double sin, double cos) = Math.SinCos(rotate * Math.PI / 180);
        _raster.Fill(
            font.Outlines(text, fontSize).Select(contour => Array.ConvertAll(contour, point => new ScreenPoint(
                p.X + ((point.X + left) * cos) - ((point.Y + line) * sin),
                p.Y + ((point.X + left) * sin) + ((point.Y + line) * cos)))),
            fill,
            _clip);
    }

    public override OxySize MeasureText(string? text, string? fontFamily, double fontSize, double fontWeight)
        => string.IsNullOrEmpty(text) ? OxySize.Empty
            : new(GlyphFont.Of(fontFamily).Measure(text, fontSize), fontSize * (Ascent + Descent));

    public override void DrawImage(
        OxyImage source, double srcX, double srcY, double srcWidth, double srcHeight, double destX, double destY, double destWidth,
        double destHeight, double opacity, bool interpolate)
    {
        OxyColor[,] pixels = source.GetPixels();
        int first = (int)Math.Round(destY), last = (int)Math.Round(destY + destHeight);
        for (int y = Math.Max(0, first); y < Math.Min(_raster.Height, last); y++)
        {
            double row = srcY + ((y + 0.5 - destY) / destHeight * srcHeight);
            for (int x = Math.Max(0, (int)Math.Round(destX)); x < Math.Min(_raster.Width, (int)Math.Round(destX + destWidth)); x++)
            {
                double column = srcX + ((x + 0.5 - destX) / destWidth * srcWidth);
                OxyColor color = pixels[
                    Math.Clamp((int)column, 0, pixels.GetLength(0) - 1), Math.Clamp((int)row, 0, pixels.GetLength(1) - 1)];
                if (color.A > 0 && _clip.Contains(x + 0.5, y + 0.5))
                {
                    _raster.Set(x, y, color);
                }
            }
        }
    }

    protected override void SetClip(OxyRect clippingRectangle) => _clip = clippingRectangle;

    protected override void ResetClip() => _clip = new(0, 0, _raster.Width, _raster.Height);

    // The outline of a piece of a line. The pieces of a longer one reach into one another, so that there is no gap at a bend.
    private static ScreenPoint[] Stroke(ScreenPoint from, ScreenPoint to, double thickness, bool isCapped)
    {
        double dx = to.X - from.X, dy = to.Y - from.Y, length = Math.Sqrt((dx * dx) + (dy * dy)), half = thickness / 2;
        if (length == 0)
        {
            (dx, length) = (1, 1);
        }
        double ux = dx / length * half, uy = dy / length * half, cap = isCapped ? 0.5 : 0;
        (double x0, double y0, double x1, double y1) = (from.X - (ux * cap), from.Y - (uy * cap), to.X + (ux * cap), to.Y + (uy * cap));
        return [new(x0 - uy, y0 + ux), new(x1 - uy, y1 + ux), new(x1 + uy, y1 - ux), new(x0 + uy, y0 - ux)];
    }

    // An axis or a grid line fills whole pixels.
    private static (ScreenPoint From, ScreenPoint To) Sharp(ScreenPoint from, ScreenPoint to, double thickness)
    {
        double shift = (int)Math.Max(1, Math.Round(thickness)) % 2 / 2.0;
        return from.X == to.X
            ? (new(Math.Floor(from.X) + shift, from.Y), new(Math.Floor(from.X) + shift, to.Y))
            : (new(from.X, Math.Floor(from.Y) + shift), new(to.X, Math.Floor(from.Y) + shift));
    }
}

using MemMap.Pictures;
using OxyPlot;

namespace MemMap.Drawing.Files;

/// <summary>
/// Pixels, and the one way to change them: polygons are filled with a color, by how much of each pixel they cover. Coverage is summed up
/// along the edges: each adds to a row what it covers to its right, upwards with one sign and downwards with the other. Only the pixels
/// around a polygon are looked at: a long line has thousands of pieces, each of a few pixels.
/// </summary>
internal sealed class Raster(int width, int height)
{
    private readonly float[] _red = White(width * height), _green = White(width * height), _blue = White(width * height);
    private readonly float[] _cover = new float[(width + 2) * height];

    // The rows and columns in which there is coverage; there is none if they are in the wrong order.
    private int _top = int.MaxValue, _bottom = -1, _left = int.MaxValue, _right = -1;

    internal int Width => width;

    internal int Height => height;

    /// <summary>Fills what lies within the contours; holes run the other way around.</summary>
    internal void Fill(IEnumerable<IReadOnlyList<ScreenPoint>> contours, OxyColor color, OxyRect clip)
    {
        foreach (IReadOnlyList<ScreenPoint> contour in contours)
        {
            for (int i = 0; i < contour.Count; i++)
            {
                ScreenPoint from = contour[i], to = contour[(i + 1) % contour.Count];
                if (double.IsFinite(from.X + from.Y + to.X + to.Y))
                {
                    Edge(Inside(from, clip), Inside(to, clip));
                }
            }
        }
        for (int y = _top; y <= _bottom; y++)
        {
            Blend(y, color);
        }
        (_top, _bottom, _left, _right) = (int.MaxValue, -1, int.MaxValue, -1);
    }

    /// <summary>Gives a pixel a color.</summary>
    internal void Set(int x, int y, OxyColor color)
        => (_red[(y * width) + x], _green[(y * width) + x], _blue[(y * width) + x]) = (color.R, color.G, color.B);

    /// <summary>The pixels.</summary>
    internal PixelGrid Pixels()
    {
        var pixels = new byte[_red.Length * 3];
        for (int i = 0; i < _red.Length; i++)
        {
            (pixels[i * 3], pixels[(i * 3) + 1], pixels[(i * 3) + 2]) = (Channel(_red[i]), Channel(_green[i]), Channel(_blue[i]));
        }
        return new(width, height, pixels);
    }

    private static byte Channel(float value) => (byte)Math.Clamp(Math.Round(value), 0, 255);

    private static float[] White(int count)
    {
        var channel = new float[count];
        Array.Fill(channel, 255);
        return channel;
    }

    // Moving a point to the border changes only what is outside of it: nothing is seen of that.
    private ScreenPoint Inside(ScreenPoint point, OxyRect clip) => new(
        Math.Clamp(point.X, Math.Max(0, clip.Left), Math.Min(width, clip.Right)),
        Math.Clamp(point.Y, Math.Max(0, clip.Top), Math.Min(height, clip.Bottom)));

    private void Edge(ScreenPoint from, ScreenPoint to)
    {
        if (from.Y == to.Y)
        {
            return;
        }
        float sign = from.Y < to.Y ? 1 : -1;
        (ScreenPoint upper, ScreenPoint lower) = from.Y < to.Y ? (from, to) : (to, from);
        double slope = (lower.X - upper.X) / (lower.Y - upper.Y);
        int last = Math.Min(height - 1, (int)Math.Ceiling(lower.Y) - 1);
        for (int y = (int)upper.Y; y <= last; y++)
        {
            double y0 = Math.Max(y, upper.Y), y1 = Math.Min(y + 1, lower.Y);
            double x0 = upper.X + ((y0 - upper.Y) * slope), x1 = upper.X + ((y1 - upper.Y) * slope);
            Row(y, Math.Min(x0, x1), Math.Max(x0, x1), sign * (float)(y1 - y0));
            (_top, _bottom) = (Math.Min(_top, y), Math.Max(_bottom, y));
        }
    }

    // The part of an edge within a row of pixels: from each pixel that it crosses on, as much more is covered as it descends there.
    private void Row(int y, double left, double right, float descent)
    {
        int line = y * (width + 2);
        int first = (int)left, last = Math.Max(first, (int)Math.Ceiling(right) - 1);
        (_left, _right) = (Math.Min(_left, first), Math.Max(_right, last + 1));
        if (first == last)
        {
            float beside = (float)(first + 1 - ((left + right) / 2)) * descent;
            _cover[line + first] += beside;
            _cover[line + first + 1] += descent - beside;
            return;
        }
        for (int x = first; x <= last; x++)
        {
            double x0 = Math.Max(left, x), x1 = Math.Min(right, x + 1);
            float part = right > left ? (float)((x1 - x0) / (right - left)) * descent : descent;
            // Of this pixel, what is right of the edge's middle; of the next ones, everything.
            float covered = (float)(x + 1 - ((x0 + x1) / 2)) * part;
            _cover[line + x] += covered;
            _cover[line + x + 1] += part - covered;
        }
    }

    private void Blend(int y, OxyColor color)
    {
        float sum = 0, opacity = color.A / 255f;
        int line = y * (width + 2), pixel = y * width;
        for (int x = _left; x < Math.Min(width, _right + 1); x++)
        {
            sum += _cover[line + x];
            float part = Math.Min(1, Math.Abs(sum)) * opacity;
            // What is left of sums that should be zero is no color.
            if (part > 1e-4f)
            {
                _red[pixel + x] += (color.R - _red[pixel + x]) * part;
                _green[pixel + x] += (color.G - _green[pixel + x]) * part;
                _blue[pixel + x] += (color.B - _blue[pixel + x]) * part;
            }
        }
        _cover.AsSpan(line + _left, _right - _left + 1).Clear();
    }
}

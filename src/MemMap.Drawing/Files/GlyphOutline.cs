using System.Globalization;
using OxyPlot;

namespace MemMap.Drawing.Files;

/// <summary>Reads an outline in SVG's letters: M, L, H, V, Q and Z, all absolute. Curves become short lines.</summary>
internal static class GlyphOutline
{
    /// <summary>Enough for the curve of a letter at the size of a title.</summary>
    private const int CurveSteps = 5;

    internal static ScreenPoint[][] Parse(string path)
    {
        List<ScreenPoint[]> contours = [];
        List<ScreenPoint> contour = [];
        for (int i = 0; i < path.Length;)
        {
            char command = path[i++];
            int end = path.AsSpan(i).IndexOfAnyInRange('A', 'Z') is >= 0 and var next ? i + next : path.Length;
            double[] numbers = Numbers(path[i..end]);
            i = end;
            switch (command)
            {
                case 'M' or 'L':
                    for (int k = 0; k < numbers.Length; k += 2)
                    {
                        contour.Add(new(numbers[k], numbers[k + 1]));
                    }
                    break;
                case 'H':
                    contour.AddRange(numbers.Select(x => new ScreenPoint(x, contour[^1].Y)).ToArray());
                    break;
                case 'V':
                    contour.AddRange(numbers.Select(y => new ScreenPoint(contour[^1].X, y)).ToArray());
                    break;
                case 'Q':
                    for (int k = 0; k < numbers.Length; k += 4)
                    {
                        Curve(contour, new(numbers[k], numbers[k + 1]), new(numbers[k + 2], numbers[k + 3]));
                    }
                    break;
                case 'Z':
                    contours.Add([.. contour]);
                    contour.Clear();
                    break;
                default:
                    throw new FormatException($"'{command}' is no command of an outline");
            }
        }
        return [.. contours];
    }

    private static void Curve(List<ScreenPoint> contour, ScreenPoint control, ScreenPoint end)
    {
        ScreenPoint start = contour[^1];
        for (int step = 1; step <= CurveSteps; step++)
        {
            double t = (double)step / CurveSteps, s = 1 - t;
            contour.Add(new(
                (s * s * start.X) + (2 * s * t * control.X) + (t * t * end.X),
                (s * s * start.Y) + (2 * s * t * control.Y) + (t * t * end.Y)));
        }
    }

    private static double[] Numbers(string text)
        => [.. text.Replace("-", " -", StringComparison.Ordinal).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
            .Select(static number => double.Parse(number, CultureInfo.InvariantCulture))];
}

using MemMap.Pictures;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MemMap.Drawing.Terminal;

/// <summary>Draws pictures as lines of text: title, picture, notes. Without colors, nothing but characters is in them.</summary>
internal static class TerminalPainter
{
    internal static IEnumerable<string> Draw(Picture picture, Pictures.Canvas canvas, bool isColored)
    {
        using StringWriter text = new() { NewLine = "\n" };
        IAnsiConsole console = ConsoleOn(text, canvas.Width, isColored);
        foreach (IRenderable part in Parts(picture, canvas, isColored))
        {
            text.GetStringBuilder().Clear();
            console.Write(part);
            foreach (string line in text.ToString().TrimEnd('\n').Split('\n'))
            {
                yield return line.TrimEnd();
            }
        }
    }

    private static IAnsiConsole ConsoleOn(TextWriter writer, int width, bool isColored)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isColored ? AnsiSupport.Yes : AnsiSupport.No,
            // How many colors there are, the environment tells.
            ColorSystem = isColored ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        if (isColored && console.Profile.Capabilities.ColorSystem == ColorSystem.NoColors)
        {
            console.Profile.Capabilities.ColorSystem = ColorSystem.Standard;
        }
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    private static IEnumerable<IRenderable> Parts(Picture picture, Pictures.Canvas canvas, bool isColored)
    {
        yield return new TextLine([new(Fit(picture.Title, canvas.Width), TextRole.Name)]);
        switch (picture)
        {
            case TextPicture text:
                foreach (IReadOnlyList<TextPart> row in text.Rows)
                {
                    yield return new TextLine(row);
                }
                break;
            case LinePicture { Panels: var panels } lines:
                Frame frame = Frame.Of(canvas, [.. panels.Select(static panel => panel.Values)]);
                foreach (LinePanel panel in panels)
                {
                    if (panel.Name.Length > 0)
                    {
                        yield return new TextLine([new(Fit(new string(' ', frame.Left + 2) + panel.Name, canvas.Width), TextRole.Name)]);
                    }
                    yield return new LinePlot(panel, frame, lines.X, isColored, isLast: ReferenceEquals(panel, panels[^1]));
                }
                if (lines.X is { Name.Length: > 0 } axis)
                {
                    int middle = frame.Left + 2 + Math.Max(0, (frame.Columns - axis.Name.Length) / 2);
                    yield return new TextLine([new(Fit(new string(' ', middle) + axis.Name, canvas.Width), TextRole.Name)]);
                }
                break;
            case ImagePicture { Pixels.Rgb.Length: > 0 } image:
                yield return new ImagePlot(image.Pixels, isColored);
                break;
            case ImagePicture:
                break;
            case HeatMapPicture map:
                yield return new MapPlot(map, Frame.Of(canvas, [map.Values]), isColored);
                break;
            case HistogramPicture histogram:
                yield return new HistogramPlot(histogram, canvas);
                break;
            default:
                throw new NotSupportedException(picture.GetType().Name);
        }
        foreach (string note in picture.Notes)
        {
            yield return new TextLine([new(note, TextRole.Offset)]);
        }
    }

    private static string Fit(string text, int width) => text.Length <= width ? text : "…" + text[^(width - 1)..];
}

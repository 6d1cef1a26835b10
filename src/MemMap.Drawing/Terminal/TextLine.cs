using MemMap.Pictures;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MemMap.Drawing.Terminal;

/// <summary>One line, each part of it in the color of what it means. It is as long as it is.</summary>
internal sealed class TextLine(IReadOnlyList<TextPart> parts) : Renderable
{
    /// <summary>The color of a part.</summary>
    internal static Style StyleOf(TextRole role) => role switch
    {
        TextRole.Offset or TextRole.ZeroByte => new Style(Color.Grey),
        TextRole.Printable => new Style(Color.Aqua),
        TextRole.OtherByte => new Style(Color.Yellow),
        TextRole.Name => new Style(Color.Green),
        _ => Style.Plain,
    };

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        foreach (TextPart part in parts)
        {
            yield return new Segment(part.Text, StyleOf(part.Role));
        }
        yield return Segment.LineBreak;
    }
}

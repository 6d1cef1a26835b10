using MemMap.Pictures;
using OxyPlot;

namespace MemMap.Drawing.Files;

/// <summary>Lines of text as a picture, as large as they are.</summary>
internal sealed class TextFigure : Figure
{
    private const double Size = 13, LineHeight = 17, Margin = 12;

    private readonly List<IReadOnlyList<TextPart>> _rows;

    internal TextFigure(TextPicture picture) : this(
    [
        [new(picture.Title, TextRole.Name)],
        .. picture.Rows,
        .. picture.Notes.Select(static note => (IReadOnlyList<TextPart>)[new(note, TextRole.Offset)]),
    ])
    {
    }

    private TextFigure(List<IReadOnlyList<TextPart>> rows) : base(SizeOf(rows)) => _rows = rows;

    internal override void Draw(IRenderContext context)
    {
        double advance = Advance;
        double top = Margin;
        foreach (IReadOnlyList<TextPart> row in _rows)
        {
            int column = 0;
            foreach (TextPart part in row)
            {
                // Word by word: where spaces stand in a row, not every viewer keeps all of them.
                foreach ((int start, string word) in Words(part.Text))
                {
                    context.DrawText(
                        new ScreenPoint(Margin + ((column + start) * advance), top), word, ColorOf(part.Role), GlyphFont.Mono.Family, Size,
                        FontWeights.Normal, 0, HorizontalAlignment.Left, VerticalAlignment.Top);
                }
                column += part.Text.Length;
            }
            top += LineHeight;
        }
    }

    private static double Advance => GlyphFont.Mono.Measure("0", Size);

    private static Canvas SizeOf(List<IReadOnlyList<TextPart>> rows)
    {
        int longest = rows.Max(static row => row.Sum(static part => part.Text.Length));
        return new((int)Math.Ceiling((2 * Margin) + (longest * Advance)), (int)Math.Ceiling((2 * Margin) + (rows.Count * LineHeight)));
    }

    private static IEnumerable<(int Start, string Word)> Words(string text)
    {
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf(' ', start);
            end = end < 0 ? text.Length : end;
            if (end > start)
            {
                yield return (start, text[start..end]);
            }
            start = end + 1;
        }
    }

    private static OxyColor ColorOf(TextRole role) => role switch
    {
        TextRole.Offset => OxyColor.FromRgb(0x70, 0x70, 0x70),
        TextRole.ZeroByte => OxyColor.FromRgb(0xa0, 0xa0, 0xa0),
        TextRole.Printable => OxyColor.FromRgb(0x00, 0x5f, 0x87),
        TextRole.OtherByte => OxyColor.FromRgb(0x9a, 0x5b, 0x00),
        TextRole.Name => OxyColor.FromRgb(0x00, 0x70, 0x20),
        _ => OxyColors.Black,
    };
}

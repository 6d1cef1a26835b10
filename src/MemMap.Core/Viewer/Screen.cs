using System.Text;

namespace MemMap.Viewer;

/// <summary>What a part of the screen is, which determines its color.</summary>
internal enum Ink
{
    Plain,
    Dim,
    Text,
    Other,
    Name,
    Changed,
    Mark,
    Match,
    Error,
}

/// <summary>How a part of the screen looks.</summary>
internal readonly record struct CellStyle(Ink Ink = Ink.Plain, bool IsReversed = false, bool IsUnderlined = false);

/// <summary>A part of a line.</summary>
/// <param name="Column">The column of its first character.</param>
/// <param name="Text">Its text, without control characters.</param>
/// <param name="Style">How it looks.</param>
internal readonly record struct ScreenPart(int Column, string Text, CellStyle Style);

/// <summary>The lines of a screen, in parts with a style. No control character can be in it.</summary>
internal sealed class Screen
{
    private readonly List<ScreenPart>[] _lines;

    internal Screen(int width, int height)
    {
        (Width, Height) = (width, height);
        _lines = [.. Enumerable.Range(0, height).Select(_ => new List<ScreenPart>())];
    }

    /// <summary>The number of columns.</summary>
    internal int Width { get; }

    /// <summary>The number of lines.</summary>
    internal int Height { get; }

    /// <summary>The position of the terminal's own cursor; <see langword="null"/> to hide it.</summary>
    internal (int Row, int Column)? Cursor { get; set; }

    /// <summary>The parts of a line, from left to right.</summary>
    internal IReadOnlyList<ScreenPart> this[int row] => _lines[row];

    /// <summary>Writes to a line, right of what is there. What goes past the last column is cut off.</summary>
    internal void Add(int row, int column, string text, CellStyle style = default)
    {
        string shown = Printable.Line(text);
        if (row < 0 || row >= Height || column >= Width || shown.Length == 0)
        {
            return;
        }
        shown = shown.Length > Width - column ? shown[..(Width - column)] : shown;
        List<ScreenPart> line = _lines[row];
        if (line is [.., var last] && last.Style == style && last.Column + last.Text.Length == column)
        {
            line[^1] = last with { Text = last.Text + shown };
        }
        else
        {
            line.Add(new(column, shown, style));
        }
    }

    /// <summary>Removes what is in a line.</summary>
    internal void Clear(int row) => _lines[row].Clear();

    /// <summary>The text of a line, without styles.</summary>
    internal string TextOf(int row)
    {
        StringBuilder text = new();
        foreach (ScreenPart part in _lines[row])
        {
            text.Append(' ', Math.Max(0, part.Column - text.Length)).Append(part.Text);
        }
        return text.ToString().TrimEnd();
    }

    /// <summary>The texts of all lines.</summary>
    public override string ToString() => string.Join('\n', Enumerable.Range(0, Height).Select(TextOf));
}

using System.Globalization;
using MemMap.Geometry;

namespace MemMap.Viewer;

// The screen.
internal sealed partial class HexViewer
{
    private const int LeastWidth = 24, LeastHeight = 5, NameWidth = 20;

    private static readonly CellStyle Bar = new(IsReversed: true);

    // Whether the bytes on the screen could be read.
    private bool _isReadable;

    /// <summary>Returns what is on the screen.</summary>
    internal Screen Draw()
    {
        Screen screen = new(_width, _height);
        if (_width < LeastWidth || _height < LeastHeight)
        {
            screen.Add(0, 0, "window too small");
            return screen;
        }
        string state = $"{(_bytes.IsWriteable ? "" : "read-only")}{(_isEditing ? "EDIT" : "")}";
        AddBar(screen, 0, _title, state);
        if (_isHelp)
        {
            DrawHelp(screen);
            return screen;
        }
        try
        {
            _isReadable = true;
            DrawBytes(screen);
            DrawPanel(screen);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The file was cut short, or the map closed: what is there still can be looked at.
            _isReadable = false;
            screen.Clear(1);
            screen.Add(1, 0, $"the bytes can't be read: {e.Message}", new(Ink.Error));
        }
        DrawState(screen);
        AddBar(screen, _height - 1, KeyHints(), "");
        return screen;
    }

    private int LineWidth(int bytes) => CharacterColumn(0, bytes) + bytes;

    // A gap halves a line of digits.
    private int DigitColumn(int index, int perLine) => _digits + 2 + (index * 3) + (perLine == 16 && index >= 8 ? 1 : 0);

    private int CharacterColumn(int index, int perLine) => DigitColumn(perLine - 1, perLine) + 4 + index;

    private void DrawBytes(Screen screen)
    {
        int perLine = PerLine;
        byte[] bytes = _bytes.Read(_top, (int)Math.Min(_bytes.Length - _top, (long)Rows * perLine));
        (long fieldStart, long fieldEnd) = _itemSize > 1 && FieldAtCursor() is { } at
            ? (at.Position, at.Position + at.Field.DType.ItemSize) : (0, 0);
        for (int i = 0; i < bytes.Length; i++)
        {
            (int row, int index) = (1 + (i / perLine), i % perLine);
            long position = _top + i;
            if (index == 0)
            {
                screen.Add(
                    row, 0, (_bytes.Origin + position).ToString("x" + _digits, CultureInfo.InvariantCulture),
                    new(position <= _cursor && _cursor - position < perLine ? Ink.Plain : Ink.Dim));
            }
            CellStyle style = StyleOf(position, bytes[i], position >= fieldStart && position < fieldEnd);
            bool isCursor = position == _cursor;
            screen.Add(
                row, DigitColumn(index, perLine), bytes[i].ToString("x2", CultureInfo.InvariantCulture),
                style with { IsReversed = isCursor && !_isInText, IsUnderlined = style.IsUnderlined || isCursor });
        }
        for (int i = 0; i < bytes.Length; i++)
        {
            (int row, int index) = (1 + (i / perLine), i % perLine);
            long position = _top + i;
            bool isCursor = position == _cursor;
            CellStyle style = StyleOf(position, bytes[i], isInField: false);
            screen.Add(
                row, CharacterColumn(index, perLine), bytes[i] is >= 0x20 and < 0x7f ? ((char)bytes[i]).ToString() : ".",
                style with { IsReversed = isCursor && _isInText, IsUnderlined = isCursor });
            if (isCursor && _prompt is null)
            {
                screen.Cursor = (row, _isInText ? CharacterColumn(index, perLine) : DigitColumn(index, perLine) + (_isSecondDigit ? 1 : 0));
            }
        }
        if (_bytes.Length == 0)
        {
            screen.Add(1, 0, "there are no bytes");
        }
    }

    private CellStyle StyleOf(long position, byte value, bool isInField)
        => new(
            _bytes.IsChanged(position) ? Ink.Changed
                : IsMatch(position) ? Ink.Match
                : _marks.ContainsValue(position) ? Ink.Mark
                : value switch { 0 => Ink.Dim, >= 0x20 and < 0x7f => Ink.Text, _ => Ink.Other },
            IsUnderlined: isInField);

    private void DrawState(Screen screen)
    {
        int row = _height - 2;
        if (_prompt is { } prompt)
        {
            string label = $"{prompt.Label}{prompt.Detail?.Invoke()}: ";
            // The end of a long text is what is seen.
            int room = Math.Max(8, _width - label.Length - 1), start = Math.Max(0, prompt.Caret - room);
            int column = Math.Min(label.Length, _width - room - 1);
            screen.Add(row, 0, label.Length <= column ? label : label[..Math.Max(0, column)], new(Ink.Name));
            screen.Add(row, column, prompt.Text[start..]);
            screen.Cursor = (row, Math.Min(_width - 1, column + prompt.Caret - start));
            if (_message.Length > 0)
            {
                screen.Clear(_height - 3);
                screen.Add(_height - 3, 0, _message, new(Ink.Error));
            }
            return;
        }
        string text = _search is { } search ? $"searching, {search.Part.ToString("P0", CultureInfo.InvariantCulture)}; Esc stops it"
            : _message.Length > 0 ? _message : State();
        screen.Add(row, 0, text, new(_isError ? Ink.Error : Ink.Plain));
    }

    private string State()
    {
        List<string> parts =
        [
            $"{Address(_cursor)} ({(_bytes.Origin + _cursor).ToString("N0", CultureInfo.InvariantCulture)})",
            $"{PartAt(_cursor)} of {Count(_bytes.Length, "byte")}",
        ];
        if (_itemSize > 1 && _bytes.Length > 0 && _isReadable)
        {
            long[] index = UnravelIndex.Of(_array.Layout.Shape, _cursor / _itemSize);
            string value = _array.DType.IsRecord ? "" : $" = {ValueAt(_fields[0], _cursor / _itemSize * _itemSize)}";
            parts.Add($"[{string.Join(", ", index)}]{value}");
        }
        parts.AddRange(_marks.Where(mark => mark.Value == _cursor).Select(mark => $"mark {mark.Key}"));
        if (_bytes.ChangeCount > 0)
        {
            parts.Add($"{Count(_bytes.ChangeCount, "byte")} changed");
        }
        return string.Join("  ", parts);
    }

    private string PartAt(long position)
        => (position / (double)Math.Max(1, _bytes.Length - 1)).ToString("P0", CultureInfo.InvariantCulture);

    private string KeyHints() => _prompt is { IsOneKey: null } ? "Enter accepts  Esc cancels  Up brings the last one back"
        : _isEditing ? "Esc ends typing  Tab digits/characters  Ctrl+Z undo  Ctrl+S save  F1 help"
        : $"q leave  / find  n next  g go to  m mark  ' jump  t panel  o order  {(_bytes.IsWriteable ? "e edit  w save  " : "")}? help";

    private void DrawHelp(Screen screen)
    {
        // Two columns, where there is room.
        const int keys = 14;
        ViewerCommand[] shown = [.. Commands.Where(command => command.Keys.Length > 0)];
        int rows = _height - 2, columns = _width >= UsualWidth ? 2 : 1, width = _width / columns;
        int perColumn = (shown.Length + columns - 1) / columns;
        for (int i = 0; i < shown.Length; i++)
        {
            (int column, int row) = (i / perColumn * width, 1 + (i % perColumn));
            if (row <= rows)
            {
                screen.Add(row, column + 1, shown[i].Keys, new(Ink.Name));
                screen.Add(row, column + keys, Cut(shown[i].Does, width - keys));
            }
        }
        AddBar(screen, _height - 1, "any key goes back", "");
    }

    private static void AddBar(Screen screen, int row, string left, string right)
    {
        int room = Math.Max(0, screen.Width - right.Length - 2);
        string text = Printable.Line(left);
        text = text.Length <= room ? text : text[..room];
        screen.Add(row, 0, $" {text}".PadRight(screen.Width - right.Length - 1) + right + " ", Bar);
    }
}

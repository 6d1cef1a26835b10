using System.Globalization;
using MemMap.Pictures;

namespace MemMap.Viewer;

// The panel: the bytes at the cursor as every type, or the fields of the record there.
internal sealed partial class HexViewer
{
    // A block of the panel: a name, and a value in one byte order, or in both.
    private const int LabelWidth = 12, ValueWidth = 28, BlockWidth = LabelWidth + (2 * ValueWidth), Gap = 2;

    /// <summary>The longest value of a field that is shown, in bytes.</summary>
    private const int LongestField = 1024;

    /// <summary>Whether the panel is beside the bytes; otherwise it is below them.</summary>
    private bool IsBeside => _panel != ViewerPanel.None && _width >= LineWidth(LineBytes[0]) + Gap + BlockWidth;

    private int BottomRows => _panel == ViewerPanel.None || IsBeside ? 0 : Math.Min(PanelLength, Math.Max(0, (_height - 3) / 2));

    private int PanelLength
        => 1 + (_panel == ViewerPanel.Fields ? _fields.Length : Math.Max(Inspector.Integers.Count, Inspector.Others.Count));

    private void DrawPanel(Screen screen)
    {
        bool isBeside = IsBeside;
        int rows = isBeside ? _height - 3 : BottomRows;
        if (rows <= 0 || _panel == ViewerPanel.None || _bytes.Length == 0)
        {
            return;
        }
        int top = isBeside ? 1 : _height - 2 - rows, left = isBeside ? LineWidth(LineBytes[0]) + Gap : 0;
        if (_panel == ViewerPanel.Fields)
        {
            DrawFields(screen, top, left, rows);
        }
        else
        {
            DrawTypes(screen, top, left, rows, isBeside);
        }
    }

    private void DrawTypes(Screen screen, int top, int left, int rows, bool isBeside)
    {
        byte[] bytes = _bytes.Read(_cursor, Inspector.MostBytes);
        string[][] blocks = isBeside ? [[.. Inspector.Integers, .. Inspector.Others]]
            : [[.. Inspector.Integers], [.. Inspector.Others]];
        int width = (_width - left) / blocks.Length;
        bool isBoth = width >= BlockWidth;
        for (int block = 0; block < blocks.Length; block++)
        {
            int column = left + (block * width);
            if (isBoth)
            {
                screen.Add(top, column + LabelWidth, "little-endian", new(Ink.Dim));
                screen.Add(top, column + LabelWidth + ValueWidth, "big-endian", new(Ink.Dim));
            }
            else if (block == 0)
            {
                screen.Add(
                    top, column, _isBigEndian ? "big-endian (o: little-endian)" : "little-endian (o: big-endian)", new(Ink.Dim));
            }
            for (int i = 0; i < Math.Min(rows - 1, blocks[block].Length); i++)
            {
                string name = blocks[block][i];
                string first = Inspector.ValueOf(name, bytes, !isBoth && _isBigEndian);
                string second = isBoth ? Inspector.ValueOf(name, bytes, isBigEndian: true) : "";
                // A value that is too long for its column has both.
                bool isAlone = !isBoth || second == first || first.Length >= ValueWidth;
                screen.Add(top + 1 + i, column, name, new(Ink.Name));
                screen.Add(top + 1 + i, column + LabelWidth, Cut(first, (isAlone ? width - LabelWidth : ValueWidth) - 1));
                screen.Add(top + 1 + i, column + LabelWidth + ValueWidth, isAlone ? "" : Cut(second, ValueWidth - 1));
            }
        }
    }

    private void DrawFields(Screen screen, int top, int left, int rows)
    {
        long start = _cursor / _itemSize * _itemSize;
        int current = FieldIndex((int)(_cursor - start)), shown = rows - 1;
        screen.Add(top, left, $"record {_cursor / _itemSize:N0} of {_array.Size:N0}; [ and ] go to others", new(Ink.Dim));
        int names = Math.Min(NameWidth, _fields.Max(static field => field.Name.Length));
        int first = Math.Clamp(current - (shown / 2), 0, Math.Max(0, _fields.Length - shown));
        for (int i = 0; i < shown && first + i < _fields.Length; i++)
        {
            HexField field = _fields[first + i];
            string text = $"{field.Offset.ToString(CultureInfo.InvariantCulture),6}  {ValueAt(field, start + field.Offset)}";
            bool isCurrent = first + i == current;
            screen.Add(top + 1 + i, left, Cut(field.Name, names).PadRight(names), new(Ink.Name, IsReversed: isCurrent));
            screen.Add(top + 1 + i, left + names, Cut(text, _width - left - names));
        }
    }

    private string ValueAt(HexField field, long position) => field.DType.ItemSize > LongestField
        ? $"{field.DType.ItemSize:N0} bytes" : field.ValueOf(_bytes.Read(position, field.DType.ItemSize));

    private static string Cut(string text, int width)
        => text.Length <= width ? text : width < 1 ? "" : text[..(width - 1)] + "…";
}

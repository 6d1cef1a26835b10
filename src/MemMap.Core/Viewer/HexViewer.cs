using MemMap.Compute;
using MemMap.Pictures;

namespace MemMap.Viewer;

/// <summary>
/// A hex viewer: what it shows, and what each key does to it. It knows no terminal: keys come in by <see cref="Press"/>, a screen comes out
/// of <see cref="Draw"/>. A key takes time for what is on the screen, whatever the size of the array; a search goes on in steps
/// (<see cref="Search"/>).
/// </summary>
internal sealed partial class HexViewer
{
    /// <summary>The candidates for the number of bytes in a line; the largest one that fits is used.</summary>
    private static readonly int[] LineBytes = [16, 8, 4, 2, 1];

    private const int UsualWidth = 80, UsualHeight = 24;

    private readonly ArrayRef _array;
    private readonly ViewedBytes _bytes;
    private readonly HexField[] _fields;
    private readonly string _title;
    private readonly int _itemSize, _digits;

    private int _width = UsualWidth, _height = UsualHeight;

    // The cursor, and the first byte on the screen.
    private long _cursor, _top;

    // Whether the cursor is in the column of characters; whether the second digit of a byte is typed next.
    private bool _isInText, _isSecondDigit;
    private bool _isEditing, _isBigEndian, _isHelp;
    private ViewerPanel _panel;
    private string _message = "";
    private bool _isError;

    /// <param name="array">The array, of any layout and dtype.</param>
    /// <param name="title">The title, which names the array.</param>
    /// <param name="position">The position of the cursor: a byte in C order.</param>
    /// <param name="isReadOnly">Whether changes are refused although the array is writeable.</param>
    internal HexViewer(ArrayRef array, string title, long position = 0, bool isReadOnly = false)
    {
        _array = array;
        _bytes = new(array, isReadOnly);
        _title = title;
        _itemSize = array.ItemSize;
        _fields = HexField.Of(array.DType);
        _panel = array.DType.IsRecord ? ViewerPanel.Fields : ViewerPanel.Types;
        _isBigEndian = !array.DType.IsRecord && _itemSize > 1 && array.DType.IsSwapped == BitConverter.IsLittleEndian;
        _digits = Math.Max(8, (_bytes.Origin + _bytes.Length).ToString("x", System.Globalization.CultureInfo.InvariantCulture).Length);
        _cursor = Math.Clamp(position, 0, Math.Max(0, _bytes.Length - 1));
        KeepVisible();
    }

    /// <summary>Whether the user has left the viewer.</summary>
    internal bool IsLeft { get; private set; }

    /// <summary>Whether a search goes on.</summary>
    internal bool IsSearching => _search is not null;

    /// <summary>Whether something else has written to the terminal, so that the whole screen is to be written again.</summary>
    internal bool IsScreenLost { get; private set; }

    /// <summary>The position of the cursor.</summary>
    internal long Cursor => _cursor;

    /// <summary>The bytes.</summary>
    internal ViewedBytes Bytes => _bytes;

    /// <summary>The bytes in a line.</summary>
    private int PerLine => Array.Find(LineBytes, count => count == 1 || LineWidth(count) <= _width);

    /// <summary>The lines of bytes on the screen. A title, the state and the keys take one line each.</summary>
    private int Rows => Math.Max(1, _height - 3 - BottomRows);

    /// <summary>Changes the size of the screen.</summary>
    internal void Resize(int width, int height)
    {
        (_width, _height) = (width, height);
        KeepVisible();
    }

    /// <summary>Takes a key. What goes wrong is told on the screen.</summary>
    internal void Press(ConsoleKeyInfo key)
    {
        (_message, _isError, IsScreenLost) = ("", false, false);
        try
        {
            Handle(key);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidCastException or IOException
            or InvalidOperationException or NotSupportedException or UnauthorizedAccessException)
        {
            (_message, _isError) = (e.Message, true);
        }
        finally
        {
            KeepVisible();
        }
    }

    private void Handle(ConsoleKeyInfo key)
    {
        if (IsSearching)
        {
            StopSearch(key);
        }
        else if (_isHelp)
        {
            _isHelp = false;
        }
        else if (_prompt is not null)
        {
            Type(key);
        }
        else if (!_isEditing || !Edit(key))
        {
            Array.Find(Commands, command => command.Is(key))?.Run(this);
        }
    }

    private void MoveBy(Int128 distance) => MoveTo((long)Int128.Clamp(_cursor + distance, 0, Math.Max(0, _bytes.Length - 1)));

    private void MoveTo(long position) => (_cursor, _isSecondDigit) = (position, false);

    // The last line may be shorter than the column of the cursor.
    private void MoveLines(long lines)
    {
        long last = Math.Max(0, _bytes.Length - 1), line = _cursor / PerLine, column = _cursor % PerLine;
        long next = Math.Clamp(line + lines, 0, last / PerLine);
        MoveTo(Math.Min(last, (next * PerLine) + column));
    }

    // Pages move the screen with the cursor.
    private void MovePages(int pages)
    {
        long before = _cursor;
        MoveLines((long)pages * Rows);
        _top = Math.Max(0, _top + (((_cursor / PerLine) - (before / PerLine)) * PerLine));
    }

    private void MoveInLine(bool isToEnd)
    {
        long start = _cursor / PerLine * PerLine;
        MoveTo(isToEnd ? Math.Max(0, Math.Min(start + PerLine, _bytes.Length) - 1) : start);
    }

    private void MoveItems(int items)
    {
        int size = Math.Max(1, _itemSize);
        long start = _cursor / size * size;
        MoveTo(items < 0 && start < _cursor ? start : Math.Clamp(start + ((long)items * size), 0, Math.Max(0, _bytes.Length - size)));
    }

    // Changes the first line so that the cursor is on the screen, and no line is empty without need.
    private void KeepVisible()
    {
        long perLine = PerLine, line = _cursor / perLine, rows = Rows;
        long last = Math.Max(0, _bytes.Length - 1) / perLine;
        long top = Math.Clamp(_top / perLine, Math.Max(0, line - rows + 1), line);
        _top = Math.Min(top, Math.Max(0, last - rows + 1)) * perLine;
    }

    private void Tell(string message) => _message = message;
}

using System.Globalization;
using System.Text;
using MemMap.Pictures;

namespace MemMap.Viewer;

// Changing bytes.
internal sealed partial class HexViewer
{
    private void StartEditing()
    {
        if (!_bytes.IsWriteable)
        {
            throw Error.ViewerReadOnly();
        }
        (_isEditing, _isSecondDigit) = (true, false);
    }

    /// <summary>Takes a key while bytes are typed over. Returns false for one that is a command.</summary>
    private bool Edit(ConsoleKeyInfo key)
    {
        if (key.Key == ConsoleKey.Escape)
        {
            (_isEditing, _isSecondDigit) = (false, false);
            return true;
        }
        if (key.Key == ConsoleKey.Backspace)
        {
            MoveBy(_isSecondDigit ? 0 : -1);
            return true;
        }
        if (!IsTyped(key))
        {
            return false;
        }
        if (_isInText)
        {
            byte[] text = Encoding.UTF8.GetBytes([key.KeyChar]);
            _bytes.Write(_cursor, text);
            MoveBy(text.Length);
        }
        else if (char.IsAsciiHexDigit(key.KeyChar) && _bytes.Length > 0)
        {
            int digit = int.Parse([key.KeyChar], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            int before = _bytes.Read(_cursor, 1)[0];
            _bytes.Write(_cursor, [(byte)(_isSecondDigit ? (before & 0xf0) | digit : (before & 0x0f) | (digit << 4))]);
            if (_isSecondDigit)
            {
                MoveBy(1);
            }
            else
            {
                _isSecondDigit = true;
            }
        }
        else
        {
            Tell("type digits of hexadecimal here, or characters behind Tab; Esc ends typing");
        }
        return true;
    }

    private static bool IsTyped(ConsoleKeyInfo key) => key.KeyChar >= ' ' && key.KeyChar != '\x7f'
        && (key.Modifiers & (ConsoleModifiers.Control | ConsoleModifiers.Alt)) is 0 or (ConsoleModifiers.Control | ConsoleModifiers.Alt);

    private void Undo() => Changed(_bytes.Undo(), "undo");

    private void Redo() => Changed(_bytes.Redo(), "redo");

    private void Changed(long? position, string what)
    {
        if (position is { } changed)
        {
            MoveTo(changed);
        }
        else
        {
            Tell($"there is nothing to {what}");
        }
    }

    private void Save()
    {
        int count = _bytes.Save();
        Tell(count == 0 ? "there are no changes to save" : $"{Count(count, "byte")} saved");
    }

    /// <summary>The field, or the element, at the cursor.</summary>
    private (HexField Field, long Position)? FieldAtCursor()
    {
        if (_itemSize == 0 || _bytes.Length == 0)
        {
            return null;
        }
        (long item, long within) = Math.DivRem(_cursor, _itemSize);
        return FieldIndex((int)within) is >= 0 and var index
            ? (_fields[index], (item * _itemSize) + _fields[index].Offset) : null;
    }

    // The last one that begins before the byte and has it: members of unions lie upon one another.
    private int FieldIndex(int within)
    {
        int low = 0, high = _fields.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _fields[middle].Offset <= within ? (middle + 1, high) : (low, middle);
        }
        const int furthest = 64;
        for (int i = low - 1; i >= Math.Max(0, low - furthest); i--)
        {
            if (within < _fields[i].Offset + _fields[i].DType.ItemSize)
            {
                return i;
            }
        }
        return -1;
    }

    private static string Count(long count, string what)
        => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {what}{(count == 1 ? "" : "s")}";
}

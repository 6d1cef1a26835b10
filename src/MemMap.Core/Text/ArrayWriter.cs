using System.Text;

namespace MemMap.Text;

/// <summary>
/// Writes the elements of a column in nested brackets. Rows wrap at the line width and continue below their first element. Items of an
/// outer axis start on new lines, separated by as many line ends as there are axes inside.
/// </summary>
internal sealed class ArrayWriter(VisibleItems visible, Column column, int lineWidth)
{
    private const string Gap = "...";

    private readonly StringBuilder _text = new();
    private int _next;

    internal string Write()
    {
        WriteAxis(0);
        return _text.ToString();
    }

    private void WriteAxis(int axis)
    {
        _text.Append('[');
        if (axis == visible.NDim - 1)
        {
            WriteRow(axis);
        }
        else
        {
            WriteItems(axis);
        }
        _text.Append(']');
    }

    private void WriteItems(int axis)
    {
        int count = visible.Count(axis), gap = visible.GapBefore(axis);
        for (int i = 0; i < count; i++)
        {
            if (i > 0)
            {
                EndItem(axis);
            }
            if (i == gap)
            {
                _text.Append(Gap);
                EndItem(axis);
            }
            WriteAxis(axis + 1);
        }
    }

    private void EndItem(int axis) => _text.Append('\n', visible.NDim - 1 - axis).Append(' ', axis + 1);

    private void WriteRow(int axis)
    {
        // Each enclosing bracket takes a column on the left, and reserves one on the right.
        int indent = axis + 1, width = lineWidth - axis - 1, used = indent;
        int count = visible.Count(axis), gap = visible.GapBefore(axis);
        for (int i = 0; i < count; i++)
        {
            if (i == gap)
            {
                WriteWord(Gap, Gap.Length);
                Separate();
            }
            string word = column.Format(_next++);
            WriteWord(word, QuotedText.Length(word));
            if (i < count - 1)
            {
                Separate();
            }
        }

        void WriteWord(string word, int length)
        {
            // A word that starts its line would not fit on the next line either.
            if (used + length > width && used > indent)
            {
                TrimEnd();
                _text.Append('\n').Append(' ', indent);
                used = indent;
            }
            _text.Append(word);
            used += length;
        }

        void Separate()
        {
            _text.Append(' ');
            used++;
        }
    }

    private void TrimEnd()
    {
        int length = _text.Length;
        while (_text[length - 1] == ' ')
        {
            length--;
        }
        _text.Length = length;
    }
}

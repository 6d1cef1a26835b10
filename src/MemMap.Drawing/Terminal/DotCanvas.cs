namespace MemMap.Drawing.Terminal;

/// <summary>Dots in Unicode's Braille patterns, two columns and four rows to a character.</summary>
internal sealed class DotCanvas(int columns, int rows)
{
    private const char Empty = '\u2800';

    // The bit of each dot of a character, row by row.
    private static readonly int[] Bits = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80];

    private readonly char[,] _cells = Blank(columns, rows);

    /// <summary>The columns of dots.</summary>
    internal int Width => columns * 2;

    /// <summary>The rows of dots.</summary>
    internal int Height => rows * 4;

    /// <summary>Sets the dots of a column from one row to another; row 0 is at the bottom.</summary>
    internal void Bar(int x, int from, int to)
    {
        for (int y = Math.Min(from, to); y <= Math.Max(from, to); y++)
        {
            Dot(x, y);
        }
    }

    /// <summary>Sets the dots between two, both included, one in each column at least.</summary>
    internal void Segment(int x0, int y0, int x1, int y1)
    {
        int steps = Math.Max(Math.Abs(x1 - x0), Math.Abs(y1 - y0));
        for (int i = 0; i <= steps; i++)
        {
            double part = steps == 0 ? 0 : (double)i / steps;
            Dot((int)Math.Round(x0 + ((x1 - x0) * part)), (int)Math.Round(y0 + ((y1 - y0) * part)));
        }
    }

    private void Dot(int x, int y)
    {
        int row = Height - 1 - y;
        _cells[row / 4, x / 2] |= (char)Bits[(row % 4 * 2) + (x % 2)];
    }

    /// <summary>The characters of a row from the top; where there is no dot, spaces.</summary>
    internal string Row(int row)
        => string.Create(columns, (_cells, row), static (text, state) =>
        {
            for (int column = 0; column < text.Length; column++)
            {
                char cell = state._cells[state.row, column];
                text[column] = cell == Empty ? ' ' : cell;
            }
        });

    private static char[,] Blank(int columns, int rows)
    {
        var cells = new char[rows, columns];
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i / columns, i % columns] = Empty;
        }
        return cells;
    }
}

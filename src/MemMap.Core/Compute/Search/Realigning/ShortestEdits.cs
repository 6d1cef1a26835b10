namespace MemMap.Compute;

/// <summary>Finds the fewest units to remove and to insert that make one short range of another: Myers' algorithm.</summary>
internal static class ShortestEdits
{
    /// <summary>The largest number of units to remove and to insert. The memory is the square of it.</summary>
    private const int Most = 1024;

    /// <summary>Returns the edits in order, one for each unit; <see langword="null"/> if there are too many.</summary>
    /// <param name="x">The first range.</param>
    /// <param name="y">The second range.</param>
    /// <param name="size">The size of a unit.</param>
    internal static List<Edit>? Of(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y, int size)
    {
        int columns = x.Length / size, rows = y.Length / size, most = Math.Min(Most, columns + rows);
        // The farthest column that is reached on each diagonal (column - row) with so many edits.
        int[] farthest = new int[(2 * most) + 3];
        int middle = most + 1;
        List<int[]> steps = [];
        for (int edits = 0; edits <= most; edits++)
        {
            steps.Add(farthest[(middle - edits - 1)..(middle + edits + 2)]);
            for (int diagonal = -edits; diagonal <= edits; diagonal += 2)
            {
                int at = middle + diagonal;
                int column = IsInsertion(farthest, middle, diagonal, edits) ? farthest[at + 1] : farthest[at - 1] + (edits > 0 ? 1 : 0);
                int row = column - diagonal;
                while (column < columns && row < rows
                    && x.Slice(column * size, size).SequenceEqual(y.Slice(row * size, size)))
                {
                    column++;
                    row++;
                }
                farthest[at] = column;
                if (column >= columns && row >= rows)
                {
                    return Back(steps, columns, rows);
                }
            }
        }
        return null;
    }

    private static bool IsInsertion(ReadOnlySpan<int> farthest, int middle, int diagonal, int edits)
        => diagonal == -edits || (diagonal != edits && farthest[middle + diagonal - 1] < farthest[middle + diagonal + 1]);

    private static List<Edit> Back(List<int[]> steps, int column, int row)
    {
        List<Edit> edits = [];
        for (int count = steps.Count - 1; count > 0; count--)
        {
            int[] farthest = steps[count];
            int middle = count + 1, diagonal = column - row;
            bool isInsertion = IsInsertion(farthest, middle, diagonal, count);
            int from = isInsertion ? diagonal + 1 : diagonal - 1;
            column = farthest[middle + from];
            row = column - from;
            edits.Add(isInsertion ? new(column, column, row, row + 1) : new(column, column + 1, row, row));
        }
        edits.Reverse();
        return edits;
    }
}

using MemMap.Geometry;

namespace MemMap;

// Splitting of an array into parts for workers.
public partial class NDArray
{
    /// <summary>
    /// Disjoint views along the first axis that cover all of it, in order; none is empty. Their lengths differ by one row at most.
    /// </summary>
    /// <param name="count">The number of views. There are fewer if there are fewer rows, and one empty view if there are no rows.</param>
    /// <exception cref="ArgumentException">The array has no axes, or <paramref name="count"/> isn't positive.</exception>
    public IReadOnlyList<NDArray> Split(long count)
    {
        long rows = Rows();
        if (count < 1)
        {
            throw Error.NotPositive("the number of parts", count);
        }
        long parts = Math.Clamp(rows, 1, count), step = rows / parts, more = rows % parts;
        var views = new List<NDArray>();
        for (long part = 0, start = 0; part < parts; part++)
        {
            long length = step + (part < more ? 1 : 0);
            views.Add(Part(start, length));
            start += length;
        }
        return views;
    }

    /// <summary>
    /// Disjoint views along the first axis that cover all of it, in order, each of so many rows; the last may have fewer.
    /// </summary>
    /// <param name="rows">The number of rows in a view.</param>
    /// <exception cref="ArgumentException">The array has no axes, or <paramref name="rows"/> isn't positive.</exception>
    public IReadOnlyList<NDArray> SplitRows(long rows)
    {
        long all = Rows();
        if (rows < 1)
        {
            throw Error.NotPositive("the number of rows", rows);
        }
        var views = new List<NDArray>();
        for (long start = 0; start < all || views.Count == 0; start += rows)
        {
            views.Add(Part(start, Math.Min(rows, all - start)));
        }
        return views;
    }

    /// <summary>
    /// Disjoint views along the first axis that cover all of it, in order, each of at most so many bytes; but of a row at least, as rows
    /// are never split.
    /// </summary>
    /// <param name="bytes">The maximum size of a view in bytes.</param>
    /// <exception cref="ArgumentException">The array has no axes, or <paramref name="bytes"/> isn't positive.</exception>
    public IReadOnlyList<NDArray> SplitBytes(long bytes)
    {
        long rows = Rows();
        if (bytes < 1)
        {
            throw Error.NotPositive("the number of bytes", bytes);
        }
        return SplitRows(rows == 0 ? 1 : Math.Max(1, bytes / Math.Max(1, NBytes / rows)));
    }

    /// <summary>
    /// Views that cover an axis, in order: numpy's <c>array_split</c>. The first ones are longer by one if the length doesn't divide, and
    /// the last ones are empty if there are more of them than the axis is long.
    /// </summary>
    /// <param name="sections">The number of views.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <exception cref="ArgumentException">The axis is out of bounds, or <paramref name="sections"/> isn't positive.</exception>
    public NDArray[] ArraySplit(long sections, int axis = 0)
    {
        long length = Layout.Shape[Layout.NormalizeAxis(axis, NDim)];
        if (sections < 1)
        {
            throw Error.Sections(sections);
        }
        (long step, long more) = Math.DivRem(length, sections);
        var ends = new long[sections - 1];
        for (long i = 0; i < ends.Length; i++)
        {
            ends[i] = ((i + 1) * step) + Math.Min(i + 1, more);
        }
        return ArraySplit(ends, axis);
    }

    /// <summary>Views of an axis from one position to the next: up to the first one, from there to the second, and so on.</summary>
    /// <param name="indices">The positions, as the bounds of slices: negative ones count from the end, and none is out of bounds.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <returns>One view more than positions. One is empty if its end isn't behind its start.</returns>
    /// <exception cref="ArgumentException">The axis is out of bounds.</exception>
    public NDArray[] ArraySplit(long[] indices, int axis = 0)
    {
        ArgumentNullException.ThrowIfNull(indices);
        int at = Layout.NormalizeAxis(axis, NDim);
        var views = new NDArray[indices.Length + 1];
        for (int i = 0; i < views.Length; i++)
        {
            Slice slice = new(i == 0 ? null : indices[i - 1], i == indices.Length ? null : indices[i], null);
            (long start, long count, _) = slice.Resolve(Layout.Shape[at]);
            views[i] = WithLayout(Layout.Narrow(at, start, count));
        }
        return views;
    }

    /// <inheritdoc cref="ArraySplit(long, int)"/>
    public IReadOnlyList<NDArray> Split(long sections, int axis) => ArraySplit(sections, axis);

    /// <inheritdoc cref="ArraySplit(long[], int)"/>
    public IReadOnlyList<NDArray> Split(long[] indices, int axis = 0) => ArraySplit(indices, axis);

    private NDArray Part(long start, long rows)
    {
        NDArray part = WithLayout(Layout.Narrow(0, start, rows));
        part.FirstRow = FirstRow.GetValueOrDefault() + start;
        return part;
    }

    private long Rows() => NDim == 0 ? throw Error.NoRows() : Layout.Shape[0];
}

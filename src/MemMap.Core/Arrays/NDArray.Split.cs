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
            views.Add(WithLayout(Layout.Narrow(0, start, length)));
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
            views.Add(WithLayout(Layout.Narrow(0, start, Math.Min(rows, all - start))));
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

    private long Rows() => NDim == 0 ? throw Error.NoRows() : Layout.Shape[0];
}

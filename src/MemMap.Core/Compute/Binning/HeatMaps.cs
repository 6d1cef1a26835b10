using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>Sums up the elements of each block of a table, in one pass.</summary>
internal static unsafe class HeatMaps
{
    /// <summary>A tile of so many elements is one thread's work without being asked to stop.</summary>
    private const long TileItems = BlockLoop.ChunkItems;

    /// <param name="array">The table, or some rows of it.</param>
    /// <param name="rows">The rows of blocks of the whole.</param>
    /// <param name="columns">The columns of blocks.</param>
    /// <param name="first">Where in the whole the array's first row stands.</param>
    /// <param name="totalRows">The number of rows of the whole.</param>
    internal static HeatMapBlocks Run(ArrayRef array, long rows, long columns, long first, long totalRows)
    {
        if (array.NDim != 2)
        {
            throw Error.TwoDimensionsNeeded(array.Shape);
        }
        BinnedElements elements = new(array.DType, "heat map");
        Axis down = new(Bins.OfWhole(totalRows, rows, first, array.Layout.Shape[0]), first, array.Layout.Shape[0]);
        Axis across = new(new Bins(array.Layout.Shape[1], columns), 0, array.Layout.Shape[1]);
        long all = (long)down.Bins.Count * across.Bins.Count;
        var blocks = new BinSummary[all <= Bins.Limit ? all : throw Error.BinCount(all, Bins.Limit)];
        Array.Fill(blocks, new());
        using (var leases = new LeaseSet())
        {
            // The rows of what is walked are those that lie together in memory.
            bool turn = Math.Abs(array.Layout.Strides[0]) < Math.Abs(array.Layout.Strides[1]);
            Operand operand = elements.Operand(turn ? array with { Layout = array.Layout.Transpose([1, 0]) } : array, leases);
            (Axis outer, Axis inner) = turn ? (across, down) : (down, across);
            int outerStep = turn ? 1 : across.Bins.Count, innerStep = turn ? across.Bins.Count : 1;
            // Each thread has rows of blocks of its own, in order: so sums don't depend on the number of threads.
            ParallelWork.For(Math.Max(1, outer.Bins.Count), row =>
            {
                foreach (Tile tile in Tiles(outer, inner, row))
                {
                    Layout layout = operand.Layout.Narrow(0, tile.Row, tile.Rows).Narrow(1, tile.Column, tile.Columns);
                    BlockLoop.Run(
                        [operand.WithLayout(layout)],
                        (memory, count, start) =>
                        {
                            ReadOnlySpan<double> values = elements.Values(memory[0], count);
                            int bin = 0;
                            while (values.Length > 0)
                            {
                                long column = start % tile.Columns, place = inner.First + tile.Column + column;
                                bin = inner.Bins.Of(place, bin);
                                int run = (int)Math.Min(values.Length, Math.Min(inner.Bins.Start(bin + 1) - place, tile.Columns - column));
                                blocks[(row * outerStep) + (bin * innerStep)].Add(values[..run], place);
                                values = values[run..];
                                start += run;
                            }
                        },
                        leases.Verify);
                }
            });
        }
        return new(down.Bins.Count, across.Bins.Count, blocks);
    }

    /// <summary>The part of a row of blocks that is in the array, in tiles that are small enough to stop between two of them.</summary>
    private static IEnumerable<Tile> Tiles(Axis outer, Axis inner, int bin)
    {
        if (outer.Bins.Count == 0)
        {
            yield break;
        }
        long start = Math.Max(0, outer.Bins.Start(bin) - outer.First),
            end = Math.Min(outer.Length, outer.Bins.Start(bin + 1) - outer.First);
        long columns = Math.Min(inner.Length, TileItems), rows = Math.Max(1, TileItems / Math.Max(1, columns));
        for (long row = start; row < end; row += rows)
        {
            for (long column = 0; column < inner.Length; column += columns)
            {
                yield return new(row, Math.Min(rows, end - row), column, Math.Min(columns, inner.Length - column));
            }
        }
    }

    /// <summary>How an axis of the whole is cut, and where on it the array lies.</summary>
    private readonly record struct Axis(Bins Bins, long First, long Length);

    private readonly record struct Tile(long Row, long Rows, long Column, long Columns);
}

/// <summary>What the elements of a matrix come to in blocks of rows and columns.</summary>
/// <param name="Rows">The number of blocks along the first axis.</param>
/// <param name="Columns">The number of blocks along the second axis.</param>
/// <param name="Blocks">The blocks, row after row.</param>
internal readonly record struct HeatMapBlocks(int Rows, int Columns, BinSummary[] Blocks);

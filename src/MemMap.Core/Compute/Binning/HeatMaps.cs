using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>Summarises each cell of a grid over a matrix, in one pass.</summary>
internal static unsafe class HeatMaps
{
    /// <summary>The largest tile that one thread processes without checking for cancellation.</summary>
    private const long TileItems = BlockLoop.ChunkItems;

    /// <param name="array">The matrix, or some rows of it.</param>
    /// <param name="rows">The number of rows of cells in the whole grid.</param>
    /// <param name="columns">The number of columns of cells.</param>
    /// <param name="first">The index of the array's first row in the whole.</param>
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
            // The outer axis of the walk is the one with the larger stride, so that inner runs are close together in memory.
            bool turn = Math.Abs(array.Layout.Strides[0]) < Math.Abs(array.Layout.Strides[1]);
            Operand operand = elements.Operand(turn ? array with { Layout = array.Layout.Transpose([1, 0]) } : array, leases);
            (Axis outer, Axis inner) = turn ? (across, down) : (down, across);
            int outerStep = turn ? 1 : across.Bins.Count, innerStep = turn ? across.Bins.Count : 1;
            // Each thread owns whole rows of cells and visits them in order: sums do not depend on the number of threads.
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

    /// <summary>The part of a row of cells that lies in the array, in tiles. Cancellation is checked between tiles.</summary>
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

    /// <summary>The bins of an axis of the whole, and the range of that axis that the array covers.</summary>
    private readonly record struct Axis(Bins Bins, long First, long Length);

    private readonly record struct Tile(long Row, long Rows, long Column, long Columns);
}

/// <summary>The summaries of the cells of a grid over a matrix.</summary>
/// <param name="Rows">The number of cells along the first axis.</param>
/// <param name="Columns">The number of cells along the second axis.</param>
/// <param name="Blocks">The cells in C order.</param>
internal readonly record struct HeatMapBlocks(int Rows, int Columns, BinSummary[] Blocks);

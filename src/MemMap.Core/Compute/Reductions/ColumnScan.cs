using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>
/// Scans lines that lie across the rows of memory, as along axis 0 of an array in C order: row by row, each into the states of its
/// columns, so that memory is walked in its own order. A scan line by line would take one element of each cache line that it reads.
/// <code>
/// states     s0 s1 s2 s3        states    = states + row
/// row        a0 a1 a2 a3        results   = states
/// </code>
/// Large planes are cut into stripes of columns, and all threads work at once. A line is scanned in order whatever the stripes.
/// </summary>
internal static unsafe class ColumnScan
{
    /// <summary>The columns of a stripe, if there are enough: a row of it needs no copy, and its states stay in the cache.</summary>
    private const int StripeItems = 1 << 11;

    /// <summary>The narrowest stripes, in bytes, that are made so that each thread has one.</summary>
    private const int LeastStripeBytes = 1 << 9;

    /// <summary>The fewest columns that a loop over a row pays for.</summary>
    private const int LeastColumns = 4;

    /// <summary>Scans along the last axis if a row of other axes is nearer in memory. Returns false if not; nothing is done then.</summary>
    /// <param name="scanner">The scan.</param>
    /// <param name="source">The elements.</param>
    /// <param name="target">The results, of the same shape.</param>
    /// <param name="verify">Throws when the memory may no longer be used.</param>
    internal static bool TryRun(Scanner scanner, Operand source, Operand target, Action verify)
    {
        int axis = source.Layout.NDim - 1;
        long line = source.Layout.Shape[axis], from = source.Layout.Strides[axis], to = target.Layout.Strides[axis];
        if (axis == 0 || line < 2 || source.Layout.Size == 0)
        {
            return false;
        }
        // The axes that stay, in memory order and merged; the last one is the row.
        Layout[] kept = LoopPlan.Normalize(
            [target.Layout.Narrow(axis, 0, 1).Squeeze([axis]), source.Layout.Narrow(axis, 0, 1).Squeeze([axis])], mayReorder: true);
        long row = kept[0].Shape[^1];
        if (row < LeastColumns || Math.Abs(kept[0].Strides[^1]) >= Math.Abs(to) || Math.Abs(kept[1].Strides[^1]) >= Math.Abs(from))
        {
            return false;
        }
        target = target.WithLayout(BeforeRow(kept[0], line, to));
        source = source.WithLayout(BeforeRow(kept[1], line, from));
        long plane = line * row;
        if (plane <= BlockLoop.ChunkItems)
        {
            Rows(scanner, source, target, line, row, verify, BlockLoop.ChunkItems / plane * plane, inOrder: false);
            return true;
        }
        int outer = kept[0].NDim - 1, threads = BlockLoop.Threads;
        long planes = source.Layout.Size / plane, widest = row * source.BlockDType.ItemSize / LeastStripeBytes;
        long stripes = Math.Max((row + StripeItems - 1) / StripeItems, Math.Clamp(threads / planes, 1, Math.Max(1, widest)));
        long width = (row + stripes - 1) / stripes;
        ParallelWork.For(checked((int)(planes * stripes)), part =>
        {
            (long p, long stripe) = Math.DivRem(part, stripes);
            long first = stripe * width, columns = Math.Min(width, row - first);
            if (columns > 0)
            {
                Operand Part(Operand operand) => operand.WithLayout(ReduceLoop.At(operand.Layout, outer, p).Narrow(1, first, columns));
                Rows(scanner, Part(source), Part(target), line, columns, verify, BlockLoop.ChunkItems, inOrder: true);
            }
        });
        return true;
    }

    private static Layout BeforeRow(Layout kept, long line, long stride)
        => new([.. kept.Shape[..^1], line, kept.Shape[^1]], [.. kept.Strides[..^1], stride, kept.Strides[^1]], kept.Offset);

    /// <summary>Scans planes (line, row), each whole in one chunk or all in order.</summary>
    private static void Rows(
        Scanner scanner, Operand source, Operand target, long line, long row, Action verify, long chunkItems, bool inOrder)
    {
        int itemSize = source.BlockDType.ItemSize;
        using var ofThreads = new ThreadLocal<byte[]>(() => new byte[row * itemSize]);
        BlockLoop.Run(
            BlockLoop.Normalize([source, target], mayReorder: false),
            (blocks, count, start) =>
            {
                byte* from = blocks[0], to = blocks[1];
                fixed (byte* states = ofThreads.Value)
                {
                    while (count > 0)
                    {
                        (long number, long column) = Math.DivRem(start, row);
                        int run = (int)Math.Min(count, row - column);
                        scanner.RunEach(states + (column * itemSize), number % line == 0, from, to, run);
                        from += (long)run * itemSize;
                        to += (long)run * itemSize;
                        start += run;
                        count -= run;
                    }
                }
            },
            verify, chunkItems, inOrder);
    }
}

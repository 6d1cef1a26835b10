using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>
/// Processes one block. <paramref name="start"/> is the position of its first element in the loop's order. A block never straddles a
/// multiple of <see cref="BlockLoop.ChunkItems"/>. The blocks of one chunk come in order and on one thread; chunks come in any order.
/// </summary>
internal unsafe delegate void BlockBody(byte** blocks, int count, long start);

/// <summary>
/// The one loop over blocks. Every elementwise operation runs through it. It bounds memory whatever the array's size, and it alone
/// handles parallel work, cancellation and the check of the file's length.
/// </summary>
internal static unsafe class BlockLoop
{
    /// <summary>
    /// The unit of parallel work and of partial results. It is fixed, so that results do not depend on the number of threads.
    /// </summary>
    internal const long ChunkItems = 1 << 18;

    /// <summary>
    /// The bytes of an operand between two checks of its file's length. Counting elements would not do: one can be large.
    /// </summary>
    private const long CheckBytes = 8 << 20;

    /// <summary>The bytes of all operands' blocks together. They fit in a core's L2 cache.</summary>
    private const int CacheBytes = 256 * 1024;

    /// <summary>The bytes of all scratch blocks together. They are written and read at once, so they fit in the L1 cache.</summary>
    private const int ScratchBytes = 16 * 1024;

    /// <summary>
    /// The bytes of a repeated value that a kernel gets at a time. They stay in the L1 cache while the other operands stream through it.
    /// </summary>
    private const int ConstantBytes = 4 * 1024;

    /// <summary>
    /// The elements that are folded at a time. Blocks of at least so many hold a multiple of them, so that what is added up in parts of a
    /// block has the same parts whatever the size of blocks: an expression has smaller ones than its results in memory.
    /// </summary>
    internal const int PartItems = 2048;

    /// <summary>The shortest row that gets block boundaries of its own, so that its blocks need no copy.</summary>
    private const long LongRow = 2048;

    /// <summary>Below this number of elements, starting a second thread costs more than it saves.</summary>
    internal const long ParallelItems = 1 << 19;

    /// <summary>The number of threads that work at once: one per core, or fewer if MEMMAP_THREADS says so.</summary>
    internal static int Threads { get; set; } = ReadThreads();

    /// <summary>Runs a kernel over all elements of operands of one shape, in any order.</summary>
    /// <param name="operands">The operands, the output last.</param>
    /// <param name="kernel">The work on one block.</param>
    /// <param name="verify">Runs before each chunk, and periodically in a long one. Throws when the memory may no longer be read.</param>
    /// <param name="whenDirect">The kernel to run instead if every block of the output is the output's own memory.</param>
    internal static void Run(ReadOnlySpan<Operand> operands, Kernel kernel, Action? verify = null, Kernel? whenDirect = null)
    {
        Operand[] normal = Normalize(operands, mayReorder: true);
        if (TileLoop.TryFindAxis(normal, out int axis))
        {
            TileLoop.Run(normal, axis, kernel, verify);
        }
        else
        {
            kernel = whenDirect is not null && normal[^1].IsDirect ? whenDirect : InPieces(kernel, normal);
            Run(normal, (blocks, count, _) => kernel(blocks, count), verify);
        }
    }

    /// <summary>
    /// Wraps a kernel so that it gets its blocks in pieces: a value that is repeated for all elements then stays in the L1 cache. Returns
    /// the kernel itself if no operand repeats a value.
    /// </summary>
    private static Kernel InPieces(Kernel kernel, Operand[] operands)
    {
        var steps = new long[operands.Length];
        int items = int.MaxValue;
        for (int i = 0; i < steps.Length; i++)
        {
            int itemSize = operands[i].BlockDType.ItemSize;
            steps[i] = operands[i].IsConstant ? 0 : itemSize;
            items = operands[i].IsConstant ? Math.Min(items, Math.Max(64, ConstantBytes / Math.Max(1, itemSize))) : items;
        }
        return items == int.MaxValue ? kernel : (blocks, count) =>
        {
            byte** parts = stackalloc byte*[steps.Length];
            new ReadOnlySpan<nint>(blocks, steps.Length).CopyTo(new Span<nint>(parts, steps.Length));
            for (; count > 0; count -= items)
            {
                int here = Math.Min(count, items);
                kernel(parts, here);
                for (int i = 0; i < steps.Length; i++)
                {
                    parts[i] += steps[i] * here;
                }
            }
        };
    }

    /// <summary>Drops and merges axes. With <paramref name="mayReorder"/>, also sorts them into memory order.</summary>
    internal static Operand[] Normalize(ReadOnlySpan<Operand> operands, bool mayReorder)
    {
        var layouts = new Layout[operands.Length];
        for (int i = 0; i < layouts.Length; i++)
        {
            layouts[i] = operands[i].Layout;
        }
        // The output comes first, because its memory order matters most.
        Array.Reverse(layouts);
        layouts = LoopPlan.Normalize(layouts, mayReorder);
        Array.Reverse(layouts);
        var result = new Operand[layouts.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = operands[i].WithLayout(layouts[i]);
        }
        return result;
    }

    /// <summary>Runs <paramref name="body"/> over all blocks of operands of one shape. Positions are in C order of their layouts.</summary>
    /// <param name="operands">Operands of one shape.</param>
    /// <param name="body">The work on one block.</param>
    /// <param name="verify">Runs before each chunk, and periodically in a long one. Throws when the memory may no longer be read.</param>
    /// <param name="chunkItems">
    /// The size of a chunk, if not <see cref="ChunkItems"/>. Two chunks are worth a second thread.
    /// </param>
    /// <param name="inOrder">Whether all blocks come in order and on the caller's thread.</param>
    /// <param name="lineItems">
    /// The elements of a line that is folded on its own; chunks have whole ones. A block has whole ones, too, or part of one.
    /// </param>
    internal static void Run(
        Operand[] operands, BlockBody body, Action? verify = null, long chunkItems = ChunkItems, bool inOrder = false,
        long lineItems = long.MaxValue)
    {
        long total = operands[0].Layout.Size;
        if (total == 0)
        {
            return;
        }
        long row = operands[0].Layout.NDim == 0 ? 1 : operands[0].Layout.Shape[^1];
        int blockItems = BlockItems(operands, total);
        row = row < LongRow ? total : row;
        if (lineItems <= blockItems)
        {
            blockItems -= (int)(blockItems % lineItems);
        }
        else
        {
            row = Math.Min(row, lineItems);
        }
        long chunks = ((total - 1) / chunkItems) + 1;
        CancellationToken cancellation = Interruption.Token;
        int workers = inOrder || total < Math.Min(ParallelItems, 2 * chunkItems) ? 1 : (int)Math.Min(Threads, chunks);
        long next = -1;
        void Work()
            => RunChunks(operands, body, blockItems, row, total, chunkItems, () => Interlocked.Increment(ref next), verify, cancellation);
        if (workers == 1)
        {
            Work();
        }
        else
        {
            ParallelWork.Run(workers, Work);
        }
    }

    private static void RunChunks(
        Operand[] operands, BlockBody body, int blockItems, long row, long total, long chunkItems, Func<long> nextChunk, Action? verify,
        CancellationToken cancellation)
    {
        var ports = new BlockPort[operands.Length];
        long checkItems = ChunkItems;
        try
        {
            for (int i = 0; i < ports.Length; i++)
            {
                ports[i] = new BlockPort(operands[i], blockItems, cancellation);
                checkItems = Math.Clamp(CheckBytes / Math.Max(1, operands[i].DType.ItemSize), 1, checkItems);
            }
            byte** blocks = stackalloc byte*[ports.Length];
            for (long first; (first = nextChunk() * chunkItems) < total;)
            {
                long stop = first + Math.Min(chunkItems, total - first), check = first;
                for (long start = first; start < stop;)
                {
                    // Check within a chunk, too: one chunk may cover the whole array (in-order loops), and its elements may be whole rows.
                    cancellation.ThrowIfCancellationRequested();
                    if (start >= check)
                    {
                        verify?.Invoke();
                        check = start + checkItems;
                    }
                    long limit = Math.Min(stop, start - (start % row) + row);
                    int count = (int)Math.Min(blockItems, limit - start);
                    for (int i = 0; i < ports.Length; i++)
                    {
                        blocks[i] = ports[i].Open(start, count);
                    }
                    body(blocks, count, start);
                    for (int i = 0; i < ports.Length; i++)
                    {
                        ports[i].Close(blocks[i], start, count);
                    }
                    start += count;
                }
                // The other threads take the chunks in between.
                long next = Math.Min(total, first + (chunkItems * Threads));
                foreach (BlockPort port in ports)
                {
                    port.Advance((first, stop), (next, Math.Min(total, next + chunkItems)));
                }
                WorkProgress.Advance(stop - first);
            }
        }
        finally
        {
            // Non-temporal stores are not ordered: fence before publishing that the work is done. One per block cost 5 %.
            Thread.MemoryBarrier();
            BlockPort.DisposeAll(ports);
        }
    }

    private static int BlockItems(Operand[] operands, long total)
    {
        long itemBytes = 1, scratchBytes = 0;
        foreach (Operand operand in operands)
        {
            itemBytes += operand.DType.ItemSize + (operand.DType.Equals(operand.BlockDType) ? 0 : operand.BlockDType.ItemSize);
            scratchBytes += operand.ScratchItemSize;
        }
        long items = Math.Min(CacheBytes / itemBytes, ScratchBytes / Math.Max(1, scratchBytes));
        foreach (Operand operand in operands)
        {
            // What is computed is read while it still is in the L1 cache.
            items = operand.Computed is { } computed && items > PartItems
                ? Math.Min(items, Math.Max(PartItems, PortSet.ItemsFor(computed))) : items;
        }
        items = items > PartItems ? items - (items % PartItems) : items;
        return (int)Math.Clamp(Math.Min(items, total), 1, ChunkItems);
    }

    private static int ReadThreads()
        => int.TryParse(Environment.GetEnvironmentVariable("MEMMAP_THREADS"), out int threads) && threads > 0
            ? Math.Min(threads, Environment.ProcessorCount)
            : Environment.ProcessorCount;
}

using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>
/// What runs for each block: <paramref name="start"/> is the position of its first element in the loop's order. Blocks never straddle a
/// multiple of <see cref="BlockLoop.ChunkItems"/>; those of one chunk come in order and on one thread, chunks come in any order.
/// </summary>
internal unsafe delegate void BlockBody(byte** blocks, int count, long start);

/// <summary>
/// The one loop over blocks. Every operation on elements goes through it, so memory stays bounded whatever the array's size, and
/// parallel work, cancellation and the check of the file's length are here and nowhere else.
/// </summary>
internal static unsafe class BlockLoop
{
    /// <summary>The unit of parallel work and of partial results: fixed, so that results don't depend on the number of threads.</summary>
    internal const long ChunkItems = 1 << 18;

    /// <summary>The bytes of an operand after which its file is looked at again: also items may be large.</summary>
    private const long CheckBytes = 8 << 20;

    /// <summary>The bytes that the blocks of all operands take together: they are to stay in a core's L2 cache.</summary>
    private const int CacheBytes = 256 * 1024;

    /// <summary>The bytes that the blocks of scratch take together: written and read at once, they are to stay in the L1 cache.</summary>
    private const int ScratchBytes = 16 * 1024;

    /// <summary>
    /// The bytes of one repeated value that a kernel gets at a time: beside them, its other operands pass through the L1 cache.
    /// </summary>
    private const int ConstantBytes = 4 * 1024;

    /// <summary>Rows at least this long are worth a block boundary of their own, so that blocks needn't be copied.</summary>
    private const long LongRow = 2048;

    /// <summary>Below this many elements a second thread costs more than it brings.</summary>
    internal const long ParallelItems = 1 << 19;

    /// <summary>How many threads work at once: all cores, or fewer where MEMMAP_THREADS says so.</summary>
    internal static int Threads { get; set; } = ReadThreads();

    /// <summary>Runs a kernel over all elements of operands of one shape, whose order of visiting doesn't matter.</summary>
    /// <param name="operands">The operands, the output last.</param>
    /// <param name="kernel">What runs for each block.</param>
    /// <param name="verify">Runs before each chunk, and now and then in a long one; throws when the memory may no longer be read.</param>
    /// <param name="whenDirect">What runs instead where each block of the output is its memory itself.</param>
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
    /// The kernel that gets its blocks in pieces, so that one value that is repeated for all elements stays in the nearest cache; the
    /// kernel itself where there is none.
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

    /// <summary>Drops and merges axes; with <paramref name="mayReorder"/>, also puts them into memory order.</summary>
    internal static Operand[] Normalize(ReadOnlySpan<Operand> operands, bool mayReorder)
    {
        var layouts = new Layout[operands.Length];
        for (int i = 0; i < layouts.Length; i++)
        {
            layouts[i] = operands[i].Layout;
        }
        // The output comes first: its order in memory is the one that matters most.
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

    /// <summary>Runs <paramref name="body"/> over all blocks of operands of one shape, positions in C order of their layouts.</summary>
    /// <param name="operands">Operands of one shape.</param>
    /// <param name="body">What runs for each block.</param>
    /// <param name="verify">Runs before each chunk, and now and then in a long one; throws when the memory may no longer be read.</param>
    /// <param name="chunkItems">A chunk's size where <see cref="ChunkItems"/> doesn't suit.</param>
    /// <param name="inOrder">Whether all blocks come in order and on the caller's thread.</param>
    internal static void Run(Operand[] operands, BlockBody body, Action? verify = null, long chunkItems = ChunkItems, bool inOrder = false)
    {
        long total = operands[0].Layout.Size;
        if (total == 0)
        {
            return;
        }
        long row = operands[0].Layout.NDim == 0 ? 1 : operands[0].Layout.Shape[^1];
        int blockItems = BlockItems(operands, total);
        long chunks = ((total - 1) / chunkItems) + 1;
        CancellationToken cancellation = Interruption.Token;
        if (inOrder || total < ParallelItems || Threads == 1 || chunks == 1)
        {
            RunChunks(operands, body, blockItems, row, total, chunkItems, 0, chunks, verify, cancellation);
            return;
        }
        long next = 0;
        int workers = (int)Math.Min(Threads, chunks);
        ParallelWork.Run(workers, () =>
        {
            for (long chunk; (chunk = Interlocked.Increment(ref next) - 1) < chunks;)
            {
                RunChunks(operands, body, blockItems, row, total, chunkItems, chunk, chunk + 1, verify, cancellation);
            }
        });
    }

    private static void RunChunks(
        Operand[] operands, BlockBody body, int blockItems, long row, long total, long chunkItems, long chunk, long end, Action? verify,
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
            for (; chunk < end; chunk++)
            {
                long first = chunk * chunkItems, stop = first + Math.Min(chunkItems, total - first), check = first;
                for (long start = first; start < stop;)
                {
                    // A chunk may be all there is, where one thread must see everything in order, and its items may be rows.
                    cancellation.ThrowIfCancellationRequested();
                    if (start >= check)
                    {
                        verify?.Invoke();
                        check = start + checkItems;
                    }
                    long limit = row >= LongRow ? Math.Min(stop, start - (start % row) + row) : stop;
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
                // Other threads have the chunks in between.
                long next = Math.Min(total, first + (chunkItems * Threads));
                foreach (Operand operand in operands)
                {
                    operand.Advance((first, stop), (next, Math.Min(total, next + chunkItems)));
                }
                WorkProgress.Advance(stop - first);
            }
        }
        finally
        {
            // Whoever is told next that these chunks are done shall see also what was stored past the caches; a barrier after each block
            // costs a twentieth.
            Thread.MemoryBarrier();
            foreach (BlockPort? port in ports)
            {
                port?.Dispose();
            }
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
        return (int)Math.Clamp(Math.Min(items, total), 1, ChunkItems);
    }

    private static int ReadThreads()
        => int.TryParse(Environment.GetEnvironmentVariable("MEMMAP_THREADS"), out int threads) && threads > 0
            ? Math.Min(threads, Environment.ProcessorCount)
            : Environment.ProcessorCount;
}

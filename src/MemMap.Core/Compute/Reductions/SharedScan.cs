namespace MemMap.Compute;

/// <summary>
/// Scans long lines on all threads, one line after the other. The threads take the chunks of a line in order. Each folds its chunk, waits
/// for the state at the chunk's start, passes on the one at its end, and scans the chunk, which is in a cache by then:
/// <code>
/// thread 1   fold 0 | scan 0          | fold 2 | scan 2
/// thread 2   fold 1 |(state 0) scan 1 | fold 3 |(state 2) scan 3
/// </code>
/// </summary>
internal static unsafe class SharedScan
{
    /// <summary>
    /// Whether lines may be shared, and are long enough and too few for threads to take one each. An expression isn't computed twice.
    /// </summary>
    internal static bool Pays(Scanner scanner, Operand source)
        => scanner.IsAssociative && source.Computed is null && source.Layout.Size > 0
            && source.Layout.Shape[^1] is >= BlockLoop.ParallelItems and var line && source.Layout.Size / line < BlockLoop.Threads;

    /// <summary>Scans the lines along the last axis.</summary>
    /// <param name="scanner">The scan, which is associative.</param>
    /// <param name="source">The elements.</param>
    /// <param name="target">The results, of the same shape.</param>
    /// <param name="verify">Throws when the memory may no longer be used.</param>
    internal static void Run(Scanner scanner, Operand source, Operand target, Action verify)
    {
        int axis = source.Layout.NDim - 1;
        long line = source.Layout.Shape[axis], lines = source.Layout.Size / line;
        for (long i = 0; i < lines; i++)
        {
            Line(
                scanner, source.WithLayout(ReduceLoop.At(source.Layout, axis, i)), target.WithLayout(ReduceLoop.At(target.Layout, axis, i)),
                verify);
        }
    }

    private static void Line(Scanner scanner, Operand source, Operand target, Action verify)
    {
        long length = source.Layout.Size, chunks = (length + BlockLoop.ChunkItems - 1) / BlockLoop.ChunkItems, next = 0;
        byte* state = stackalloc byte[Scanner.StateSize];
        Turns turns = new();
        ParallelWork.Run((int)Math.Min(BlockLoop.Threads, chunks), () =>
        {
            try
            {
                bool isOn = true;
                for (long chunk; isOn && (chunk = Interlocked.Increment(ref next) - 1) < chunks;)
                {
                    long first = chunk * BlockLoop.ChunkItems, items = Math.Min(BlockLoop.ChunkItems, length - first);
                    Operand from = source.WithLayout(source.Layout.Narrow(0, first, items)),
                        to = target.WithLayout(target.Layout.Narrow(0, first, items));
                    isOn = TryScan(scanner, from, to, state, chunk, turns, verify);
                }
            }
            catch
            {
                turns.Fail();
                throw;
            }
        });
    }

    /// <summary>Scans a chunk. Returns false if another thread has failed.</summary>
    private static bool TryScan(Scanner scanner, Operand source, Operand target, byte* state, long chunk, Turns turns, Action verify)
    {
        byte* before = stackalloc byte[Scanner.StateSize], own = stackalloc byte[Scanner.StateSize];
        using (WorkProgress.Use(static _ => { }))
        {
            BlockLoop.Run(
                [source], (blocks, count, start) => scanner.Fold(own, start == 0, blocks[0], count), verify, inOrder: true);
        }
        if (!turns.Wait(chunk))
        {
            return false;
        }
        Copy(state, before);
        if (chunk > 0)
        {
            scanner.Join(before, own);
        }
        Copy(own, state);
        turns.Pass();
        BlockLoop.Run(
            [source, target],
            (blocks, count, start) => scanner.Run(before, chunk == 0 && start == 0, blocks[0], blocks[1], count), verify, inOrder: true);
        return true;
    }

    private static void Copy(byte* from, byte* to)
        => Buffer.MemoryCopy(from, to, Scanner.StateSize, Scanner.StateSize);

    /// <summary>Which chunk may take the state, and pass it on.</summary>
    private sealed class Turns
    {
        private long _chunk;
        private volatile bool _hasFailed;

        /// <summary>Waits until it is a chunk's turn. Returns false if it never will be.</summary>
        internal bool Wait(long chunk)
        {
            // Folds take equally long, so the wait is short: it must not become one of a millisecond.
            for (SpinWait spin = default; Volatile.Read(ref _chunk) != chunk; spin.SpinOnce(sleep1Threshold: -1))
            {
                if (_hasFailed)
                {
                    return false;
                }
            }
            return true;
        }

        /// <summary>Gives the turn to the next chunk.</summary>
        internal void Pass() => Volatile.Write(ref _chunk, _chunk + 1);

        /// <summary>Ends all waits: a thread has failed.</summary>
        internal void Fail() => _hasFailed = true;
    }
}

using System.Runtime.ExceptionServices;

namespace MemMap.Compute;

/// <summary>Runs the same work on several threads, including the caller's, and rethrows the first failure unchanged.</summary>
internal static class ParallelWork
{
    /// <summary>The number of items between two checks for cancellation.</summary>
    internal const long PieceItems = 1 << 20;

    /// <summary>
    /// Runs <paramref name="work"/> once for each of 0 .. <paramref name="count"/> - 1, on at most the allowed number of threads.
    /// </summary>
    internal static void For(int count, Action<int> work)
    {
        int next = -1;
        Run(Math.Clamp(count, 1, BlockLoop.Threads), () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < count;)
            {
                work(i);
            }
        });
    }

    /// <summary>Walks 0 .. <paramref name="count"/> - 1 in pieces, in order and on the caller's thread.</summary>
    /// <param name="count">The number of items.</param>
    /// <param name="work">Receives the first item of a piece, and the one after its last.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled between two pieces.</exception>
    internal static void InPieces(long count, Action<long, long> work)
    {
        CancellationToken cancellation = count > PieceItems ? Interruption.Token : default;
        for (long first = 0; first < count; first += PieceItems)
        {
            cancellation.ThrowIfCancellationRequested();
            work(first, Math.Min(count, first + PieceItems));
        }
    }

    /// <summary>Walks 0 .. <paramref name="count"/> - 1 in pieces, on all threads.</summary>
    /// <param name="count">The number of items.</param>
    /// <param name="isParallel">Whether further threads may help.</param>
    /// <param name="work">Receives the number of a piece of <see cref="PieceItems"/>, its first item, and the one after its last.</param>
    internal static void ForPieces(long count, bool isParallel, Action<int, long, long> work)
    {
        int pieces = Pieces(count);
        int next = -1;
        Run(isParallel ? Math.Clamp(pieces, 1, BlockLoop.Threads) : 1, () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < pieces;)
            {
                work(i, i * PieceItems, Math.Min(count, (i + 1) * PieceItems));
            }
        });
    }

    /// <summary>The number of pieces of so many items.</summary>
    internal static int Pieces(long count) => checked((int)((count + PieceItems - 1) / PieceItems));

    internal static void Run(int workers, Action work)
    {
        // The cancellation token belongs to the caller's thread; a host knows nothing of the other threads.
        using IDisposable scope = Interruption.Use(Interruption.Token);
        var others = new Task[workers - 1];
        for (int i = 0; i < others.Length; i++)
        {
            others[i] = Task.Run(work);
        }
        ExceptionDispatchInfo? failure = null;
        try
        {
            work();
        }
        catch (Exception exception) when (others.Length > 0)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
        }
        // Wait for all threads: none may still use the caller's leases after the return.
        foreach (Task task in others)
        {
            try
            {
                task.GetAwaiter().GetResult();
            }
            catch (Exception exception)
            {
                failure ??= ExceptionDispatchInfo.Capture(exception);
            }
        }
        failure?.Throw();
    }
}

using System.Runtime.ExceptionServices;

namespace MemMap.Compute;

/// <summary>Runs the same work on several threads, the caller's among them, and gives the first failure as it was thrown.</summary>
internal static class ParallelWork
{
    /// <summary>After so many items it is asked whether to stop.</summary>
    internal const long PieceItems = 1 << 20;

    /// <summary>Runs <paramref name="work"/> for 0 .. <paramref name="count"/> - 1, each once, on as many threads as are allowed.</summary>
    internal static void For(int count, Action<int> work)
    {
        int next = -1;
        Run(Math.Min(BlockLoop.Threads, count), () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < count;)
            {
                work(i);
            }
        });
    }

    /// <summary>Goes through 0 .. <paramref name="count"/> - 1 in pieces, in order and on the caller's thread.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="work">Gets the first of a piece, and the one behind its last.</param>
    /// <exception cref="OperationCanceledException">It was asked to stop, between two pieces.</exception>
    internal static void InPieces(long count, Action<long, long> work)
    {
        CancellationToken cancellation = count > PieceItems ? Interruption.Token : default;
        for (long first = 0; first < count; first += PieceItems)
        {
            cancellation.ThrowIfCancellationRequested();
            work(first, Math.Min(count, first + PieceItems));
        }
    }

    internal static void Run(int workers, Action work)
    {
        // A host that is asked for the token of this thread knows nothing of the others.
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
        // Nobody may return while another thread still works on the caller's leases.
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

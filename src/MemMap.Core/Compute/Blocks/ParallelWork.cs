using System.Runtime.ExceptionServices;

namespace MemMap.Compute;

/// <summary>Runs the same work on several threads, the caller's among them, and gives the first failure as it was thrown.</summary>
internal static class ParallelWork
{
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

namespace MemMap;

/// <summary>
/// The progress of long operations. A host subscribes around a command, as with <see cref="Interruption"/>. It is notified between blocks,
/// on the thread that started the operation.
/// </summary>
public static class WorkProgress
{
    private static readonly AsyncLocal<Listener?> Current = new();

    /// <summary>Makes operations started in this context report the total number of elements processed so far.</summary>
    /// <param name="report">Receives the number.</param>
    /// <returns>Ends the scope when disposed.</returns>
    public static IDisposable Use(Action<long> report)
    {
        var scope = new Scope(Current.Value);
        Current.Value = new Listener(report);
        return scope;
    }

    /// <summary>Adds to the number of processed elements. It may be called on any thread.</summary>
    internal static void Advance(long items) => Current.Value?.Advance(items);

    private sealed class Listener(Action<long> report)
    {
        private readonly int _thread = Environment.CurrentManagedThreadId;
        private long _done;

        internal void Advance(long items)
        {
            long done = Interlocked.Add(ref _done, items);
            if (Environment.CurrentManagedThreadId == _thread)
            {
                report(done);
            }
        }
    }

    private sealed class Scope(Listener? before) : IDisposable
    {
        public void Dispose() => Current.Value = before;
    }
}

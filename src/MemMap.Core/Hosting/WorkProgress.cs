namespace MemMap;

/// <summary>
/// How far long operations have come. A host sets what it wants to be told around a command, as with <see cref="Interruption"/>; it is
/// told between blocks, on the thread that started the operation.
/// </summary>
public static class WorkProgress
{
    private static readonly AsyncLocal<Listener?> Current = new();

    /// <summary>Makes operations started in this context tell how many elements they have been through, all together.</summary>
    /// <param name="report">What is told.</param>
    /// <returns>What ends the scope.</returns>
    public static IDisposable Use(Action<long> report)
    {
        var scope = new Scope(Current.Value);
        Current.Value = new Listener(report);
        return scope;
    }

    /// <summary>Says that work on so many elements is done, on whatever thread.</summary>
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

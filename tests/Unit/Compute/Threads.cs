using MemMap.Compute;

namespace MemMap.Tests.Compute;

/// <summary>
/// Runs something on one thread and on more. Tests that run at the same time get that number too, which no result depends on.
/// </summary>
internal static class Threads
{
    private static readonly Lock Changing = new();

    internal static void Each(Action action)
    {
        lock (Changing)
        {
            int threads = BlockLoop.Threads;
            try
            {
                foreach (int count in new[] { 1, 2, 3, 8 })
                {
                    BlockLoop.Threads = count;
                    action();
                }
            }
            finally
            {
                BlockLoop.Threads = threads;
            }
        }
    }
}

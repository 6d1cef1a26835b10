namespace MemMap.Memory;

// Maps that nobody refers to any more, and nobody has closed. The collector doesn't know that each holds an open file and a mapping.
internal sealed partial class MappedFile
{
    /// <summary>The number of open maps from which on dropped ones are collected.</summary>
    private const int FewMaps = 256;

    private static readonly object Collecting = new();
    private static int _open, _collectAt = FewMaps;

    /// <summary>
    /// Collects dropped maps once there may be twice as many maps as were in use after the last time, so that opening many maps that are
    /// kept takes few collections. Most of the dropped ones are young.
    /// </summary>
    private static void CollectDroppedIfMany()
    {
        if (Interlocked.Increment(ref _open) < Volatile.Read(ref _collectAt) || !Monitor.TryEnter(Collecting))
        {
            return;
        }
        try
        {
            if (Volatile.Read(ref _open) >= _collectAt && Collect(1) > _collectAt / 2)
            {
                Collect(GC.MaxGeneration);
            }
            Volatile.Write(ref _collectAt, Math.Max(FewMaps, 2 * _open));
        }
        finally
        {
            Monitor.Exit(Collecting);
        }
    }

    private static int Collect(int generation)
    {
        GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
        GC.WaitForPendingFinalizers();
        int count = Opened.Count();
        Volatile.Write(ref _open, count);
        return count;
    }
}

using System.Numerics;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// Sorts positions by a comparison of what stands there: parts by .NET's sort, one a thread, which are then merged in pairs.
/// </summary>
internal static unsafe class MergeSort
{
    /// <summary>From this length on, a second thread pays off.</summary>
    private const long ParallelItems = 1 << 13;

    /// <summary>Sorts positions in place.</summary>
    /// <param name="positions">The positions.</param>
    /// <param name="count">Their number, which fits in a span.</param>
    /// <param name="isParallel">Whether further threads may help.</param>
    /// <param name="compare">Orders two positions; no two are equal.</param>
    /// <exception cref="OperationCanceledException">The sort was cancelled; the positions are in no order.</exception>
    internal static void Sort(long* positions, long count, bool isParallel, Comparison<long> compare)
    {
        CancellationToken cancellation = Interruption.Token;
        Comparison<long> stoppable = (x, y) =>
        {
            cancellation.ThrowIfCancellationRequested();
            return compare(x, y);
        };
        int parts = isParallel && count >= ParallelItems ? (int)BitOperations.RoundUpToPowerOf2((uint)BlockLoop.Threads) : 1;
        long step = (count + parts - 1) / parts;
        ParallelWork.For(parts, part =>
        {
            long first = Math.Min(count, part * step);
            try
            {
                new Span<long>(positions + first, (int)Math.Min(step, count - first)).Sort(stoppable);
            }
            catch (InvalidOperationException e) when (e.InnerException is OperationCanceledException)
            {
                // .NET wraps an exception of the comparison; unwrap the cancellation.
                throw new OperationCanceledException(cancellation);
            }
        });
        if (parts == 1)
        {
            return;
        }
        using NativeBuffer room = NativeBuffer.Allocate(count * sizeof(long), zeroed: false);
        using BufferLease lease = room.Lease();
        long* source = positions, target = (long*)lease.Pointer;
        for (; step < count; step *= 2)
        {
            long run = step;
            long* from = source, to = target;
            // Two threads merge each pair, one from each end.
            ParallelWork.For(2 * (int)((count + (2 * run) - 1) / (2 * run)), half =>
            {
                long first = half / 2 * 2 * run, middle = Math.Min(count, first + run), end = Math.Min(count, middle + run);
                if (half % 2 == 0)
                {
                    MergeFromStart(from, to, first, middle, end, stoppable);
                }
                else
                {
                    MergeFromEnd(from, to, first, middle, end, stoppable);
                }
            });
            source = to;
            target = from;
        }
        if (source != positions)
        {
            Buffer.MemoryCopy(source, positions, count * sizeof(long), count * sizeof(long));
        }
    }

    private static void MergeFromStart(long* source, long* target, long first, long middle, long end, Comparison<long> compare)
    {
        long a = first, b = middle;
        for (long to = first, half = first + ((end - first) / 2); to < half; to++)
        {
            target[to] = b >= end || (a < middle && compare(source[a], source[b]) <= 0) ? source[a++] : source[b++];
        }
    }

    private static void MergeFromEnd(long* source, long* target, long first, long middle, long end, Comparison<long> compare)
    {
        long a = middle - 1, b = end - 1;
        for (long to = end - 1, half = first + ((end - first) / 2); to >= half; to--)
        {
            target[to] = a < first || (b >= middle && compare(source[a], source[b]) <= 0) ? source[b--] : source[a--];
        }
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemMap.Compute;

/// <summary>
/// A stable least-significant-byte radix sort by unsigned keys: each pass distributes the items over 256 buckets whose starts are counted
/// beforehand. A pass in which all keys have the same byte is skipped, so small numbers take few passes. Long runs are sorted in parts, one
/// per thread, and merged. Since the sort is stable, the result does not depend on the number of parts.
/// </summary>
internal static unsafe class RadixSort
{
    private const int Digits = 256;

    /// <summary>Up to this length, insertion sort is faster.</summary>
    private const int Short = 48;

    /// <summary>From this length on, a second thread pays off.</summary>
    private const long ParallelItems = 1 << 17;

    /// <summary>Sorts items; returns which of the two blocks contains the result.</summary>
    /// <param name="items">The items to sort.</param>
    /// <param name="other">Scratch for as many items.</param>
    /// <param name="count">The number of items.</param>
    /// <param name="isParallel">Whether further threads may help.</param>
    /// <exception cref="OperationCanceledException">The sort was cancelled; the first block has all items, in some order.</exception>
    internal static TItem* Sort<TItem, TKey>(TItem* items, TItem* other, long count, bool isParallel)
        where TItem : unmanaged, IKeyed<TKey>
        where TKey : unmanaged, IBinaryInteger<TKey>
    {
        CancellationToken cancellation = Interruption.Token;
        int parts = isParallel && count >= ParallelItems ? (int)BitOperations.RoundUpToPowerOf2((uint)BlockLoop.Threads) : 1;
        if (parts == 1)
        {
            return SortPart<TItem, TKey>(items, other, count, cancellation);
        }
        long step = (count + parts - 1) / parts;
        ParallelWork.For(parts, part =>
        {
            long first = Math.Min(count, part * step), length = Math.Min(step, count - first);
            TItem* sorted = SortPart<TItem, TKey>(items + first, other + first, length, cancellation);
            if (sorted != items + first)
            {
                Copy(sorted, items + first, length);
            }
        });
        TItem* whole = items;
        for (; step < count; step *= 2)
        {
            long run = step;
            TItem* source = whole, target = whole == items ? other : items;
            int pairs = (int)((count + (2 * run) - 1) / (2 * run));
            try
            {
                // Two threads merge each pair, one from each end.
                ParallelWork.For(2 * pairs, half =>
                {
                    long first = half / 2 * 2 * run, middle = Math.Min(count, first + run), end = Math.Min(count, middle + run);
                    Merge<TItem, TKey>(source, target, first, middle, end, half % 2 == 1, cancellation);
                });
            }
            catch (OperationCanceledException) when (source != items)
            {
                Copy(source, items, count);
                throw;
            }
            whole = target;
        }
        return whole;
    }

    /// <summary>
    /// Writes the lower half of two merged runs, or the upper half from its end. Equal items of the first run come first.
    /// </summary>
    private static void Merge<TItem, TKey>(
        TItem* source, TItem* target, long first, long middle, long end, bool fromEnd, CancellationToken cancellation)
        where TItem : unmanaged, IKeyed<TKey>
        where TKey : unmanaged, IBinaryInteger<TKey>
    {
        long half = (end - first) / 2;
        if (!fromEnd)
        {
            long a = first, b = middle;
            for (long to = first; to < first + half;)
            {
                cancellation.ThrowIfCancellationRequested();
                for (long stop = Math.Min(first + half, to + ParallelWork.PieceItems); to < stop; to++)
                {
                    target[to] = b >= end || (a < middle && source[a].Key <= source[b].Key) ? source[a++] : source[b++];
                }
            }
            return;
        }
        long x = middle - 1, y = end - 1;
        for (long to = end - 1; to >= first + half;)
        {
            cancellation.ThrowIfCancellationRequested();
            for (long stop = Math.Max(first + half, to - ParallelWork.PieceItems); to >= stop; to--)
            {
                target[to] = x < first || (y >= middle && source[x].Key <= source[y].Key) ? source[y--] : source[x--];
            }
        }
    }

    private static TItem* SortPart<TItem, TKey>(TItem* items, TItem* other, long count, CancellationToken cancellation)
        where TItem : unmanaged, IKeyed<TKey>
        where TKey : unmanaged, IBinaryInteger<TKey>
    {
        if (count <= Short)
        {
            Insert<TItem, TKey>(items, count);
            return items;
        }
        TItem* given = items;
        int passes = Unsafe.SizeOf<TKey>();
        long* counts = stackalloc long[passes * Digits];
        NativeMemory.Clear(counts, (nuint)(passes * Digits * sizeof(long)));
        for (long i = 0; i < count;)
        {
            cancellation.ThrowIfCancellationRequested();
            for (long stop = Math.Min(count, i + ParallelWork.PieceItems); i < stop; i++)
            {
                ulong key = ulong.CreateTruncating(items[i].Key);
                for (int pass = 0; pass < passes; pass++)
                {
                    counts[(pass * Digits) + (byte)(key >> (8 * pass))]++;
                }
            }
        }
        for (int pass = 0; pass < passes; pass++)
        {
            long* starts = counts + (pass * Digits);
            int shift = 8 * pass;
            if (starts[(byte)(ulong.CreateTruncating(items[0].Key) >> shift)] == count)
            {
                continue;
            }
            long sum = 0;
            for (int digit = 0; digit < Digits; digit++)
            {
                (starts[digit], sum) = (sum, sum + starts[digit]);
            }
            for (long i = 0; i < count;)
            {
                if (cancellation.IsCancellationRequested)
                {
                    if (items != given)
                    {
                        Copy(items, given, count);
                    }
                    throw new OperationCanceledException(cancellation);
                }
                for (long stop = Math.Min(count, i + ParallelWork.PieceItems); i < stop; i++)
                {
                    other[starts[(byte)(ulong.CreateTruncating(items[i].Key) >> shift)]++] = items[i];
                }
            }
            TItem* swap = items;
            items = other;
            other = swap;
        }
        return items;
    }

    private static void Insert<TItem, TKey>(TItem* items, long count)
        where TItem : unmanaged, IKeyed<TKey>
        where TKey : unmanaged, IBinaryInteger<TKey>
    {
        for (long i = 1; i < count; i++)
        {
            TItem item = items[i];
            long to = i;
            for (; to > 0 && items[to - 1].Key > item.Key; to--)
            {
                items[to] = items[to - 1];
            }
            items[to] = item;
        }
    }

    private static void Copy<TItem>(TItem* source, TItem* target, long count) where TItem : unmanaged
        => Buffer.MemoryCopy(source, target, count * sizeof(TItem), count * sizeof(TItem));
}

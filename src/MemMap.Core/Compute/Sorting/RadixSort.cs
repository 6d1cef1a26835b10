using System.Numerics;
using System.Runtime.InteropServices;

namespace MemMap.Compute;

/// <summary>
/// A stable radix sort by unsigned keys. A long run is spread over buckets by the highest digits in which its keys differ, on all threads,
/// until a bucket fits in a core's cache; there the lower digits are sorted from the least significant one up. Since each step is stable,
/// the result does not depend on the number of threads.
/// </summary>
/// <typeparam name="TItem">What is sorted.</typeparam>
/// <typeparam name="TKey">The keys, of at most 64 bits.</typeparam>
internal sealed unsafe class RadixSort<TItem, TKey>
    where TItem : unmanaged, IKeyed<TKey>
    where TKey : unmanaged, IBinaryInteger<TKey>
{
    /// <summary>Up to this length, insertion sort is faster.</summary>
    private const int Short = 48;

    /// <summary>From this length on, a second thread pays off.</summary>
    private const long ParallelItems = 1 << 16;

    /// <summary>The size up to which a bucket and its scratch fit in a core's cache.</summary>
    private const long CacheBytes = 256 << 10;

    /// <summary>The bits of the digit by which a long run is spread.</summary>
    private const int SpreadBits = 10;

    private const int Buckets = 1 << SpreadBits;
    private const int DigitBits = 8;
    private const int Digits = 1 << DigitBits;

    private readonly CancellationToken _cancellation = Interruption.Token;

    private RadixSort()
    {
    }

    /// <summary>Sorts items in place.</summary>
    /// <param name="items">The items to sort.</param>
    /// <param name="other">Scratch for as many items.</param>
    /// <param name="count">The number of items.</param>
    /// <param name="isParallel">Whether further threads may help.</param>
    /// <exception cref="OperationCanceledException">The sort was cancelled; the first block has all items, in some order.</exception>
    internal static void Sort(TItem* items, TItem* other, long count, bool isParallel)
    {
        var sort = new RadixSort<TItem, TKey>();
        sort.Run(items, other, count, toOther: false, isParallel ? BlockLoop.Threads : 1);
        sort._cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>
    /// Sorts items where they are, or into the other block. Once the sort is cancelled, all items still arrive there, in some order, so
    /// that none is lost: no step throws before it has moved what it was given.
    /// </summary>
    private void Run(TItem* items, TItem* other, long count, bool toOther, int threads)
    {
        if (count <= Short)
        {
            Insert(items, count);
        }
        else
        {
            threads = (int)Math.Clamp(count / ParallelItems, 1, threads);
            if (TryRange(items, count, threads, out ulong lowest, out int bits))
            {
                if (count * sizeof(TItem) <= CacheBytes || bits == 0)
                {
                    TItem* target = toOther ? other : items;
                    TItem* sorted = SortDigits(items, other, count, lowest, bits);
                    if (sorted != target)
                    {
                        Copy(sorted, target, count);
                    }
                    return;
                }
                if (TrySpread(items, other, count, threads, lowest, Math.Max(0, bits - SpreadBits), out long[] starts))
                {
                    RunBuckets(items, other, starts, toOther, threads);
                    return;
                }
            }
        }
        if (toOther)
        {
            Copy(items, other, count);
        }
    }

    /// <summary>Finds the lowest key, and the number of low bits in which the others differ from it.</summary>
    /// <returns>False if the sort was cancelled.</returns>
    private bool TryRange(TItem* items, long count, int threads, out ulong lowest, out int bits)
    {
        bool isDone = true;
        TKey low = items[0].Key, high = low;
        if (threads > 1 || count > ParallelWork.PieceItems)
        {
            TKey[] lows = new TKey[threads], highs = new TKey[threads];
            for (int part = 0; part < threads; part++)
            {
                (lows[part], highs[part]) = (low, high);
            }
            isDone = TryWalk(count, threads, (part, first, end) =>
            {
                (TKey least, TKey most) = RangeOf(items + first, end - first);
                (lows[part], highs[part]) = (TKey.Min(least, lows[part]), TKey.Max(most, highs[part]));
            });
            for (int part = 0; part < threads; part++)
            {
                (low, high) = (TKey.Min(low, lows[part]), TKey.Max(high, highs[part]));
            }
        }
        else
        {
            (low, high) = RangeOf(items, count);
        }
        lowest = ulong.CreateTruncating(low);
        bits = 64 - BitOperations.LeadingZeroCount(ulong.CreateTruncating(high) - lowest);
        return isDone;
    }

    /// <summary>
    /// Copies items to the other block, into buckets by the bits from <paramref name="shift"/> up of what is above the lowest key.
    /// </summary>
    /// <returns>False if the sort was cancelled; the items are still where they were.</returns>
    private bool TrySpread(TItem* items, TItem* other, long count, int threads, ulong lowest, int shift, out long[] starts)
    {
        // Each part's item count in each bucket, then the place of its next item there.
        var places = new long[threads][];
        for (int part = 0; part < threads; part++)
        {
            places[part] = new long[Buckets];
        }
        bool isDone = TryWalk(count, threads, (part, first, end) =>
        {
            fixed (long* counts = places[part])
            {
                CountBuckets(items + first, end - first, lowest, shift, counts);
            }
        });
        starts = new long[Buckets + 1];
        long next = 0;
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            starts[bucket] = next;
            foreach (long[] part in places)
            {
                (part[bucket], next) = (next, next + part[bucket]);
            }
        }
        starts[Buckets] = count;
        return isDone && TryWalk(count, threads, (part, first, end) =>
        {
            fixed (long* to = places[part])
            {
                MoveToBuckets(items + first, other, end - first, lowest, shift, to);
            }
        });
    }

    // The loops stand in methods of their own: what a lambda captures would be read from memory for each item.
    private static (TKey Low, TKey High) RangeOf(TItem* items, long count)
    {
        TKey low = items[0].Key, high = low;
        for (long i = 1; i < count; i++)
        {
            TKey key = items[i].Key;
            low = key < low ? key : low;
            high = key > high ? key : high;
        }
        return (low, high);
    }

    private static void CountBuckets(TItem* items, long count, ulong lowest, int shift, long* counts)
    {
        for (long i = 0; i < count; i++)
        {
            counts[(ulong.CreateTruncating(items[i].Key) - lowest) >> shift]++;
        }
    }

    private static void MoveToBuckets(TItem* items, TItem* other, long count, ulong lowest, int shift, long* places)
    {
        for (long i = 0; i < count; i++)
        {
            TItem item = items[i];
            other[places[(ulong.CreateTruncating(item.Key) - lowest) >> shift]++] = item;
        }
    }

    /// <summary>Sorts the buckets that are in the other block, into the first block or where they are.</summary>
    private void RunBuckets(TItem* items, TItem* other, long[] starts, bool toOther, int threads)
    {
        // A bucket that would leave other threads without work is sorted by all of them, the others by one each.
        long large = threads == 1 ? long.MaxValue : Math.Max(ParallelItems, starts[^1] / (2 * threads));
        void RunBucket(int bucket, bool isLarge)
        {
            long first = starts[bucket], length = starts[bucket + 1] - first;
            if (length > 0 && length > large == isLarge)
            {
                Run(other + first, items + first, length, !toOther, isLarge ? threads : 1);
            }
        }
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            RunBucket(bucket, isLarge: true);
        }
        int next = -1;
        ParallelWork.Run(threads, () =>
        {
            for (int bucket; (bucket = Interlocked.Increment(ref next)) < Buckets;)
            {
                RunBucket(bucket, isLarge: false);
            }
        });
    }

    /// <summary>Walks the items in pieces, each thread those of one part in order.</summary>
    /// <returns>False if the sort was cancelled meanwhile.</returns>
    private bool TryWalk(long count, int threads, Action<int, long, long> work)
    {
        bool isStopped = false;
        ParallelWork.For(threads, part =>
        {
            for (long first = count * part / threads, end = count * (part + 1) / threads; first < end; first += ParallelWork.PieceItems)
            {
                if (_cancellation.IsCancellationRequested)
                {
                    isStopped = true;
                    return;
                }
                work(part, first, Math.Min(end, first + ParallelWork.PieceItems));
            }
        });
        return !isStopped;
    }

    /// <summary>Sorts by the lowest bits of the keys above the lowest key; returns which of the two blocks contains the result.</summary>
    private static TItem* SortDigits(TItem* items, TItem* other, long count, ulong lowest, int bits)
    {
        int passes = (bits + DigitBits - 1) / DigitBits;
        long* counts = stackalloc long[sizeof(ulong) * Digits];
        NativeMemory.Clear(counts, (nuint)(passes * Digits * sizeof(long)));
        for (long i = 0; i < count; i++)
        {
            ulong key = ulong.CreateTruncating(items[i].Key) - lowest;
            for (int pass = 0; pass < passes; pass++)
            {
                counts[(pass * Digits) + (byte)(key >> (DigitBits * pass))]++;
            }
        }
        for (int pass = 0; pass < passes; pass++)
        {
            long* starts = counts + (pass * Digits);
            int shift = DigitBits * pass;
            if (starts[(byte)((ulong.CreateTruncating(items[0].Key) - lowest) >> shift)] == count)
            {
                continue;
            }
            long sum = 0;
            for (int digit = 0; digit < Digits; digit++)
            {
                (starts[digit], sum) = (sum, sum + starts[digit]);
            }
            for (long i = 0; i < count; i++)
            {
                other[starts[(byte)((ulong.CreateTruncating(items[i].Key) - lowest) >> shift)]++] = items[i];
            }
            TItem* swap = items;
            items = other;
            other = swap;
        }
        return items;
    }

    private static void Insert(TItem* items, long count)
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

    private static void Copy(TItem* source, TItem* target, long count)
        => Buffer.MemoryCopy(source, target, count * sizeof(TItem), count * sizeof(TItem));
}

using System.Numerics;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// A sorted copy of a long line. Its elements go from where they are straight to their buckets in the result, by the highest digits in
/// which they differ; each bucket is sorted there, in a core's cache. A copy that is sorted in place takes as much memory again, which a
/// first call would touch for the first time, and two more passes over it.
/// </summary>
/// <param name="source">The elements. They may change meanwhile: they may be those of a file.</param>
/// <param name="target">The memory of the result.</param>
/// <param name="count">The number of elements.</param>
/// <param name="threads">How many threads sort.</param>
/// <param name="verify">Throws if the source is no longer there.</param>
internal sealed unsafe class SortedCopy<T, TKey, TOfKey>(T* source, T* target, long count, int threads, Action verify)
    where T : unmanaged
    where TKey : unmanaged, IBinaryInteger<TKey>
    where TOfKey : ISortKey<T, TKey>
{
    private const int BucketBits = 10;
    private const int Buckets = 1 << BucketBits;

    private readonly CancellationToken _cancellation = Interruption.Token;

    /// <summary>Sorts the elements.</summary>
    /// <returns>False if some changed meanwhile; the result is then not theirs.</returns>
    /// <exception cref="OperationCanceledException">The sort was cancelled.</exception>
    internal bool TryRun()
    {
        (ulong lowest, int shift) = Range();
        // Each part's item count in each bucket, then the place of its next item there.
        var places = new long[threads][];
        for (int part = 0; part < threads; part++)
        {
            places[part] = new long[Buckets];
        }
        bool[] hasChanged = new bool[threads];
        Walk((part, first, end) => hasChanged[part] |= !Count(source + first, end - first, lowest, shift, places[part]));
        long[] starts = new long[Buckets + 1];
        var ends = new long[threads][];
        long next = 0;
        for (int part = 0; part < threads; part++)
        {
            ends[part] = new long[Buckets];
        }
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            starts[bucket] = next;
            for (int part = 0; part < threads; part++)
            {
                (places[part][bucket], next) = (next, next + places[part][bucket]);
                ends[part][bucket] = next;
            }
        }
        starts[Buckets] = next;
        if (IsAny(hasChanged))
        {
            return false;
        }
        Walk((part, first, end) => hasChanged[part] |= !Move(source + first, end - first, lowest, shift, places[part]));
        for (int part = 0; part < threads; part++)
        {
            hasChanged[part] |= !places[part].AsSpan().SequenceEqual(ends[part]);
        }
        if (IsAny(hasChanged))
        {
            return false;
        }
        SortBuckets(starts);
        return true;
    }

    private static bool IsAny(bool[] flags)
    {
        bool isAny = false;
        foreach (bool flag in flags)
        {
            isAny |= flag;
        }
        return isAny;
    }

    /// <summary>Finds the lowest key, and the bits of what is above it that are below the digit of the buckets.</summary>
    private (ulong Lowest, int Shift) Range()
    {
        TKey[] lows = new TKey[threads], highs = new TKey[threads];
        TKey any = TOfKey.To(*source);
        for (int part = 0; part < threads; part++)
        {
            lows[part] = highs[part] = any;
        }
        Walk((part, first, end) => Widen(source + first, end - first, ref lows[part], ref highs[part]));
        TKey low = any, high = any;
        for (int part = 0; part < threads; part++)
        {
            low = TKey.Min(low, lows[part]);
            high = TKey.Max(high, highs[part]);
        }
        ulong lowest = ulong.CreateTruncating(low);
        int bits = 64 - BitOperations.LeadingZeroCount(ulong.CreateTruncating(high) - lowest);
        return (lowest, Math.Max(0, bits - BucketBits));
    }

    // The loops stand in methods of their own: what a lambda captures would be read from memory for each item.
    private static void Widen(T* items, long length, ref TKey lowest, ref TKey highest)
    {
        TKey low = lowest, high = highest;
        for (long i = 0; i < length; i++)
        {
            TKey key = TOfKey.To(items[i]);
            low = key < low ? key : low;
            high = key > high ? key : high;
        }
        (lowest, highest) = (low, high);
    }

    /// <returns>Whether all keys are in the range that was found.</returns>
    private static bool Count(T* items, long length, ulong lowest, int shift, long[] counts)
    {
        fixed (long* bucketCounts = counts)
        {
            for (long i = 0; i < length; i++)
            {
                ulong bucket = (ulong.CreateTruncating(TOfKey.To(items[i])) - lowest) >> shift;
                if (bucket >= Buckets)
                {
                    return false;
                }
                bucketCounts[bucket]++;
            }
        }
        return true;
    }

    /// <returns>Whether all keys are in the range that was found, and no place was beyond the result.</returns>
    private bool Move(T* items, long length, ulong lowest, int shift, long[] places)
    {
        var keys = (Bare<TKey>*)target;
        ulong all = (ulong)count;
        fixed (long* next = places)
        {
            for (long i = 0; i < length; i++)
            {
                TKey key = TOfKey.To(items[i]);
                ulong bucket = (ulong.CreateTruncating(key) - lowest) >> shift;
                if (bucket >= Buckets || (ulong)next[bucket] >= all)
                {
                    return false;
                }
                keys[next[bucket]++] = new(key);
            }
        }
        return true;
    }

    private void SortBuckets(long[] starts)
    {
        // A bucket that would leave other threads without work is sorted by all of them, the others by one each.
        long large = threads == 1 ? long.MaxValue : count / (2 * threads), longest = 0;
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            long length = starts[bucket + 1] - starts[bucket];
            if (length > large)
            {
                using NativeBuffer room = NativeBuffer.Allocate(length * sizeof(TKey), zeroed: false);
                using BufferLease lease = room.Lease();
                Sort(target + starts[bucket], (Bare<TKey>*)lease.Pointer, length, isParallel: true);
            }
            else
            {
                longest = Math.Max(longest, length);
            }
        }
        int next = -1;
        ParallelWork.Run(threads, () =>
        {
            using NativeBuffer room = NativeBuffer.Allocate(Math.Max(1, longest) * sizeof(TKey), zeroed: false);
            using BufferLease lease = room.Lease();
            for (int bucket; (bucket = Interlocked.Increment(ref next)) < Buckets;)
            {
                long length = starts[bucket + 1] - starts[bucket];
                if (length <= large)
                {
                    _cancellation.ThrowIfCancellationRequested();
                    Sort(target + starts[bucket], (Bare<TKey>*)lease.Pointer, length, isParallel: false);
                }
            }
        });
    }

    private static void Sort(T* items, Bare<TKey>* other, long length, bool isParallel)
    {
        var keys = (Bare<TKey>*)items;
        RadixSort<Bare<TKey>, TKey>.Sort(keys, other, length, isParallel);
        ParallelWork.ForPieces(length, isParallel, (_, first, end) => FromKeys(items + first, end - first));
    }

    private static void FromKeys(T* items, long length)
    {
        var keys = (Bare<TKey>*)items;
        for (long i = 0; i < length; i++)
        {
            items[i] = TOfKey.From(keys[i].Key);
        }
    }

    /// <summary>Walks the elements in pieces, each thread those of one part in order.</summary>
    private void Walk(Action<int, long, long> work)
        => ParallelWork.For(threads, part =>
        {
            for (long first = count * part / threads, end = count * (part + 1) / threads; first < end; first += ParallelWork.PieceItems)
            {
                _cancellation.ThrowIfCancellationRequested();
                verify();
                work(part, first, Math.Min(end, first + ParallelWork.PieceItems));
            }
        });
}

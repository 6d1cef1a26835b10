using System.Numerics;
using System.Runtime.CompilerServices;
using MemMap.DataTypes;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// The distinct elements of an array, sorted, and the number of occurrences of each. Numbers and times are sorted a block at a time and
/// merged into the result so far, so memory is bounded by the result. Other elements are sorted in a copy of the array.
/// </summary>
internal static class Unique
{
    /// <param name="array">The elements.</param>
    /// <param name="limit">The largest number of distinct elements. More are an error, raised before they take much more memory.</param>
    internal static DistinctCounts Run(ArrayRef array, long limit = long.MaxValue)
    {
        DistinctCounts result = new ForDType(array, limit).Visit(Sort.LineType(array.DType));
        return !array.DType.IsPlain ? result with { Values = result.Values.AsType(array.DType) } : result;
    }

    private sealed class ForDType(ArrayRef array, long limit) : DTypeVisitor<DistinctCounts>
    {
        protected override DistinctCounts Bool(DType dtype) => UniqueKeys<byte, byte, NumberKey<byte, byte>>.Run(array, dtype, limit);

        protected override DistinctCounts Real<T>(DType dtype) => Unsafe.SizeOf<T>() switch
        {
            1 => UniqueKeys<T, byte, NumberKey<T, byte>>.Run(array, dtype, limit),
            2 => UniqueKeys<T, ushort, NumberKey<T, ushort>>.Run(array, dtype, limit),
            4 => UniqueKeys<T, uint, NumberKey<T, uint>>.Run(array, dtype, limit),
            _ => UniqueKeys<T, ulong, NumberKey<T, ulong>>.Run(array, dtype, limit),
        };

        protected override DistinctCounts Time(DType dtype) => UniqueKeys<long, ulong, TimeKey>.Run(array, dtype, limit);

        protected override DistinctCounts Unsupported(DType dtype) => Compared(array, dtype, limit);
    }

    private static unsafe DistinctCounts Compared(ArrayRef array, DType dtype, long limit)
    {
        ArrayRef sorted = array.AsType(dtype).Ravel();
        Sort.InPlace(sorted, 0);
        ElementOrder comparison = ElementOrder.Of(dtype);
        using BufferLease lease = sorted.Buffer.Lease();
        byte* memory = lease.Pointer;
        var starts = new List<long>();
        ParallelWork.InPieces(sorted.Size, (first, end) =>
        {
            for (long i = first; i < end; i++)
            {
                if (i == 0 || comparison.CompareDistinct(memory + ((i - 1) * dtype.ItemSize), memory + (i * dtype.ItemSize)) != 0)
                {
                    AvailableMemory.RequireGrowth(starts);
                    starts.Add(starts.Count < limit ? i : throw Error.TooManyDistinct(limit));
                }
            }
        });
        ArrayRef values = ArrayRef.Allocate([starts.Count], sorted.DType);
        long[] counts = AvailableMemory.NewArray<long>(starts.Count);
        using BufferLease target = values.Buffer.Lease();
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] = (i + 1 < counts.Length ? starts[i + 1] : sorted.Size) - starts[i];
            Unsafe.CopyBlockUnaligned(
                target.Pointer + ((long)i * dtype.ItemSize), memory + (starts[i] * dtype.ItemSize), (uint)dtype.ItemSize);
        }
        return new(values, counts);
    }
}

/// <summary>Distinct keys in order, and the number of occurrences of each.</summary>
internal sealed unsafe class UniqueKeys<T, TKey, TOfKey>
    where T : unmanaged
    where TKey : unmanaged, IBinaryInteger<TKey>
    where TOfKey : ISortKey<T, TKey>
{
    private readonly Stack<Sorted> _runs = new();
    private readonly long _limit;

    private UniqueKeys(long limit) => _limit = limit;

    private sealed record Sorted(TKey[] Keys, long[] Counts);

    internal static DistinctCounts Run(ArrayRef array, DType dtype, long limit)
    {
        var keys = new UniqueKeys<T, TKey, TOfKey>(limit);
        using (var leases = new LeaseSet())
        {
            var operand = leases.Input(array, dtype);
            BlockLoop.Run([operand], (blocks, count) => keys.Add((T*)blocks[0], count), leases.Verify);
        }
        Sorted all = keys.Collapse(static _ => true);
        ArrayRef values = ArrayRef.Allocate([all.Keys.Length], dtype);
        using BufferLease lease = values.Buffer.Lease();
        for (int i = 0; i < all.Keys.Length; i++)
        {
            ((T*)lease.Pointer)[i] = TOfKey.From(all.Keys[i]);
        }
        return new(values, all.Counts);
    }

    private void Add(T* block, int count)
    {
        using NativeBuffer room = NativeBuffer.Allocate(2L * count * sizeof(TKey), zeroed: false);
        using BufferLease lease = room.Lease();
        var keys = (Bare<TKey>*)lease.Pointer;
        for (int i = 0; i < count; i++)
        {
            keys[i] = new(TOfKey.To(TOfKey.Canonical(block[i])));
        }
        RadixSort<Bare<TKey>, TKey>.Sort(keys, keys + count, count, isParallel: false);
        int distinct = 1;
        for (int i = 1; i < count; i++)
        {
            distinct += keys[i].Key == keys[i - 1].Key ? 0 : 1;
        }
        var run = new Sorted(new TKey[distinct], new long[distinct]);
        for (int i = 0, to = -1; i < count; i++)
        {
            to += i > 0 && keys[i].Key == keys[i - 1].Key ? 0 : 1;
            run.Keys[to] = keys[i].Key;
            run.Counts[to]++;
        }
        lock (_runs)
        {
            _runs.Push(run);
            // Each run on the stack is at least twice as long as the one above it, so that every key is merged only a few times.
            _runs.Push(Collapse(static pair => pair.Below.Keys.Length < 2L * pair.Top.Keys.Length));
        }
    }

    /// <summary>Takes the top run, merged with those below it while <paramref name="isMerged"/> returns true.</summary>
    private Sorted Collapse(Func<(Sorted Below, Sorted Top), bool> isMerged)
    {
        Sorted top = _runs.Count == 0 ? new([], []) : _runs.Pop();
        while (_runs.TryPeek(out Sorted? below) && isMerged((below, top)))
        {
            top = Merge(_runs.Pop(), top);
        }
        return top.Keys.Length <= _limit ? top : throw Error.TooManyDistinct(_limit);
    }

    private static Sorted Merge(Sorted x, Sorted y)
    {
        TKey[] keys = AvailableMemory.NewArray<TKey>((long)x.Keys.Length + y.Keys.Length);
        long[] counts = AvailableMemory.NewArray<long>(keys.Length);
        CancellationToken cancellation = Interruption.Token;
        int to = 0;
        for (int i = 0, k = 0; i < x.Keys.Length || k < y.Keys.Length; to++)
        {
            if (to % ParallelWork.PieceItems == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
            bool fromX = k == y.Keys.Length || (i < x.Keys.Length && x.Keys[i] <= y.Keys[k]);
            bool fromY = i == x.Keys.Length || (k < y.Keys.Length && y.Keys[k] <= x.Keys[i]);
            keys[to] = fromX ? x.Keys[i] : y.Keys[k];
            counts[to] = (fromX ? x.Counts[i] : 0) + (fromY ? y.Counts[k] : 0);
            i += fromX ? 1 : 0;
            k += fromY ? 1 : 0;
        }
        return new(keys[..to], counts[..to]);
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using MemMap.DataTypes;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>Sorts one line of native, contiguous elements: numbers and times by radix, other elements by comparisons.</summary>
internal abstract unsafe class LineSorter
{
    /// <summary>The sorter of a dtype.</summary>
    internal static LineSorter Of(DType dtype) => new ForDType().Visit(dtype);

    /// <summary>Sorts the elements in place.</summary>
    internal abstract void Sort(byte* line, long count, bool isParallel);

    /// <summary>Writes a sorted copy of the elements, without scratch memory of their size.</summary>
    /// <param name="source">The elements.</param>
    /// <param name="target">The memory of the copy.</param>
    /// <param name="count">The number of elements.</param>
    /// <param name="verify">Throws if the elements are no longer there.</param>
    /// <returns>False if that can't be done, or some elements changed meanwhile; the copy is then not made.</returns>
    internal virtual bool TryCopy(byte* source, byte* target, long count, Action verify) => false;

    /// <summary>Writes the positions of the elements in sorted order. Equal elements keep their order.</summary>
    internal abstract void ArgSort(byte* line, long count, long* positions, bool isParallel);

    /// <summary>Arranges elements in place so that those at some positions are where they would be if all were sorted.</summary>
    /// <param name="line">The elements.</param>
    /// <param name="count">Their number.</param>
    /// <param name="ranks">The positions, ascending and distinct.</param>
    /// <param name="isParallel">Whether further threads may help.</param>
    internal virtual void Partition(byte* line, long count, long[] ranks, bool isParallel) => Sort(line, count, isParallel);

    /// <summary>Writes the positions of the elements in such an order.</summary>
    /// <inheritdoc cref="Partition"/>
    internal virtual void ArgPartition(byte* line, long count, long[] ranks, long* positions, bool isParallel)
        => ArgSort(line, count, positions, isParallel);

    private sealed class ForDType : DTypeVisitor<LineSorter>
    {
        protected override LineSorter Bool(DType dtype) => new KeySorter<byte, byte, NumberKey<byte, byte>>(dtype);

        protected override LineSorter Real<T>(DType dtype) => Unsafe.SizeOf<T>() switch
        {
            1 => new KeySorter<T, byte, NumberKey<T, byte>>(dtype),
            2 => new KeySorter<T, ushort, NumberKey<T, ushort>>(dtype),
            4 => new KeySorter<T, uint, NumberKey<T, uint>>(dtype),
            _ => new KeySorter<T, ulong, NumberKey<T, ulong>>(dtype),
        };

        protected override LineSorter Time(DType dtype) => new KeySorter<long, ulong, TimeKey>(dtype);

        protected override LineSorter Unsupported(DType dtype) => new ComparisonSorter(dtype.ItemSize, ElementOrder.Of(dtype));
    }
}

/// <summary>Sorts elements that have a sort key.</summary>
/// <param name="dtype">Their native dtype.</param>
internal sealed unsafe class KeySorter<T, TKey, TOfKey>(DType dtype) : LineSorter
    where T : unmanaged
    where TKey : unmanaged, IBinaryInteger<TKey>
    where TOfKey : ISortKey<T, TKey>
{
    internal override void Sort(byte* line, long count, bool isParallel)
    {
        using NativeBuffer room = NativeBuffer.Allocate(count * sizeof(TKey), zeroed: false);
        using BufferLease lease = room.Lease();
        var keys = (Bare<TKey>*)line;
        CancellationToken cancellation = Interruption.Token;
        var isMade = new bool[ParallelWork.Pieces(count)];
        try
        {
            ParallelWork.ForPieces(count, isParallel, (piece, first, end) =>
            {
                cancellation.ThrowIfCancellationRequested();
                for (long i = first; i < end; i++)
                {
                    keys[i] = new(TOfKey.To(((T*)line)[i]));
                }
                isMade[piece] = true;
            });
            RadixSort<Bare<TKey>, TKey>.Sort(keys, (Bare<TKey>*)lease.Pointer, count, isParallel);
        }
        finally
        {
            // After cancellation, a line that is sorted in place must still have all its elements.
            ParallelWork.ForPieces(count, isParallel, (piece, first, end) =>
            {
                for (long i = first; i < end && isMade[piece]; i++)
                {
                    ((T*)line)[i] = TOfKey.From(keys[i].Key);
                }
            });
        }
    }

    internal override bool TryCopy(byte* source, byte* target, long count, Action verify)
        => new SortedCopy<T, TKey, TOfKey>((T*)source, (T*)target, count, BlockLoop.Threads, verify).TryRun();

    internal override void ArgSort(byte* line, long count, long* positions, bool isParallel)
    {
        using NativeBuffer room = NativeBuffer.Allocate(checked(2 * count * sizeof(Tagged<TKey>)), zeroed: false);
        using BufferLease lease = room.Lease();
        var items = (Tagged<TKey>*)lease.Pointer;
        CancellationToken cancellation = Interruption.Token;
        ParallelWork.ForPieces(count, isParallel, (_, first, end) =>
        {
            cancellation.ThrowIfCancellationRequested();
            for (long i = first; i < end; i++)
            {
                items[i] = new(TOfKey.To(TOfKey.Canonical(((T*)line)[i])), i);
            }
        });
        RadixSort<Tagged<TKey>, TKey>.Sort(items, items + count, count, isParallel);
        ParallelWork.ForPieces(count, isParallel, (_, first, end) =>
        {
            cancellation.ThrowIfCancellationRequested();
            for (long i = first; i < end; i++)
            {
                positions[i] = items[i].Position;
            }
        });
    }

    internal override void Partition(byte* line, long count, long[] ranks, bool isParallel)
    {
        using NativeBuffer room = NativeBuffer.Allocate(count * sizeof(T), zeroed: false);
        using BufferLease lease = room.Lease();
        Dealing(line, count, ranks).Run((T*)line, count, isParallel, (T*)lease.Pointer, null);
        Buffer.MemoryCopy(lease.Pointer, line, count * sizeof(T), count * sizeof(T));
    }

    internal override void ArgPartition(byte* line, long count, long[] ranks, long* positions, bool isParallel)
        => Dealing(line, count, ranks).Run((T*)line, count, isParallel, null, positions);

    private Dealing<T, TKey, TOfKey> Dealing(byte* line, long count, long[] ranks)
    {
        Operand elements = new(
            new LeasedMemory(line, count * sizeof(T)), Layout.Contiguous([count], sizeof(T)), dtype, dtype, IsOutput: false);
        RankSelection<T, TKey, TOfKey> selection = new(elements, null, static () => { });
        return new([.. selection.Find(ranks).Values.Select(TOfKey.To).Distinct().Order()]);
    }
}

/// <summary>Sorts elements that can only be compared.</summary>
internal sealed unsafe class ComparisonSorter(int itemSize, ElementOrder comparison) : LineSorter
{
    internal override void Sort(byte* line, long count, bool isParallel)
    {
        using NativeBuffer room = NativeBuffer.Allocate(checked(count * (sizeof(long) + itemSize)), zeroed: false);
        using BufferLease lease = room.Lease();
        var positions = (long*)lease.Pointer;
        byte* sorted = (byte*)(positions + count);
        ArgSort(line, count, positions, isParallel);
        CancellationToken cancellation = Interruption.Token;
        ParallelWork.ForPieces(count, isParallel, (_, first, end) =>
        {
            cancellation.ThrowIfCancellationRequested();
            for (long i = first; i < end; i++)
            {
                Unsafe.CopyBlockUnaligned(sorted + (i * itemSize), line + (positions[i] * itemSize), (uint)itemSize);
            }
        });
        Buffer.MemoryCopy(sorted, line, count * itemSize, count * itemSize);
    }

    internal override void ArgSort(byte* line, long count, long* positions, bool isParallel)
    {
        if (count > Array.MaxLength)
        {
            throw Error.LineTooLong(count, Array.MaxLength);
        }
        CancellationToken cancellation = Interruption.Token;
        ParallelWork.ForPieces(count, isParallel, (_, first, end) =>
        {
            cancellation.ThrowIfCancellationRequested();
            for (long i = first; i < end; i++)
            {
                positions[i] = i;
            }
        });
        // Positions break ties between equal elements, which makes an unstable sort stable.
        MergeSort.Sort(positions, count, isParallel, (x, y) =>
        {
            int difference = comparison.Compare(line + (x * itemSize), line + (y * itemSize));
            return difference != 0 ? difference : x.CompareTo(y);
        });
    }
}

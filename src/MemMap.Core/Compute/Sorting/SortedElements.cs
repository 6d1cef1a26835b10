using System.Numerics;
using System.Runtime.CompilerServices;
using MemMap.DataTypes;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// Elements in sorted order, among which those of blocks are looked up by bisection: numbers and times by their sort keys.
/// </summary>
internal abstract unsafe class SortedElements
{
    /// <summary>The dtype of the elements, and of the blocks that are looked up.</summary>
    internal DType DType { get; private init; } = DType.Bool;

    /// <summary>Makes a table of elements.</summary>
    /// <param name="sorted">The elements in the order of <see cref="Sort"/>, as one line; they are copied.</param>
    /// <param name="dtype">The dtype that they are compared in.</param>
    internal static SortedElements Of(ArrayRef sorted, DType dtype)
    {
        DType native = Sort.LineType(dtype);
        return new ForDType(CastCopy.Convert(sorted, native, MemoryOrder.C, Casting.Unsafe)).Visit(native);
    }

    /// <summary>For each element of a block, whether the table has an equal one.</summary>
    /// <param name="block">The elements.</param>
    /// <param name="truth">Receives 1 or 0.</param>
    /// <param name="count">The number of elements.</param>
    internal abstract void Contains(byte* block, byte* truth, int count);

    private sealed class ForDType(ArrayRef sorted) : DTypeVisitor<SortedElements>
    {
        protected override SortedElements Bool(DType dtype) => Keyed<byte, byte, NumberKey<byte, byte>>(dtype);

        protected override SortedElements Real<T>(DType dtype) => Unsafe.SizeOf<T>() switch
        {
            1 => Keyed<T, byte, NumberKey<T, byte>>(dtype),
            2 => Keyed<T, ushort, NumberKey<T, ushort>>(dtype),
            4 => Keyed<T, uint, NumberKey<T, uint>>(dtype),
            _ => Keyed<T, ulong, NumberKey<T, ulong>>(dtype),
        };

        protected override SortedElements Time(DType dtype) => Keyed<long, ulong, TimeKey>(dtype);

        protected override SortedElements Unsupported(DType dtype) => new Compared(sorted, ElementOrder.Of(dtype)) { DType = dtype };

        private Keys<T, TKey, TOfKey> Keyed<T, TKey, TOfKey>(DType dtype)
            where T : unmanaged
            where TKey : unmanaged, IBinaryInteger<TKey>
            where TOfKey : ISortKey<T, TKey>
        {
            TKey[] keys = AvailableMemory.NewArray<TKey>(sorted.Size);
            using BufferLease lease = sorted.Lease();
            var elements = (T*)(lease.Pointer + sorted.Layout.Offset);
            for (int i = 0; i < keys.Length; i++)
            {
                keys[i] = TOfKey.To(TOfKey.Canonical(elements[i]));
            }
            return new Keys<T, TKey, TOfKey>(keys) { DType = dtype };
        }
    }

    private sealed class Keys<T, TKey, TOfKey>(TKey[] keys) : SortedElements
        where T : unmanaged
        where TKey : unmanaged, IBinaryInteger<TKey>
        where TOfKey : ISortKey<T, TKey>
    {
        internal override void Contains(byte* block, byte* truth, int count)
        {
            for (int i = 0; i < count; i++)
            {
                TKey key = KeyOf(block, i);
                int rank = RankOf(key);
                truth[i] = rank < keys.Length && keys[rank] == key ? (byte)1 : (byte)0;
            }
        }

        private static TKey KeyOf(byte* block, int i) => TOfKey.To(TOfKey.Canonical(((T*)block)[i]));

        private int RankOf(TKey key)
        {
            int low = 0, high = keys.Length;
            while (low < high)
            {
                int middle = low + ((high - low) >> 1);
                bool isBefore = keys[middle] < key;
                low = isBefore ? middle + 1 : low;
                high = isBefore ? high : middle;
            }
            return low;
        }
    }

    private sealed class Compared(ArrayRef sorted, ElementOrder order) : SortedElements
    {
        private readonly int _itemSize = sorted.ItemSize;

        internal override void Contains(byte* block, byte* truth, int count)
        {
            using BufferLease lease = sorted.Lease();
            byte* elements = lease.Pointer + sorted.Layout.Offset;
            for (int i = 0; i < count; i++)
            {
                byte* element = block + ((long)i * _itemSize);
                long rank = RankOf(elements, element);
                bool isThere = rank < sorted.Size && order.Compare(elements + (rank * _itemSize), element) == 0;
                truth[i] = isThere ? (byte)1 : (byte)0;
            }
        }

        private long RankOf(byte* elements, byte* element)
        {
            long low = 0, high = sorted.Size;
            while (low < high)
            {
                long middle = low + ((high - low) >> 1);
                (low, high) = order.Compare(elements + (middle * _itemSize), element) < 0 ? (middle + 1, high) : (low, middle);
            }
            return low;
        }
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using MemMap.DataTypes;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// The first records in the order of some fields, in one pass. It keeps a key for each record that may be one of them, in a heap whose root
/// is the last one, so memory is bounded by their number. Equal records keep their order; NaN and NaT come last, in either direction.
/// </summary>
internal sealed unsafe class TopRows : IDisposable
{
    // Records that may be among the first ones are taken so many at a time, as the threads share one heap.
    private const int Batch = 64;

    private readonly string[] _fields;
    private readonly DType[] _dtypes;
    private readonly ElementOrder[] _orders;
    private readonly Screen? _screen;
    private readonly int[] _offsets;
    private readonly int _keySize;
    private readonly bool[] _descending;
    private readonly long _limit;
    private readonly object _lock = new();
    private NativeBuffer _keys;
    private int[] _heap = [];
    private int _count;

    /// <param name="records">The dtype of the records.</param>
    /// <param name="fields">The fields; of records that are equal in the first one, the second one tells which comes first.</param>
    /// <param name="descending">Of each field, whether the largest values come first.</param>
    /// <param name="limit">The number of records that are wanted.</param>
    internal TopRows(DType records, string[] fields, bool[] descending, long limit)
    {
        (_fields, _descending) = (fields, descending);
        _limit = limit <= Array.MaxLength ? limit : throw Error.TooManyRows(limit, Array.MaxLength);
        _dtypes = Array.ConvertAll(fields, field => KeyType(field, records));
        _orders = Array.ConvertAll(_dtypes, ElementOrder.Of);
        _screen = new ScreenOf(descending[0]).Visit(_dtypes[0]);
        _offsets = new int[fields.Length];
        for (int i = 0; i < fields.Length; i++)
        {
            _offsets[i] = _keySize;
            _keySize += _dtypes[i].ItemSize;
        }
        _keySize += sizeof(long);
        _keys = NativeBuffer.Allocate(0, zeroed: false);
    }

    /// <summary>
    /// The next record, from one on and in steps of 1 or -1, that may come before another one by its first field; if there is none, the
    /// first position that is no record's.
    /// </summary>
    private delegate int Screen(byte* block, int at, int count, byte* last);

    /// <summary>Adds records. It may be called on several threads at once.</summary>
    /// <param name="records">The records.</param>
    /// <param name="mask">Which of them count; null for all.</param>
    /// <param name="first">The position of the first one.</param>
    internal void Add(ArrayRef records, ArrayRef? mask, long first)
    {
        if (_limit == 0)
        {
            return;
        }
        using var leases = new LeaseSet();
        List<Operand> operands = [.. _fields.Select((field, i) => leases.Input(records.Field(field), _dtypes[i]))];
        if (mask is { } truth)
        {
            operands.Add(leases.Input(truth, DType.Bool));
        }
        BlockLoop.Run(
            BlockLoop.Normalize([.. operands], mayReorder: false),
            (blocks, count, start) => AddBlock(blocks, mask is null ? null : blocks[_fields.Length], count, first + start), leases.Verify);
    }

    /// <summary>The positions of the records that are the first ones, in order.</summary>
    internal long[] Positions()
    {
        long[] positions = new long[_count];
        using BufferLease lease = _keys.Lease();
        byte* keys = lease.Pointer;
        for (int i = 0; i < _count; i++)
        {
            positions[i] = _heap[i];
        }
        fixed (long* slots = positions)
        {
            MergeSort.Sort(slots, _count, isParallel: true, (x, y) => Compare(keys + (x * _keySize), keys + (y * _keySize)));
        }
        for (int i = 0; i < _count; i++)
        {
            positions[i] = PositionOf(keys + (positions[i] * _keySize));
        }
        return positions;
    }

    /// <summary>Frees the keys.</summary>
    public void Dispose() => _keys.Close();

    private static DType KeyType(string field, DType records)
    {
        DType dtype = (records.FindField(field) ?? throw Error.NoSuchField(field, records)).DType;
        return dtype.SubType is null ? Sort.LineType(dtype) : throw Error.NoOrder(field, dtype);
    }

    private void AddBlock(byte** blocks, byte* mask, int count, long first)
    {
        byte[] worst = new byte[_keySize];
        int* batch = stackalloc int[Batch];
        int waiting = 0;
        bool isFull = Worst(worst);
        fixed (byte* last = worst)
        {
            // Records are often in order already: the largest ones are then the last ones.
            bool isDescending = _descending[0];
            int step = isDescending ? -1 : 1;
            for (int i = isDescending ? count - 1 : 0; i >= 0 && i < count; i += step)
            {
                if (isFull && _screen is not null && (i = _screen(blocks[0], i, count, last)) is var found && (found < 0 || found >= count))
                {
                    break;
                }
                if ((mask != null && mask[i] == 0) || (isFull && !IsBefore(blocks, i, first + i, last)))
                {
                    continue;
                }
                batch[waiting++] = i;
                if (waiting == Batch)
                {
                    Push(blocks, batch, waiting, first);
                    isFull = Worst(worst);
                    waiting = 0;
                }
            }
        }
        Push(blocks, batch, waiting, first);
    }

    /// <summary>Copies the key of the last record, if there are as many as are wanted, so that others have to be before it.</summary>
    private bool Worst(Span<byte> key)
    {
        lock (_lock)
        {
            if (_count < _limit)
            {
                return false;
            }
            using BufferLease lease = _keys.Lease();
            new ReadOnlySpan<byte>(lease.Pointer + ((long)_heap[0] * _keySize), _keySize).CopyTo(key);
            return true;
        }
    }

    private bool IsBefore(byte** blocks, int i, long position, byte* key)
    {
        for (int field = 0; field < _orders.Length; field++)
        {
            int difference = Compare(field, blocks[field] + ((long)i * _dtypes[field].ItemSize), key + _offsets[field]);
            if (difference != 0)
            {
                return difference < 0;
            }
        }
        return position < PositionOf(key);
    }

    private void Push(byte** blocks, int* batch, int count, long first)
    {
        if (count == 0)
        {
            return;
        }
        lock (_lock)
        {
            Grow(count);
            using BufferLease lease = _keys.Lease();
            byte* keys = lease.Pointer;
            for (int i = 0; i < count; i++)
            {
                bool isNew = _count < _limit;
                if (isNew || IsBefore(blocks, batch[i], first + batch[i], keys + ((long)_heap[0] * _keySize)))
                {
                    int slot = isNew ? _count : _heap[0];
                    WriteKey(blocks, batch[i], first + batch[i], keys + ((long)slot * _keySize));
                    if (isNew)
                    {
                        Rise(keys, slot);
                    }
                    else
                    {
                        Sink(keys, slot);
                    }
                }
            }
        }
    }

    private void WriteKey(byte** blocks, int i, long position, byte* key)
    {
        for (int field = 0; field < _orders.Length; field++)
        {
            int size = _dtypes[field].ItemSize;
            Unsafe.CopyBlockUnaligned(key + _offsets[field], blocks[field] + ((long)i * size), (uint)size);
        }
        Unsafe.WriteUnaligned(key + _keySize - sizeof(long), position);
    }

    /// <summary>Puts a new key, which is in the next slot, at its place in the heap.</summary>
    private void Rise(byte* keys, int slot)
    {
        int at = _count++;
        for (int above = (at - 1) / 2; at > 0 && IsAbove(keys, slot, _heap[above]); at = above, above = (at - 1) / 2)
        {
            _heap[at] = _heap[above];
        }
        _heap[at] = slot;
    }

    /// <summary>Puts a key that has taken the place of the root's at its place in the heap.</summary>
    private void Sink(byte* keys, int slot)
    {
        int at = 0;
        for (int below; (below = (2 * at) + 1) < _count; at = below)
        {
            if (below + 1 < _count && IsAbove(keys, _heap[below + 1], _heap[below]))
            {
                below++;
            }
            if (!IsAbove(keys, _heap[below], slot))
            {
                break;
            }
            _heap[at] = _heap[below];
        }
        _heap[at] = slot;
    }

    /// <summary>Whether one key comes after another in the order that is wanted, and so is above it in the heap.</summary>
    private bool IsAbove(byte* keys, int slot, int other)
        => Compare(keys + ((long)slot * _keySize), keys + ((long)other * _keySize)) > 0;

    private void Grow(int more)
    {
        int wanted = (int)Math.Min(_limit, (long)_count + more);
        if (wanted <= _heap.Length)
        {
            return;
        }
        int room = (int)Math.Min(_limit, Math.Max(wanted, 2L * _heap.Length));
        NativeBuffer keys = NativeBuffer.Allocate((long)room * _keySize, zeroed: false);
        using (BufferLease from = _keys.Lease(), to = keys.Lease())
        {
            Buffer.MemoryCopy(from.Pointer, to.Pointer, (long)room * _keySize, (long)_count * _keySize);
        }
        _keys.Close();
        _keys = keys;
        Array.Resize(ref _heap, room);
    }

    private int Compare(byte* x, byte* y)
    {
        for (int field = 0; field < _orders.Length; field++)
        {
            int difference = Compare(field, x + _offsets[field], y + _offsets[field]);
            if (difference != 0)
            {
                return difference;
            }
        }
        return PositionOf(x).CompareTo(PositionOf(y));
    }

    private int Compare(int field, byte* x, byte* y)
    {
        ElementOrder order = _orders[field];
        int difference = order.Compare(x, y);
        return difference == 0 || !_descending[field] || order.IsNaN(x) || order.IsNaN(y) ? difference : -difference;
    }

    private long PositionOf(byte* key) => Unsafe.ReadUnaligned<long>(key + _keySize - sizeof(long));

    /// <summary>The screen of single numbers, which takes less than a nanosecond for each; null for other elements.</summary>
    private sealed class ScreenOf(bool isDescending) : DTypeVisitor<Screen?>
    {
        protected override Screen? Bool(DType dtype) => Of<byte>();

        protected override Screen? Real<T>(DType dtype) => Of<T>();

        protected override Screen? Time(DType dtype) => Of<long>();

        protected override Screen? Unsupported(DType dtype) => null;

        private Screen Of<T>() where T : unmanaged, INumber<T> => isDescending ? Backwards<T> : Forwards<T>;

        // NaN passes: it is neither above nor below.
        private static int Forwards<T>(byte* block, int at, int count, byte* last) where T : unmanaged, INumber<T>
        {
            T limit = Unsafe.ReadUnaligned<T>(last);
            while (at < count && ((T*)block)[at] > limit)
            {
                at++;
            }
            return at;
        }

        private static int Backwards<T>(byte* block, int at, int count, byte* last) where T : unmanaged, INumber<T>
        {
            T limit = Unsafe.ReadUnaligned<T>(last);
            while (at >= 0 && ((T*)block)[at] < limit)
            {
                at--;
            }
            return at;
        }
    }
}

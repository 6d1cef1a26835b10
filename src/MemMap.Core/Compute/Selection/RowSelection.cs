using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>
/// The rows that one array of integers selects along the first axis; for a 1-d array, its elements. The indices are read in place, block by
/// block: nothing of their size is allocated, and all threads work at once.
/// </summary>
internal sealed unsafe class RowSelection : Selection
{
    // The number of rows to prefetch ahead, so that their cache misses overlap. TensorPrimitives has no gather.
    private const int Ahead = 32;

    // The limit on writing threads, since each of them reads all indices.
    private const int MaxWriters = 8;

    private const int Piece = 512;

    // The number of rows between two checks for cancellation: each may have to be read from the disk.
    private const int RowsPerCheck = 32;

    private readonly ArrayRef _index;
    private readonly long _rows;
    private readonly long _stride;
    private readonly int _rowBytes;

    private RowSelection(ArrayRef index, Layout layout, int rowBytes)
    {
        (_index, _rows, _stride, _rowBytes) = (index, layout.Shape[0], layout.Strides[0], rowBytes);
        ResultShape = [.. index.Layout.Shape, .. layout.Shape[1..]];
    }

    internal override long[] ResultShape { get; }

    /// <summary>The selection; null if rows are not contiguous bytes in memory or the index is not an array of integers.</summary>
    internal static RowSelection? TryCreate(ArrayRef array, ArrayRef index)
    {
        if (!index.DType.IsInteger || index.NDim == 0 || array.NDim == 0 || array.Buffer.IsBuffered)
        {
            return null;
        }
        Layout layout = array.Layout;
        Layout row = new(layout.Shape[1..].ToArray(), layout.Strides[1..].ToArray(), 0);
        long bytes = row.Size * array.ItemSize;
        return bytes is > 0 and <= int.MaxValue && row.IsContiguous(array.ItemSize) ? new RowSelection(index, layout, (int)bytes) : null;
    }

    /// <summary>The selection for an assignment. All indices are checked before the first write, and writes do not change them.</summary>
    /// <exception cref="IndexOutOfRangeException">An index is out of bounds.</exception>
    internal RowSelection ForWriting(ArrayRef array)
    {
        if (_index.Buffer.SharesBytesWith(array.Buffer))
        {
            return TryCreate(array, _index.Copy())!.ForWriting(array);
        }
        bool isOutside = false;
        using var leases = new LeaseSet();
        Operand[] operands = BlockLoop.Normalize([Indices(leases)], mayReorder: true);
        BlockLoop.Run(
            operands,
            (blocks, count, _) =>
            {
                ReadOnlySpan<long> rows = new(blocks[0], count);
                if (TensorPrimitives.Min(rows) < -_rows || TensorPrimitives.Max(rows) >= _rows)
                {
                    Volatile.Write(ref isOutside, true);
                }
            },
            leases.Verify);
        if (isOutside)
        {
            ThrowFirstOutside();
        }
        return this;
    }

    internal override ArrayRef Take(ArrayRef array)
    {
        ArrayRef result = ArrayRef.Allocate(ResultShape, array.DType);
        bool isOutside = false;
        CancellationToken cancellation = Interruption.Token;
        using (var leases = new LeaseSet())
        {
            byte* rows = Rows(leases, array);
            Operand packed = Packed(leases, result, isOutput: true);
            BlockLoop.Run([Indices(leases), packed], (blocks, count) =>
            {
                if (!Gather((long*)blocks[0], count, rows, blocks[1], cancellation))
                {
                    Volatile.Write(ref isOutside, true);
                }
            }, leases.Verify);
        }
        if (isOutside)
        {
            ThrowFirstOutside();
        }
        return result;
    }

    internal override void Put(ArrayRef array, ArrayRef value)
    {
        ArrayRef values = ValuesFor(array, value);
        using var leases = new LeaseSet();
        byte* rows = Rows(leases, array, forWrite: true);
        Operand[] operands = BlockLoop.Normalize([Indices(leases), Packed(leases, values, isOutput: false)], mayReorder: false);
        // If a row is selected twice, the last value wins: each row is written by one thread, which walks the indices in order.
        CancellationToken cancellation = Interruption.Token;
        int writers = _index.Size < BlockLoop.ParallelItems ? 1 : 1 << BitOperations.Log2((uint)Math.Min(BlockLoop.Threads, MaxWriters));
        ParallelWork.For(writers, writer => BlockLoop.Run(
            operands,
            (blocks, count, _) => Scatter((long*)blocks[0], count, blocks[1], rows, new OwnRows(_rows, writer, writers), cancellation),
            leases.Verify,
            inOrder: true));
    }

    private Operand Indices(LeaseSet leases) => new(leases.Add(_index.Buffer), _index.Layout, _index.DType, DType.Int64, IsOutput: false);

    /// <summary>The rows of a contiguous array as one element each.</summary>
    private Operand Packed(LeaseSet leases, ArrayRef array, bool isOutput)
    {
        DType row = DType.Flexible(ElementKind.Void, _rowBytes);
        Layout layout = Layout.Contiguous(_index.Layout.Shape, _rowBytes).WithOffset(array.Layout.Offset);
        return new(leases.Add(array.Buffer), layout, row, row, isOutput);
    }

    private static byte* Rows(LeaseSet leases, ArrayRef array, bool forWrite = false)
        => leases.Add(array.Buffer, forWrite).UpTo(array.Layout.RequiredLength(array.ItemSize)) + array.Layout.Offset;

    /// <summary>Throws for the first index, in C order, that is out of bounds.</summary>
    private void ThrowFirstOutside()
    {
        using var leases = new LeaseSet();
        BlockLoop.Run(
            [Indices(leases)],
            (blocks, count, _) =>
            {
                foreach (long index in new ReadOnlySpan<long>(blocks[0], count))
                {
                    _ = Layout.NormalizeIndex(index, 0, _rows);
                }
            },
            leases.Verify,
            inOrder: true);
    }

    /// <summary>Copies rows to a block. Returns false if an index is out of bounds; the block's row is then undefined.</summary>
    private bool Gather(long* index, int count, byte* rows, byte* block, CancellationToken cancellation) => _rowBytes switch
    {
        1 => Gather<byte>(index, count, rows, block, cancellation),
        2 => Gather<ushort>(index, count, rows, block, cancellation),
        4 => Gather<uint>(index, count, rows, block, cancellation),
        8 => Gather<ulong>(index, count, rows, block, cancellation),
        _ => GatherBytes(index, count, rows, block, cancellation),
    };

    private bool Gather<T>(long* index, int count, byte* rows, byte* block, CancellationToken cancellation) where T : unmanaged
    {
        bool isInside = true;
        for (int i = 0; i < count;)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int stop = Math.Min(count, i + RowsPerCheck); i < stop; i++)
            {
                Prefetch(index, i + Ahead, count, rows);
                long row = RowOf(index[i]);
                if ((ulong)row < (ulong)_rows)
                {
                    ((T*)block)[i] = Unsafe.ReadUnaligned<T>(rows + (row * _stride));
                }
                else
                {
                    isInside = false;
                }
            }
        }
        return isInside;
    }

    private bool GatherBytes(long* index, int count, byte* rows, byte* block, CancellationToken cancellation)
    {
        bool isInside = true;
        for (int i = 0; i < count; i++, block += _rowBytes)
        {
            cancellation.ThrowIfCancellationRequested();
            Prefetch(index, i + Ahead, count, rows);
            long row = RowOf(index[i]);
            if ((ulong)row < (ulong)_rows)
            {
                Unsafe.CopyBlockUnaligned(block, rows + (row * _stride), (uint)_rowBytes);
            }
            else
            {
                isInside = false;
            }
        }
        return isInside;
    }

    /// <summary>Writes the rows of a block that belong to one writer.</summary>
    private void Scatter(long* index, int count, byte* block, byte* rows, OwnRows own, CancellationToken cancellation)
    {
        long* places = stackalloc long[Piece + OwnRows.Slack];
        int* from = stackalloc int[Piece + OwnRows.Slack];
        for (int done = 0; done < count; done += Piece)
        {
            // Indices were checked before, but those in a file may have changed since.
            int found = own.Collect(index, done, Math.Min(done + Piece, count), places, from);
            Write(places, from, found, block, rows, cancellation);
        }
    }

    private void Write(long* places, int* from, int count, byte* block, byte* rows, CancellationToken cancellation)
    {
        switch (_rowBytes)
        {
            case 1: Write<byte>(places, from, count, block, rows, cancellation); break;
            case 2: Write<ushort>(places, from, count, block, rows, cancellation); break;
            case 4: Write<uint>(places, from, count, block, rows, cancellation); break;
            case 8: Write<ulong>(places, from, count, block, rows, cancellation); break;
            default:
                for (int i = 0; i < count; i++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    Unsafe.CopyBlockUnaligned(rows + (places[i] * _stride), block + ((long)from[i] * _rowBytes), (uint)_rowBytes);
                }
                break;
        }
    }

    private void Write<T>(long* places, int* from, int count, byte* block, byte* rows, CancellationToken cancellation) where T : unmanaged
    {
        // Nothing is asked for ahead: the processor has stores wait for their cache lines and goes on, which takes less than prefetches.
        long stride = _stride;
        for (int i = 0; i < count;)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int stop = Math.Min(count, i + RowsPerCheck); i < stop; i++)
            {
                Unsafe.WriteUnaligned(rows + (places[i] * stride), ((T*)block)[from[i]]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long RowOf(long index) => index + ((index >> 63) & _rows);

    /// <summary>Prefetches a row. A prefetch of an invalid address does not fault, so the index needs no check.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Prefetch(long* index, int i, int count, byte* rows)
    {
        if (i < count)
        {
            Prefetch(rows + (RowOf(index[i]) * _stride));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(byte* row)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(row);
        }
    }
}

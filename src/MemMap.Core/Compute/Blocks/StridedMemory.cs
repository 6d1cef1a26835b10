using System.Runtime.CompilerServices;
using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>Moves elements between strided memory and a contiguous block. Elements may lie at any address.</summary>
/// <remarks>
/// Each page of a map may have to be read from the disk, and elements that are far apart each have a page of their own: a block of them
/// can take seconds. Cancellation is therefore checked wherever the next element is far away.
/// </remarks>
internal static unsafe class StridedMemory
{
    /// <summary>The bytes of memory between two checks for cancellation.</summary>
    private const long Far = 64 << 10;

    /// <summary>
    /// Copies <paramref name="count"/> elements of a layout, from <paramref name="start"/> (in C order), into a contiguous block.
    /// </summary>
    internal static void Gather(
        byte* memory, Layout layout, long start, int count, byte* block, int itemSize, CancellationToken cancellation)
        => Walk(memory, layout, start, count, block, itemSize, gather: true, cancellation);

    /// <summary>
    /// Copies elements at a constant stride into a contiguous block. With <paramref name="isAsked"/>, the processor was asked for their
    /// memory.
    /// </summary>
    internal static void GatherRun(
        byte* element, long stride, int count, byte* block, int itemSize, bool isAsked, CancellationToken cancellation)
        => RunFar(element, stride, block, count, itemSize, gather: true, cancellation, isAsked);

    /// <summary>Copies a contiguous block to the elements of a layout from <paramref name="start"/> (in C order).</summary>
    internal static void Scatter(
        byte* block, byte* memory, Layout layout, long start, int count, int itemSize, CancellationToken cancellation)
        => Walk(memory, layout, start, count, block, itemSize, gather: false, cancellation);

    private static void Walk(
        byte* memory, Layout layout, long start, int count, byte* block, int itemSize, bool gather, CancellationToken cancellation)
    {
        ReadOnlySpan<long> shape = layout.Shape, strides = layout.Strides;
        int last = shape.Length - 1;
        byte* element = memory + layout.Offset;
        if (last < 0)
        {
            Run(element, 0, block, count, itemSize, gather);
            return;
        }
        if (start == 0 && shape.Length == 2 && count == layout.Size && Math.Abs(strides[0]) < Math.Abs(strides[1]) && strides[0] != 0)
        {
            Turn(element, shape, strides, block, itemSize, gather, cancellation);
            return;
        }
        Span<long> index = stackalloc long[shape.Length];
        long rest = start;
        for (int axis = last; axis >= 0; axis--)
        {
            (rest, index[axis]) = Math.DivRem(rest, shape[axis]);
            element += index[axis] * strides[axis];
        }
        byte* asked = element;
        while (true)
        {
            int run = (int)Math.Min(count, shape[last] - index[last]);
            if (Math.Abs(element - asked) >= Far)
            {
                cancellation.ThrowIfCancellationRequested();
                asked = element;
            }
            RunFar(element, strides[last], block, run, itemSize, gather, cancellation);
            count -= run;
            if (count == 0)
            {
                return;
            }
            block += (long)run * itemSize;
            // Return to the row's first element, then advance to the next row.
            element -= index[last] * strides[last];
            index[last] = 0;
            for (int axis = last - 1; axis >= 0; axis--)
            {
                element += strides[axis];
                if (++index[axis] < shape[axis])
                {
                    break;
                }
                element -= shape[axis] * strides[axis];
                index[axis] = 0;
            }
        }
    }

    /// <summary>
    /// Moves a tile whose columns are closer together in memory than its rows, a few columns at a time. Each column then uses only one
    /// cache line at a time, and the hardware prefetcher fetches the next one.
    /// </summary>
    private static void Turn(
        byte* element, ReadOnlySpan<long> shape, ReadOnlySpan<long> strides, byte* block, int itemSize, bool gather,
        CancellationToken cancellation)
    {
        const long columns = 8;
        for (long column = 0; column < shape[1]; column += columns)
        {
            cancellation.ThrowIfCancellationRequested();
            int width = (int)Math.Min(columns, shape[1] - column);
            byte* top = element + (column * strides[1]), target = block + (column * itemSize);
            for (long row = 0; row < shape[0]; row++)
            {
                Run(top + (row * strides[0]), strides[1], target + (row * shape[1] * itemSize), width, itemSize, gather);
            }
        }
    }

    /// <summary>Moves a run in pieces, and checks for cancellation between them.</summary>
    private static void RunFar(
        byte* element, long stride, byte* block, int count, int itemSize, bool gather, CancellationToken cancellation, bool isAsked = false)
    {
        int piece = (int)Math.Clamp(Far / Math.Max(1, Math.Abs(stride)), 1, count);
        while (count > piece)
        {
            Run(element, stride, block, piece, itemSize, gather, isAsked);
            cancellation.ThrowIfCancellationRequested();
            element += piece * stride;
            block += (long)piece * itemSize;
            count -= piece;
        }
        Run(element, stride, block, count, itemSize, gather, isAsked);
    }

    private static void Run(byte* element, long stride, byte* block, int count, int itemSize, bool gather, bool isAsked = false)
    {
        if (stride == itemSize || count == 1)
        {
            long bytes = (long)count * itemSize;
            Unsafe.CopyBlockUnaligned(gather ? block : element, gather ? element : block, checked((uint)bytes));
            return;
        }
        switch (itemSize)
        {
            case 1: Run<byte>(element, stride, block, count, gather, isAsked); break;
            case 2: Run<ushort>(element, stride, block, count, gather, isAsked); break;
            case 4: Run<uint>(element, stride, block, count, gather, isAsked); break;
            case 8: Run<ulong>(element, stride, block, count, gather, isAsked); break;
            case 16: Run<UInt128>(element, stride, block, count, gather, isAsked); break;
            default:
                for (int i = 0; i < count; i++, element += stride, block += itemSize)
                {
                    Unsafe.CopyBlockUnaligned(gather ? block : element, gather ? element : block, (uint)itemSize);
                }
                break;
        }
    }

    private static void Gather<T>(T* block, byte* element, long stride, int count, bool isAsked) where T : unmanaged
    {
        const int step = 8;
        // Elements that are closer together than lines of the cache are in every one of them.
        long ahead = !isAsked && stride is > 0 and <= Prefetch.LineBytes ? step * stride : 0;
        for (; count >= step; count -= step, block += step, element += step * stride)
        {
            for (long line = 0; line < ahead; line += Prefetch.LineBytes)
            {
                Prefetch.Ahead(element + line);
            }
            byte* next = element + (4 * stride);
            block[0] = Unsafe.ReadUnaligned<T>(element);
            block[1] = Unsafe.ReadUnaligned<T>(element + stride);
            block[2] = Unsafe.ReadUnaligned<T>(element + (2 * stride));
            block[3] = Unsafe.ReadUnaligned<T>(element + (3 * stride));
            block[4] = Unsafe.ReadUnaligned<T>(next);
            block[5] = Unsafe.ReadUnaligned<T>(next + stride);
            block[6] = Unsafe.ReadUnaligned<T>(next + (2 * stride));
            block[7] = Unsafe.ReadUnaligned<T>(next + (3 * stride));
        }
        for (; count > 0; count--, block++, element += stride)
        {
            *block = Unsafe.ReadUnaligned<T>(element);
        }
    }

    private static void Run<T>(byte* element, long stride, byte* block, int count, bool gather, bool isAsked) where T : unmanaged
    {
        if (gather)
        {
            int done = VectorGather.Run((T*)block, element, stride, count, isAsked);
            Gather((T*)block + done, element + (done * stride), stride, count - done, isAsked);
        }
        else
        {
            for (int i = 0; i < count; i++, element += stride)
            {
                Unsafe.WriteUnaligned(element, ((T*)block)[i]);
            }
        }
    }
}

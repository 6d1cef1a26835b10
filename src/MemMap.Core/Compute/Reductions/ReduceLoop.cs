using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// Runs a <see cref="Folder"/> over an array. A reduction is one of three loops, depending on the positions of the reduced axes R and the
/// kept axes K in the loop's order:
/// <code>
/// all axes:           R                one accumulator per chunk, merged in order
/// innermost axes:     K, R             rows of R fold into one accumulator each
/// other axes:         K, R, K'         rows of K' fold into K' accumulators each
/// </code>
/// Partial results belong to fixed ranges of elements, so results do not depend on the number of threads.
/// </summary>
internal static unsafe class ReduceLoop
{
    /// <summary>The number of reduced elements per accumulator above which threads share the elements of one accumulator.</summary>
    private const int Parts = 16;

    /// <summary>The largest number of partial results of one line, which bounds their memory.</summary>
    private const long MaxPartials = 4096;

    /// <summary>The bytes between what two threads write to: the processor reads pairs of cache lines.</summary>
    private const int Apart = 128;

    /// <summary>Folds the whole operand into one accumulator at <paramref name="state"/>.</summary>
    internal static void All(Operand operand, Folder folder, byte* state, bool mayReorder, Action? verify)
    {
        folder.Reset(state, 1);
        Operand[] operands = BlockLoop.Normalize([operand], mayReorder);
        long total = operand.Layout.Size;
        long chunkItems = BlockLoop.ChunkItems * ((total / (BlockLoop.ChunkItems * MaxPartials)) + 1);
        long chunks = (total + chunkItems - 1) / chunkItems;
        // Threads write to accumulators of neighbouring chunks, which would wait for one another if they were in one cache line.
        long size = (folder.StateSize + Apart - 1) / Apart * Apart;
        using NativeBuffer partial = NativeBuffer.Allocate(Math.Max(1, chunks) * size, zeroed: false);
        using BufferLease lease = partial.Lease();
        byte* states = lease.Pointer;
        for (long chunk = 0; chunk < chunks; chunk++)
        {
            folder.Reset(states + (chunk * size), 1);
        }
        BlockLoop.Run(
            operands,
            (blocks, count, start) => folder.Fold(states + (start / chunkItems * size), blocks[0], count, start),
            verify,
            chunkItems);
        for (long chunk = 0; chunk < chunks; chunk++)
        {
            folder.Merge(state, states + (chunk * size));
        }
    }

    /// <summary>
    /// Folds an operand whose kept axes come before its reduced axes. <paramref name="states"/> has one accumulator per kept element, in C
    /// order.
    /// </summary>
    internal static void Axes(Operand operand, int keptAxes, Folder folder, byte* states, Action? verify)
    {
        Layout layout = operand.Layout;
        long kept = Layout.CheckedSize(layout.Shape[..keptAxes]);
        ParallelWork.InPieces(kept, (first, end) => folder.Reset(states + (first * folder.StateSize), end - first));
        if (layout.Size == 0)
        {
            return;
        }
        long reduced = layout.Size / kept;
        if (InnerIsKept(layout, keptAxes, operand.DType.ItemSize))
        {
            Columns(operand, keptAxes, folder, states, reduced, verify);
        }
        else
        {
            Rows(operand, keptAxes, folder, states, kept, reduced, verify);
        }
    }

    /// <summary>
    /// Whether the last kept axis has a smaller stride than every reduced one, and is long enough for an inner loop.
    /// </summary>
    private static bool InnerIsKept(Layout layout, int keptAxes, int itemSize)
    {
        if (keptAxes == 0 || layout.Shape[keptAxes - 1] < 4)
        {
            return false;
        }
        long nearest = long.MaxValue;
        for (int axis = keptAxes; axis < layout.NDim; axis++)
        {
            nearest = layout.Shape[axis] > 1 ? Math.Min(nearest, Math.Abs(layout.Strides[axis])) : nearest;
        }
        long inner = Math.Abs(layout.Strides[keptAxes - 1]);
        return inner < nearest || (inner == itemSize && nearest != itemSize);
    }

    private static void Rows(Operand operand, int keptAxes, Folder folder, byte* states, long kept, long reduced, Action? verify)
    {
        if (reduced > BlockLoop.ChunkItems)
        {
            // Each row is long enough for all threads.
            for (long k = 0; k < kept; k++)
            {
                All(operand.WithLayout(At(operand.Layout, keptAxes, k)), folder, states + (k * folder.StateSize), mayReorder: false,
                    verify);
            }
            return;
        }
        int size = folder.StateSize;
        Operand[] operands = BlockLoop.Normalize([operand], mayReorder: false);
        BlockLoop.Run(
            operands,
            (blocks, count, start) =>
            {
                byte* block = blocks[0];
                int itemSize = operand.BlockDType.ItemSize;
                while (count > 0)
                {
                    (long k, long position) = Math.DivRem(start, reduced);
                    int run = (int)Math.Min(count, reduced - position);
                    folder.Fold(states + (k * size), block, run, position);
                    block += (long)run * itemSize;
                    start += run;
                    count -= run;
                }
            },
            verify,
            chunkItems: BlockLoop.ChunkItems / reduced * reduced,
            lineItems: reduced);
    }

    private static void Columns(Operand operand, int keptAxes, Folder folder, byte* states, long reduced, Action? verify)
    {
        // (K, k', R) becomes (K, R, k'): rows of k' elements, one per position along R.
        Layout layout = operand.Layout.MoveAxis([keptAxes - 1], [operand.Layout.NDim - 1]);
        long row = operand.Layout.Shape[keptAxes - 1], plane = reduced * row;
        if (plane <= BlockLoop.ChunkItems)
        {
            Fold(operand.WithLayout(layout), folder, states, row, reduced, 0, verify, BlockLoop.ChunkItems / plane * plane, inOrder: false);
            return;
        }
        long planes = layout.Size / plane;
        int size = folder.StateSize;
        for (long p = 0; p < planes; p++)
        {
            Plane(operand.WithLayout(At(layout, keptAxes - 1, p)), folder, states + (p * row * size), row, reduced, verify);
        }
    }

    /// <summary>
    /// Folds one plane (R, k') that is large enough for all threads. They share it by columns if rows are long, otherwise by rows.
    /// </summary>
    private static void Plane(Operand operand, Folder folder, byte* states, long row, long reduced, Action? verify)
    {
        int size = folder.StateSize;
        Layout layout = operand.Layout;
        if (row >= Parts * 4096L)
        {
            long width = (row + Parts - 1) / Parts;
            ParallelWork.For(Parts, part =>
            {
                long first = part * width, columns = Math.Min(width, row - first);
                if (columns > 0)
                {
                    Layout stripe = layout.Narrow(layout.NDim - 1, first, columns);
                    Fold(operand.WithLayout(stripe), folder, states + (first * size), columns, reduced, 0, verify, BlockLoop.ChunkItems,
                        inOrder: true);
                }
            });
            return;
        }
        // The merged reduced axes are cut into parts with their own accumulators.
        Layout outer = layout;
        long length = layout.Shape[0], step = (length + Parts - 1) / Parts, inner = reduced / length;
        using NativeBuffer partial = NativeBuffer.Allocate(checked(Parts * row * size), zeroed: false);
        using BufferLease lease = partial.Lease();
        byte* parts = lease.Pointer;
        folder.Reset(parts, Parts * row);
        ParallelWork.For(Parts, part =>
        {
            long first = part * step, items = Math.Min(step, length - first);
            if (items > 0)
            {
                Operand slab = operand.WithLayout(outer.Narrow(0, first, items));
                Fold(slab, folder, parts + (part * row * size), row, items * inner, first * inner, verify, BlockLoop.ChunkItems,
                    inOrder: true);
            }
        });
        for (int part = 0; part < Parts; part++)
        {
            for (long i = 0; i < row; i++)
            {
                folder.Merge(states + (i * size), parts + (((part * row) + i) * size));
            }
        }
    }

    /// <summary>Folds rows of an operand (.., R, k') into the accumulators of their columns.</summary>
    private static void Fold(
        Operand operand, Folder folder, byte* states, long row, long reduced, long firstPosition, Action? verify, long chunkItems,
        bool inOrder)
    {
        int size = folder.StateSize, itemSize = operand.BlockDType.ItemSize;
        BlockLoop.Run(
            BlockLoop.Normalize([operand], mayReorder: false),
            (blocks, count, start) =>
            {
                byte* block = blocks[0];
                while (count > 0)
                {
                    (long line, long column) = Math.DivRem(start, row);
                    (long plane, long position) = Math.DivRem(line, reduced);
                    byte* state = states + (((plane * row) + column) * size);
                    int run = (int)Math.Min(count, row - column), rows = (int)Math.Min(count / row, reduced - position);
                    if (column == 0 && rows > 1)
                    {
                        folder.FoldRows(state, block, rows, run, itemSize, firstPosition + position);
                        run *= rows;
                    }
                    else
                    {
                        folder.FoldEach(state, block, run, firstPosition + position);
                    }
                    block += (long)run * itemSize;
                    start += run;
                    count -= run;
                }
            },
            verify,
            chunkItems,
            inOrder);
    }

    /// <summary>
    /// The layout of the axes from <paramref name="axes"/> on, at position <paramref name="k"/> (C order) of the axes before.
    /// </summary>
    internal static Layout At(Layout layout, int axes, long k)
    {
        long offset = layout.Offset;
        for (int axis = axes - 1; axis >= 0; axis--)
        {
            (k, long index) = Math.DivRem(k, layout.Shape[axis]);
            offset += index * layout.Strides[axis];
        }
        return new Layout(layout.Shape[axes..].ToArray(), layout.Strides[axes..].ToArray(), offset);
    }
}

using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// Runs work on whole lines along the last axes of an array, contiguous and native. Lines are copied to scratch memory in slabs of bounded
/// size (at least one line). For axes that are not contiguous, this is one transposing copy per slab.
/// </summary>
internal static unsafe class LineLoop
{
    /// <summary>The size of a slab.</summary>
    private const long SlabBytes = 32 << 20;

    /// <summary>
    /// Works on line <paramref name="number"/>, counted in C order of the axes before the lines' own. With <paramref name="isParallel"/>,
    /// it runs alone and may use all threads.
    /// </summary>
    internal delegate void Body(byte* line, long number, bool isParallel);

    /// <param name="array">The array, with the axes that count lines before those of a line.</param>
    /// <param name="lineAxis">The first axis of a line.</param>
    /// <param name="block">The native dtype of the lines.</param>
    /// <param name="writeBack">Whether the changed lines are written back to the array.</param>
    /// <param name="body">The work.</param>
    internal static void Run(ArrayRef array, int lineAxis, DType block, bool writeBack, Body body)
    {
        Layout layout = array.Layout;
        if (layout.Size == 0)
        {
            return;
        }
        long length = Layout.CheckedSize(layout.Shape[lineAxis..]), lineBytes = length * block.ItemSize;
        long wanted = Math.Max(1, SlabBytes / Math.Max(1, lineBytes));
        // Outer axes are walked one index at a time; one axis is cut into slabs; the axes after it are whole in each slab.
        int cut = lineAxis - 1;
        long inner = 1;
        while (cut > 0 && inner * layout.Shape[cut] <= wanted)
        {
            inner *= layout.Shape[cut--];
        }
        if (cut < 0)
        {
            Slab(array, 1, length, 0, block, writeBack, body);
            return;
        }
        long outer = Layout.CheckedSize(layout.Shape[..cut]), step = Math.Max(1, wanted / inner), extent = layout.Shape[cut];
        for (long o = 0; o < outer; o++)
        {
            Layout plane = ReduceLoop.At(layout, cut, o);
            for (long start = 0; start < extent; start += step)
            {
                long rows = Math.Min(step, extent - start);
                ArrayRef slab = array.WithLayout(plane.Narrow(0, start, rows));
                Slab(slab, rows * inner, length, ((o * extent) + start) * inner, block, writeBack, body);
            }
        }
    }

    private static void Slab(ArrayRef slab, long lines, long length, long firstLine, DType block, bool writeBack, Body body)
    {
        // Not in a mapped file: concurrent writes would break the sort, and readers would see intermediate states while it runs.
        bool isInPlace = writeBack && slab.Buffer is { Path: null, IsBuffered: false } && slab.IsContiguous && slab.DType.Equals(block)
            && IsAligned(slab);
        ArrayRef scratch = isInPlace ? slab : ArrayRef.Allocate(slab.Layout.Shape, block);
        if (!isInPlace)
        {
            Elementwise.Copy(slab, scratch);
        }
        using (BufferLease lease = scratch.Lease())
        {
            byte* memory = lease.Pointer + scratch.Layout.Offset;
            long lineBytes = length * block.ItemSize;
            // Fewer lines than threads: all threads work on one line after the other, where it is long enough to be shared.
            bool isShared = lines == 1 || (lines < BlockLoop.Threads && length >= BlockLoop.ParallelItems);
            int groups = isShared ? 1 : (int)Math.Min(lines, 8L * BlockLoop.Threads);
            CancellationToken cancellation = Interruption.Token;
            ParallelWork.For(groups, group =>
            {
                for (long line = lines * group / groups, end = lines * (group + 1) / groups; line < end; line++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    body(memory + (line * lineBytes), firstLine + line, isShared);
                }
            });
        }
        if (writeBack && !isInPlace)
        {
            // The old and the new order together would lack elements.
            Interruption.Hold(() => Elementwise.Copy(scratch, slab));
        }
        if (!isInPlace)
        {
            scratch.Buffer.Close();
        }
    }

    private static bool IsAligned(ArrayRef array)
    {
        using BufferLease lease = array.Lease();
        return (nuint)(lease.Pointer + array.Layout.Offset) % (nuint)array.DType.Alignment == 0;
    }
}

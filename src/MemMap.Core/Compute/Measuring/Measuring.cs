using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>Measures arrays: one pass over the data gives every statistic of a <see cref="MeasurePart"/>.</summary>
internal static unsafe class Measuring
{
    /// <summary>The number of results that are computed at a time. Each takes about a kilobyte meanwhile.</summary>
    private const long MaxResults = 1 << 18;

    /// <summary>The memory for single elements that are held back until they form a run.</summary>
    private const long WaitingBytes = 64 << 20;

    private const int MaxWaiting = 256;

    /// <summary>The parts of an array, one for each index along the kept axes, in C order.</summary>
    internal static MeasurePart[] Run(ArrayRef array, bool[] reduced)
    {
        DType dtype = array.DType.AsNative();
        Layout arranged = Reductions.KeptFirst(array.Layout, reduced, out int keptAxes);
        long kept = Layout.CheckedSize(arranged.Shape[..keptAxes]);
        int waiting = (int)Math.Clamp(WaitingBytes / Math.Max(1, Math.Min(kept, MaxResults) * dtype.ItemSize), 1, MaxWaiting);
        Func<Accumulator> create = new AccumulatorFactory(waiting).Visit(dtype);
        var parts = new MeasurePart[kept];
        Array.Fill(parts, MeasurePart.Empty);
        using var leases = new LeaseSet();
        var operand = leases.Input(array with { Layout = arranged }, dtype);
        long done = 0;
        foreach (Layout slab in kept == 0 ? [] : Slabs.Of(arranged, keptAxes, MaxResults))
        {
            long results = keptAxes == 0 ? 1 : Layout.CheckedSize(slab.Shape[..keptAxes]);
            var folder = new MeasureFolder(create, dtype.ItemSize);
            using NativeBuffer scratch = NativeBuffer.Allocate(checked(results * folder.StateSize), zeroed: false);
            using BufferLease lease = scratch.Lease();
            Operand part = operand.WithLayout(slab);
            if (keptAxes == 0)
            {
                ReduceLoop.All(part, folder, lease.Pointer, mayReorder: true, leases.Verify);
            }
            else
            {
                ReduceLoop.Axes(part, keptAxes, folder, lease.Pointer, leases.Verify);
            }
            var states = (nint)lease.Pointer;
            long start = done;
            ParallelWork.For((int)Math.Min(results, BlockLoop.Threads), share =>
            {
                int shares = (int)Math.Min(results, BlockLoop.Threads);
                for (long i = results * share / shares, end = results * (share + 1) / shares; i < end; i++)
                {
                    parts[start + i] = folder.PartOf(((int*)states)[i]);
                }
            });
            done += results;
        }
        return parts;
    }
}

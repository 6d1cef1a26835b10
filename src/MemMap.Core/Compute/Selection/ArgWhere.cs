using System.Runtime.InteropServices;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>Finds the elements that are not zero.</summary>
internal static unsafe class ArgWhere
{
    /// <summary>The indices of all elements that are not zero, a row for each.</summary>
    internal static ArrayRef Run(ArrayRef array)
    {
        ArrayRef truth = array.DType.Kind == ElementKind.Bool ? array : NonZero.Run(array);
        // The positions within each chunk, in order; chunks are searched by all threads.
        var found = new List<long>?[(truth.Size + BlockLoop.ChunkItems - 1) / BlockLoop.ChunkItems];
        using (var leases = new LeaseSet())
        {
            BlockLoop.Run(
                [leases.Input(truth, DType.Bool)],
                (blocks, count, start) =>
                {
                    ReadOnlySpan<byte> bits = new(blocks[0], count);
                    List<long> here = found[start / BlockLoop.ChunkItems] ??= [];
                    for (int at = 0; bits[at..].IndexOfAnyExcept((byte)0) is int next and >= 0; at++)
                    {
                        at += next;
                        AvailableMemory.RequireGrowth(here);
                        here.Add(start + at);
                    }
                },
                leases.Verify);
        }
        var firsts = new long[found.Length];
        long total = 0;
        for (int chunk = 0; chunk < found.Length; chunk++)
        {
            firsts[chunk] = total;
            total += found[chunk]?.Count ?? 0;
        }
        ArrayRef result = ArrayRef.Allocate([total, array.NDim], DType.Int64);
        using BufferLease lease = result.Buffer.Lease();
        var rows = (long*)lease.Pointer;
        CancellationToken cancellation = Interruption.Token;
        ParallelWork.For(found.Length, chunk =>
        {
            cancellation.ThrowIfCancellationRequested();
            long* row = rows + (firsts[chunk] * array.NDim);
            foreach (long position in CollectionsMarshal.AsSpan(found[chunk]))
            {
                long rest = position;
                for (int axis = array.NDim - 1; axis >= 0; axis--)
                {
                    (rest, row[axis]) = Math.DivRem(rest, array.Layout.Shape[axis]);
                }
                row += array.NDim;
            }
        });
        return result;
    }
}

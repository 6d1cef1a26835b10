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
        List<long> found = [];
        using (var leases = new LeaseSet())
        {
            BlockLoop.Run(
                [leases.Input(truth, DType.Bool)],
                (blocks, count, start) =>
                {
                    ReadOnlySpan<byte> bits = new(blocks[0], count);
                    for (int at = 0; bits[at..].IndexOfAnyExcept((byte)0) is int next and >= 0; at++)
                    {
                        at += next;
                        AvailableMemory.RequireGrowth(found);
                        found.Add(start + at);
                    }
                },
                leases.Verify,
                inOrder: true);
        }
        ArrayRef result = ArrayRef.Allocate([found.Count, array.NDim], DType.Int64);
        using BufferLease lease = result.Buffer.Lease();
        var row = (long*)lease.Pointer;
        foreach (long position in CollectionsMarshal.AsSpan(found))
        {
            long rest = position;
            for (int axis = array.NDim - 1; axis >= 0; axis--)
            {
                (rest, row[axis]) = Math.DivRem(rest, array.Layout.Shape[axis]);
            }
            row += array.NDim;
        }
        return result;
    }
}

using MemMap.Compute;
using MemMap.Geometry;

namespace MemMap.Remoting;

/// <summary>Fetches elements of a distributed array. Each host gathers the selected elements of its parts, and sends only these.</summary>
internal static class DistributedFetch
{
    /// <summary>The maximum number of bytes in one response of a host.</summary>
    internal const long MessageBytes = 4 << 20;

    private const string Work = "process { } end { ,$args[0].ToBytes() }";

    /// <summary>The number of bytes that are fetched at a time when a whole array is read sequentially.</summary>
    private const long BlockBytes = 1 << 20;

    /// <summary>
    /// Returns the array in blocks of rows, in order and in local memory. The next block is fetched while one is used. If the array is not
    /// divided along the first axis, there is one block.
    /// </summary>
    internal static IEnumerable<NDArray> Blocks(DistributedMemMap array, CancellationToken stop)
    {
        DistributedPart[] parts = array.Pieces(out int axis);
        if (axis != 0 || array.NDim == 0)
        {
            yield return array;
            yield break;
        }
        Task<NDArray>? next = null;
        foreach (DistributedPart part in parts.SelectMany(part => part.Cut(0, BlockBytes)))
        {
            Task<NDArray>? ready = next;
            next = Task.Run(() => Copy(array, [part], 0, stop), stop);
            if (ready is not null)
            {
                yield return ready.GetAwaiter().GetResult();
            }
        }
        if (next is not null)
        {
            yield return next.GetAwaiter().GetResult();
        }
    }

    /// <summary>Returns a copy of the elements in local memory.</summary>
    internal static NDArray Copy(DistributedMemMap array, CancellationToken stop)
    {
        DistributedPart[] parts = array.Pieces(out int axis);
        return Copy(array, parts, axis, stop);
    }

    /// <summary>Returns a copy of the elements of some adjacent parts in local memory.</summary>
    private static NDArray Copy(DistributedMemMap array, DistributedPart[] parts, int axis, CancellationToken stop)
    {
        long[] shape = array.Shape;
        long first = 0;
        if (parts.Length > 0 && shape.Length > 0)
        {
            (first, shape[axis]) = (parts[0].FirstRow, parts.Sum(part => part.Rows));
        }
        NDArray result = new(ArrayRef.Allocate(shape, array.DType));
        DistributedPart[] messages = [.. parts.SelectMany(part => part.Cut(axis, MessageBytes))];
        HostJobs jobs = new(array.Hosts.Options, stop);
        foreach (PartAnswer answer in jobs.Run(messages, Work, null))
        {
            DistributedPart part = messages[answer.Task];
            byte[] bytes = (byte[])RemoteErrors.Require(answer, part)!;
            Layout layout = array.NDim == 0 ? result.Layout : result.Layout.Narrow(axis, part.FirstRow - first, part.Rows);
            ArrayRef target = result.Ref.WithLayout(layout);
            Elementwise.Copy(ArrayRef.FromBytes(bytes, target.Layout.Shape, array.DType), target);
        }
        return result;
    }
}

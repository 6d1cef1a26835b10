using System.Collections;
using MemMap.Compute;
using MemMap.Parameters;

namespace MemMap.Remoting;

/// <summary>The records of a distributed array for which a condition holds. Hosts select them, and only they are transferred.</summary>
internal static class DistributedRecords
{
    /// <summary>The most bytes of records that are asked at a time, so that what a host sends at a time is bounded.</summary>
    private const long PieceBytes = 64 << 20;

    private const string Work = "param($map, $arguments) " + HostCondition.Ask
        + "$found = & $ask $map Get-MemMapSlice $arguments.Parameters Where $arguments.Condition; , $found.ToBytes()";

    /// <summary>Returns a copy of the records, of one axis.</summary>
    /// <param name="array">The array.</param>
    /// <param name="condition">The condition, as <see cref="HostCondition"/> sends it.</param>
    /// <param name="fields">The fields that are wanted; null for all.</param>
    /// <param name="first">The number of records that are wanted.</param>
    /// <param name="stop">Stops the work here and on the hosts.</param>
    internal static NDArray Run(DistributedMemMap array, Hashtable condition, string[]? fields, long first, CancellationToken stop)
    {
        DistributedPart[] parts = array.Pieces(out int axis);
        if (parts.Length > 1 && axis != 0)
        {
            throw RemoteErrors.NotByRows();
        }
        DistributedPart[] pieces = [.. parts.SelectMany(part => array.NDim == 0 ? [part] : part.Cut(axis, PieceBytes))];
        // A field that is a sub-array has its axes behind that of the records.
        NDArray none = IndexParameter.Packed(IndexParameter.Fields(new NDArray(ArrayRef.Zeros([0], array.DType)), fields));
        long rowBytes = none.ItemSize * none.Shape[1..].Aggregate(1L, static (size, length) => size * length);
        Hashtable parameters = [];
        if (fields is not null)
        {
            parameters["Field"] = fields;
        }
        if (first < long.MaxValue)
        {
            parameters["First"] = first;
        }
        HostJobs jobs = new(array.Hosts.Options, stop);
        var found = new byte[]?[pieces.Length];
        Hashtable arguments = new() { ["Parameters"] = parameters, ["Condition"] = condition };
        foreach (PartAnswer answer in jobs.Run(pieces, Work, arguments))
        {
            found[answer.Task] = (byte[])RemoteErrors.Require(answer, pieces[answer.Task])!;
        }
        long rows = Math.Min(first, rowBytes == 0 ? 0 : found.Sum(static bytes => bytes!.LongLength) / rowBytes);
        NDArray result = new(ArrayRef.Allocate([rows, .. none.Shape[1..]], none.DType));
        long done = 0;
        foreach (byte[]? bytes in found)
        {
            long here = Math.Min(rows - done, bytes!.LongLength / Math.Max(1, rowBytes));
            if (here > 0)
            {
                NDArray part = NDArray.FromBytes(bytes[..(int)(here * rowBytes)], [here, .. none.Shape[1..]], none.DType);
                Elementwise.Copy(part.Ref, result.Ref.WithLayout(result.Layout.Narrow(0, done, here)));
                done += here;
            }
        }
        return result;
    }
}

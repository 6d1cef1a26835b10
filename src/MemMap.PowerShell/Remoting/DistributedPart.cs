using System.Management.Automation.Runspaces;
using MemMap.Geometry;
using MemMap.Remoting;

namespace MemMap;

/// <summary>A part of a distributed array: the rows in one file on one host.</summary>
public sealed class DistributedPart
{
    private readonly DistributedFile _source;
    private readonly Layout _layout;
    private readonly DType _dtype;

    internal DistributedPart(DistributedFile source, Layout layout, DType dtype, long firstRow, long rows)
    {
        (_source, _layout, _dtype) = (source, layout, dtype);
        (FirstRow, Rows) = (firstRow, rows);
    }

    /// <summary>The number of the file among the connected files.</summary>
    public int Number => _source.Number;

    /// <summary>The host, as the session names it.</summary>
    public string Host => _source.Session.ComputerName;

    /// <summary>The path of the file on the host.</summary>
    public string FileName => _source.Handle.FileName;

    /// <summary>The index in the distributed array of the part's first row.</summary>
    public long FirstRow { get; }

    /// <summary>The number of rows of the distributed array in this part.</summary>
    public long Rows { get; }

    /// <summary>The dtype of an element.</summary>
    public DType DType => _dtype;

    /// <summary>The length of the file in bytes when it was connected.</summary>
    public long Length => _source.Handle.FileLength;

    /// <summary>The host with a copy of the file, which is used if the first host fails; <see langword="null"/> if there is none.</summary>
    public string? Replica => _source.ReplicaSession?.ComputerName;

    internal PSSession Session => _source.Session;

    internal PSSession? ReplicaSession => _source.ReplicaSession;

    /// <summary>Returns the handle that the host opens for the elements of this part.</summary>
    /// <param name="onReplica">Whether the handle is for the replica.</param>
    internal ArrayHandle Handle(bool onReplica)
    {
        ArrayHandle file = onReplica ? _source.ReplicaHandle! : _source.Handle;
        return file with
        {
            ByteOffset = file.ByteOffset + _layout.Offset - _source.Begin,
            DType = _dtype,
            Shape = _layout.Shape.ToArray(),
            Strides = _layout.Strides.ToArray(),
        };
    }

    /// <summary>Splits the part into pieces of a limited size, of at least one row each.</summary>
    /// <param name="axis">The axis along which the parts are concatenated.</param>
    /// <param name="bytes">The maximum size of a piece.</param>
    internal IEnumerable<DistributedPart> Cut(int axis, long bytes)
    {
        long rowBytes = Math.Max(1, _layout.Size / Rows * _dtype.ItemSize), step = Math.Max(1, bytes / rowBytes);
        for (long row = 0; row < Rows; row += step)
        {
            long rows = Math.Min(step, Rows - row);
            yield return new(_source, rows == Rows ? _layout : _layout.Narrow(axis, row, rows), _dtype, FirstRow + row, rows);
        }
    }

    /// <summary>Host, path and rows, for error messages.</summary>
    public override string ToString() => $"{Host}:{FileName} (part {Number}, rows {FirstRow} to {FirstRow + Rows - 1})";
}

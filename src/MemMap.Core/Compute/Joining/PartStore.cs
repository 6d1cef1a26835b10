using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>The parts of a joined array, by their numbers in a <see cref="Geometry.PartGrid"/>.</summary>
internal abstract class PartStore
{
    /// <summary>Whether the parts can be written.</summary>
    internal abstract bool IsWriteable { get; }

    /// <summary>The mode of the maps; null if the parts are in memory, or their modes differ.</summary>
    internal abstract MapMode? Mode { get; }

    /// <summary>Whether the parts are not in their files as they are, and are read into memory when they are used.</summary>
    internal virtual bool IsDecoded => false;

    /// <summary>Whether parts are arrays of their own, and no chunks of one array.</summary>
    internal virtual bool AreArrays => false;

    /// <summary>The operations that compute elements of a part, one after the other; see <see cref="Expression.DepthOf"/>.</summary>
    internal virtual int Depth => 0;

    /// <summary>Whether an operation that computes elements of a part may throw; see <see cref="Expression.MayFailIn"/>.</summary>
    internal virtual bool MayFail => false;

    /// <summary>The file and the member that a part is in; none for an array in memory.</summary>
    /// <param name="number">The number of the part.</param>
    internal abstract (string? Path, string? Member) NameOf(long number);

    /// <summary>Whether writing a buffer may change a part.</summary>
    internal virtual bool Includes(ArrayBuffer buffer) => false;

    /// <summary>Takes a lease on a part, and opens it first if necessary.</summary>
    /// <param name="number">The number of the part.</param>
    /// <param name="forWrite">Whether elements will be written.</param>
    /// <returns>The part, which has the shape that the grid states.</returns>
    /// <exception cref="IOException">The part's file can't be opened, or is not what it was.</exception>
    /// <exception cref="ObjectDisposedException">The part was closed.</exception>
    internal abstract LeasedPart Enter(long number, bool forWrite);

    /// <summary>Calls an action with each part that was written, or may have been, in order.</summary>
    internal abstract void ForEachWritten(Action<ArrayRef> action);

    /// <summary>Opens a part of its own, which the caller closes.</summary>
    /// <param name="number">The number of the part.</param>
    /// <exception cref="InvalidOperationException">The parts are arrays that were open when they were joined.</exception>
    internal virtual ArrayRef OpenPart(long number) => throw Error.PartsAreOpen();

    /// <summary>Writes all changes to the disk.</summary>
    /// <exception cref="IOException">The disk refused the data.</exception>
    internal abstract void Flush();

    /// <summary>Closes all parts. It is called once.</summary>
    internal abstract void Close();
}

/// <summary>A part of a joined array, under a lease. It must be disposed once.</summary>
/// <param name="array">The part.</param>
/// <param name="extent">The memory of its buffer.</param>
internal readonly struct LeasedPart(ArrayRef array, MemoryExtent extent) : IDisposable
{
    internal ArrayRef Array => array;

    internal MemoryExtent Extent => extent;

    /// <summary>Takes a lease on an array.</summary>
    internal static LeasedPart Of(ArrayRef array, bool forWrite)
    {
        if (forWrite)
        {
            array.RequireWriteable();
        }
        return new LeasedPart(array, array.Lease(forWrite).Extent);
    }

    /// <summary>Ends the lease.</summary>
    /// <inheritdoc cref="ArrayBuffer.Leave" path="/exception"/>
    public void Dispose() => array.Buffer.Leave(extent);
}

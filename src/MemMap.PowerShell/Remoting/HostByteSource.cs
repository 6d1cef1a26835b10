using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Remoting;

/// <summary>
/// Reads and writes bytes on the hosts, for operations that are not distributed: printing, single elements, operators. It fetches only the
/// requested bytes. Requests above the fetch limit are an error.
/// </summary>
internal sealed class HostByteSource : ByteSource
{
    private long _fetched;

    /// <summary>The buffer that uses this source. It is set once, when the buffer is made.</summary>
    internal DistributedBuffer Buffer { get; set; } = null!;

    internal override string Path => Buffer.Path;

    internal override void Begin() => Volatile.Write(ref _fetched, 0);

    private protected override void Read(long at, Span<byte> target)
    {
        long fetched = Interlocked.Add(ref _fetched, target.Length);
        if (fetched > Buffer.FetchLimit)
        {
            throw RemoteErrors.TooMuchToFetch(fetched, Buffer.FetchLimit);
        }
        DistributedFetch.Copy(Range(at, target.Length), Interruption.Token).ToBytes().CopyTo(target);
    }

    private protected override void Write(long at, ReadOnlySpan<byte> source)
        => DistributedAssign.Assign(
            Range(at, source.Length), NDArray.FromBytes(source.ToArray(), [source.Length], DType.UInt8), null, Interruption.Token);

    private DistributedMemMap Range(long at, long count) => new(new ArrayRef(Buffer, new Layout([count], [1], at), DType.UInt8));
}

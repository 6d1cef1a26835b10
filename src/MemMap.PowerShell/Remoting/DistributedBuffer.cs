using MemMap.Memory;

namespace MemMap.Remoting;

/// <summary>
/// The bytes of a distributed array, which are on its hosts: those of the first file, those of the second, and so on. Views are layouts of
/// these bytes as of any others; <see cref="Geometry.Partition"/> tells which host has what of a layout.
/// </summary>
internal sealed class DistributedBuffer : ArrayBuffer
{
    /// <summary>What is fetched at most for one operation that knows nothing of hosts.</summary>
    internal const long DefaultFetchLimit = 64 << 20;

    private readonly long[] _ends;

    private DistributedBuffer(DistributedFile[] sources, string path, HostOptions options, HostByteSource bytes, bool isWriteable)
        : base(MemoryExtent.Of(bytes, sources[^1].End), isWriteable)
    {
        Sources = sources;
        Path = path;
        Options = options;
        _ends = [.. sources.Select(source => source.End)];
        bytes.Buffer = this;
    }

    /// <summary>The files on the hosts, one at least, in the order of their bytes.</summary>
    internal IReadOnlyList<DistributedFile> Sources { get; }

    /// <summary>How the hosts are asked.</summary>
    internal HostOptions Options { get; }

    /// <summary>Where the bytes of each file end.</summary>
    internal ReadOnlySpan<long> Ends => _ends;

    /// <summary>How the files were mapped.</summary>
    internal MapMode Mode => Sources[0].Handle.Mode;

    /// <summary>See <see cref="DistributedMemMap.FetchLimit"/>.</summary>
    internal long FetchLimit { get; set; } = DefaultFetchLimit;

    /// <inheritdoc/>
    public override string Path { get; }

    /// <inheritdoc/>
    public override bool IsBuffered => true;

    /// <summary>The path, and on how many hosts it is.</summary>
    public override string ToString() => $"{Path} on {Sources.Select(source => source.Session.InstanceId).Distinct().Count()} hosts";

    /// <summary>Makes the buffer of some files.</summary>
    /// <param name="sources">The files, one at least, in the order of their bytes.</param>
    /// <param name="path">What was connected, for messages.</param>
    /// <param name="options">How the hosts are asked.</param>
    internal static DistributedBuffer Of(DistributedFile[] sources, string path, HostOptions options)
        => new(sources, path, options, new HostByteSource(), sources.All(source => source.Handle.IsWriteable));
}

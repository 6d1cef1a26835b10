using MemMap.Memory;

namespace MemMap.Remoting;

/// <summary>
/// The bytes of a distributed array: the concatenated bytes of the files on its hosts. Views are layouts over these bytes;
/// <see cref="Geometry.Partition"/> maps a layout to the hosts.
/// </summary>
internal sealed class DistributedBuffer : ArrayBuffer
{
    /// <summary>The default of the maximum number of bytes that are fetched for one operation that is not distributed.</summary>
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

    /// <summary>The files on the hosts, at least one, in the order of their bytes.</summary>
    internal IReadOnlyList<DistributedFile> Sources { get; }

    /// <summary>The options of calls to the hosts.</summary>
    internal HostOptions Options { get; }

    /// <summary>The end of the bytes of each file, in bytes of the whole.</summary>
    internal ReadOnlySpan<long> Ends => _ends;

    /// <summary>The mode in which the files were mapped.</summary>
    internal MapMode Mode => Sources[0].Handle.Mode;

    /// <summary>See <see cref="DistributedMemMap.FetchLimit"/>.</summary>
    internal long FetchLimit { get; set; } = DefaultFetchLimit;

    /// <inheritdoc/>
    public override string Path { get; }

    /// <inheritdoc/>
    public override bool IsBuffered => true;

    /// <summary>The path, and the number of hosts.</summary>
    public override string ToString() => $"{Path} on {Sources.Select(source => source.Session.InstanceId).Distinct().Count()} hosts";

    /// <summary>Makes the buffer of some files.</summary>
    /// <param name="sources">The files, at least one, in the order of their bytes.</param>
    /// <param name="path">The path as the user gave it, for error messages.</param>
    /// <param name="options">The options of calls to the hosts.</param>
    internal static DistributedBuffer Of(DistributedFile[] sources, string path, HostOptions options)
        => new(sources, path, options, new HostByteSource(), sources.All(source => source.Handle.IsWriteable));
}

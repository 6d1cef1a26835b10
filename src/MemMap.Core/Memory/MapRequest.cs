using Microsoft.Win32.SafeHandles;

namespace MemMap.Memory;

/// <summary>The file to map and the way to map it. Exactly one of <see cref="Path"/> and <see cref="Stream"/> is given.</summary>
internal sealed record MapRequest
{
    /// <summary>The file. A relative path is resolved against the process's current directory.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// An open file instead of a path. It is used from its beginning; its position does not change and it stays open. The map keeps working
    /// after the stream is closed.
    /// </summary>
    public FileStream? Stream { get; init; }

    /// <summary>The mode. numpy's default is <c>r+</c>.</summary>
    public MapMode Mode { get; init; } = MapMode.ReadWrite;

    /// <summary>The position in the file of byte 0 of the buffer; any value from 0.</summary>
    public long Offset { get; init; }

    /// <summary>The length of the buffer in bytes; null to use <see cref="Measure"/>. Mode <c>w+</c> needs it.</summary>
    public long? ByteLength { get; init; }

    /// <summary>
    /// Computes the length of the buffer from the length of the file if <see cref="ByteLength"/> is null. Without it the buffer extends to
    /// the end of the file. It is called for the file that is then mapped, before anything is changed: if it throws, nothing has changed.
    /// <see cref="Offset"/> is known to be within the file.
    /// </summary>
    public Func<long, long>? Measure { get; init; }

    /// <summary>
    /// Looks into the file, whose length it is given, before it is mapped and before anything is changed: if it throws, nothing has
    /// changed.
    /// </summary>
    public Action<SafeFileHandle, long>? Inspect { get; init; }

    /// <summary>Whether the file grows with holes instead of reserved disk space.</summary>
    public bool Sparse { get; init; }

    /// <summary>Whether <c>w+</c> refuses an existing file.</summary>
    public bool NoClobber { get; init; }

    /// <summary>
    /// Whether a file that is too short is an error in mode <c>r+</c>, too: opening a file without a mode must not change it.
    /// </summary>
    public bool KeepsLength { get; init; }

    /// <summary>The name of the member of an archive to map; <see langword="null"/> for a whole file.</summary>
    public string? Member { get; init; }

    /// <summary>The open file that the map shares with others; <see langword="null"/> if the map opens it for itself.</summary>
    public SharedFile? Shared { get; init; }

    /// <summary>
    /// Whether the map is one of many files, only some of which stay open: the others are opened again when they are used. A file that was
    /// deleted or replaced meanwhile is an error.
    /// </summary>
    public bool CanPark { get; init; }

    /// <summary>
    /// Whether the map is one of many files and need not be parked at once: if its file is closed, it can keep the mapping.
    /// </summary>
    public bool CanRest { get; init; }

    /// <summary>The expected access pattern.</summary>
    public AccessHint Access { get; init; }

    /// <summary>
    /// Makes the header before <see cref="Offset"/> that holds the length of the array's first axis, and returns the action that writes it
    /// into the file. It is called with the new length before anything is changed, and can refuse it by an exception.
    /// </summary>
    public Func<long, Action<SafeFileHandle>>? MakeHeader { get; init; }

    /// <summary>
    /// Reads the present length of the array's first axis from the header of the file; <see langword="null"/> if the length of the file
    /// tells it.
    /// </summary>
    public Func<SafeFileHandle, long>? ReadRows { get; init; }

    /// <summary>
    /// Updates data elsewhere in the file that depends on the mapped bytes, such as a checksum. Once bytes may have been written, it is
    /// called with the file when changes are flushed and when the map is closed. Until then the map stays open, even without references to
    /// it.
    /// </summary>
    public Action<SafeFileHandle>? Seal { get; init; }

    /// <summary>Reports errors of the request that do not depend on the file, before the file is opened.</summary>
    public void Validate()
    {
        if (Path is null == Stream is null)
        {
            throw Error.PathOrStream();
        }
        if (Offset < 0)
        {
            throw Error.NegativeOffset(Offset);
        }
        if (ByteLength < 0)
        {
            throw Error.NegativeLength(ByteLength.Value);
        }
        if (Mode == MapMode.Write && ByteLength is null)
        {
            throw Error.ShapeRequired(Offset);
        }
        if (Access == AccessHint.Buffered && Mode == MapMode.CopyOnWrite)
        {
            throw Error.BufferedPrivate(Mode);
        }
        _ = End(ByteLength ?? 0);
    }

    /// <summary>The length that the file must have for a buffer of a given length. An empty buffer needs nothing of the file.</summary>
    public long End(long byteLength)
        => byteLength == 0 ? 0
            : byteLength <= long.MaxValue - Offset ? Offset + byteLength
            : throw Error.MapTooLarge(Offset, byteLength);
}

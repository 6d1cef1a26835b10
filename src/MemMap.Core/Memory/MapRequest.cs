using Microsoft.Win32.SafeHandles;

namespace MemMap.Memory;

/// <summary>What to map and how. One of <see cref="Path"/> and <see cref="Stream"/> is given.</summary>
internal sealed record MapRequest
{
    /// <summary>The file; a relative path is taken from the process's current directory.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// An open file instead of a path. It is used from its beginning, keeps its position and stays open; the map keeps working once
    /// it is closed.
    /// </summary>
    public FileStream? Stream { get; init; }

    /// <summary>The mode; numpy's default is <c>r+</c>.</summary>
    public MapMode Mode { get; init; } = MapMode.ReadWrite;

    /// <summary>Where in the file byte 0 of the buffer is; any value from 0 up.</summary>
    public long Offset { get; init; }

    /// <summary>The length of the buffer in bytes; null: see <see cref="Measure"/>. Mode <c>w+</c> needs it.</summary>
    public long? ByteLength { get; init; }

    /// <summary>
    /// Computes the length of the buffer from the length of the file, for where no <see cref="ByteLength"/> is given; without it the
    /// buffer goes to the end of the file. It is called with the file that is then mapped, and before anything is changed, so an
    /// exception it throws leaves all as it was. <see cref="Offset"/> is within the file by then.
    /// </summary>
    public Func<long, long>? Measure { get; init; }

    /// <summary>Whether to leave holes where the file grows, rather than to reserve the disk space.</summary>
    public bool Sparse { get; init; }

    /// <summary>Whether <c>w+</c> refuses a file that exists.</summary>
    public bool NoClobber { get; init; }

    /// <summary>
    /// Whether a file that is too short is an error in mode <c>r+</c>, too: looking at a file, without a mode, must not change it.
    /// </summary>
    public bool KeepsLength { get; init; }

    /// <summary>The name of what is mapped, in an archive; <see langword="null"/> for a file of its own.</summary>
    public string? Member { get; init; }

    /// <summary>How the bytes are going to be reached.</summary>
    public AccessHint Access { get; init; }

    /// <summary>
    /// Writes a header that tells the length of the array's first axis, before <see cref="Offset"/>: called with the file and the new
    /// length when the map is resized, and where that fails afterwards, with the old one. It may refuse by an exception; the file then
    /// stays as it was.
    /// </summary>
    public Action<SafeFileHandle, long>? WriteHeader { get; init; }

    /// <summary>
    /// Brings up to date what the file says elsewhere of the mapped bytes, a checksum: called with the file when changes are flushed and
    /// when the map is closed. Until then the map stays open, whoever refers to it.
    /// </summary>
    public Action<SafeFileHandle>? Seal { get; init; }

    /// <summary>Finds what is wrong whatever the file is like, before it is opened.</summary>
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
            throw Error.ShapeRequired();
        }
        if (Access == AccessHint.Buffered && Mode == MapMode.CopyOnWrite)
        {
            throw Error.BufferedPrivate(Mode);
        }
        _ = End(ByteLength ?? 0);
    }

    /// <summary>The length that the file must have for a buffer of so many bytes. An empty buffer needs nothing of the file.</summary>
    public long End(long byteLength)
        => byteLength == 0 ? 0
            : byteLength <= long.MaxValue - Offset ? Offset + byteLength
            : throw Error.MapTooLarge(Offset, byteLength);
}

using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Memory;

/// <summary>
/// A range of a file, mapped into memory. With <see cref="AccessHint.Buffered"/>, it is read and written by position instead.
/// <code>
/// file    |..........|=================|.....|
///         0       Offset     Offset + ByteLength
/// mapped         |...|=================|
///                ^ a multiple of the system's allocation granularity; the view's handle owns from here
///                    ^ byte 0 of the buffer
/// </code>
/// It holds two handles: the view's, on which leases count, and the file's, for its length and for flushing.
/// </summary>
internal sealed unsafe partial class MappedFile : ArrayBuffer
{
    private static readonly ConditionalWeakTable<MappedFile, object?> Opened = [];
    private static long _count;

    private OpenedFile _file;
    private readonly MapRequest _request;
    private readonly long _number;
    private bool _isNew;

    private MappedFile(MemoryExtent extent, OpenedFile file, MapRequest request) : base(extent, request.Mode.IsWriteable)
    {
        _file = file;
        _request = request;
        _isNew = file.IsNew;
        _number = Interlocked.Increment(ref _count);
        Path = file.Path;
        Mode = request.Mode;
        Offset = request.Offset;
        Member = request.Member;
        FileId = request.Shared is { } shared ? shared.Id : Platform.Current.Identify(file.Handle);
        Extents.Add(extent, this);
        Opened.Add(this, null);
        _lastWrite = Mode == MapMode.CopyOnWrite ? File.GetLastWriteTimeUtc(file.Handle) : default;
        Hold();
    }

    /// <summary>The open maps of this process, in the order in which they were opened. The list keeps none of them alive.</summary>
    internal static IReadOnlyList<MappedFile> OpenFiles
        => [.. Opened.Select(entry => entry.Key).Where(map => !map.IsClosed).OrderBy(map => map._number)];

    /// <summary>The absolute path of the file.</summary>
    public override string Path { get; }

    /// <summary>The mode in which the file was opened.</summary>
    public MapMode Mode { get; }

    /// <summary>The position in the file of byte 0 of the buffer.</summary>
    public long Offset { get; }

    /// <summary>The access pattern.</summary>
    public AccessHint Access => _request.Access;

    /// <inheritdoc/>
    public override bool IsBuffered => Access == AccessHint.Buffered;

    /// <summary>See <see cref="IPlatform.Identify"/>.</summary>
    public string? FileId { get; }

    /// <summary>What has become of the file, if its path doesn't lead to it any more. The system is asked each time.</summary>
    internal string? Lost => Platform.Current.Examine(Path) is { } found
        ? FileId is not null && found.Id is not null && found.Id != FileId ? "replaced" : null
        : File.Exists(Path) ? null : "deleted or moved";

    /// <summary>The present length of the file.</summary>
    /// <exception cref="ObjectDisposedException">The map is closed.</exception>
    public long FileLength => WithFile(() => PresentLength);

    /// <summary>The present length of the file, which is not parked.</summary>
    private long PresentLength
    {
        get
        {
            if (IsClosed)
            {
                throw Error.Closed(Path); // A borrowed handle may still be open.
            }
            try
            {
                return _isAtRest ? RestingLength() : _file.Length;
            }
            catch (ObjectDisposedException)
            {
                throw Error.Closed(Path);
            }
        }
    }

    /// <summary>Writes all changes to the disk and waits for it. Does nothing in modes <c>r</c> and <c>c</c>.</summary>
    /// <inheritdoc cref="Flush(long, long)" path="/exception"/>
    public void Flush() => Flush(0, ByteLength);

    /// <summary>Writes the changed pages of a range to the disk and waits for it.</summary>
    /// <param name="start">The first byte, from the start of the buffer.</param>
    /// <param name="length">The number of bytes.</param>
    /// <exception cref="ObjectDisposedException">The map is closed.</exception>
    /// <exception cref="IOException">The disk refused the data, or the file has become shorter than the map.</exception>
    /// <exception cref="OperationCanceledException">The flush was cancelled: some of the changes may be on the disk, and none is
    /// lost.</exception>
    public void Flush(long start, long length)
    {
        if (start < 0 || length < 0 || start > ByteLength - length)
        {
            throw Error.RangeOutOfBounds(start, length, ByteLength);
        }
        using BufferLease lease = Lease();
        lease.Require(start + length);
        if (!Mode.ChangesFile || length == 0)
        {
            return;
        }
        try
        {
            SafeFileHandle handle = OpenFile().Handle;
            bool isWritten = WriteBack.TryRun(handle, Path, Offset + start, length);
            if (!IsBuffered && isWritten)
            {
                Platform.Current.Flush(lease.Pointer + start, length, Path);
            }
            else if (!IsBuffered)
            {
                WriteBack.Flush(lease.Pointer + start, length, Path);
            }
            Seal(isLast: false);
            RandomAccess.FlushToDisk(handle);
            if (_isNew)
            {
                Platform.Current.FlushDirectory(System.IO.Path.GetDirectoryName(Path)!);
                _isNew = false;
            }
        }
        catch (ObjectDisposedException)
        {
            throw Error.Closed(Path);
        }
        catch (IOException e) when (!e.Data.Contains(Error.IdKey))
        {
            throw Error.FlushFailed(Path, e.Message);
        }
    }

    internal override void FlushRange(long start, long length) => Flush(start, length);

    internal override void Forget(MemoryExtent extent, long start, long length)
    {
        // Private changes exist nowhere else.
        if (!IsBuffered && Mode != MapMode.CopyOnWrite)
        {
            Platform.Current.Forget(extent.Pointer + start, length);
        }
    }

    private protected override void VerifyBytes(MemoryExtent extent)
    {
        // Compare with the extent, not with the buffer's present length: while a lease is held on these bytes, only other processes shorten
        // the file below them.
        long end = _request.End(extent.Length), present = end == 0 ? 0 : PresentLength;
        if (present < end)
        {
            throw Error.FileTruncated(Path, end, present);
        }
    }

    internal override IOException Fault(MemoryExtent extent, long at)
    {
        long end = Offset + extent.Length;
        long? present = null;
        try
        {
            present = PresentLength;
        }
        catch (Exception e) when (e is ObjectDisposedException or IOException or UnauthorizedAccessException)
        {
            // The map was closed meanwhile, or the disk is gone.
        }
        return present < end ? Error.FileTruncated(Path, end, present.Value) : Error.MemoryFault(Path, Offset + at, end, present);
    }

    private protected override void OnClosed()
    {
        try
        {
            Seal(isLast: true);
        }
        finally
        {
            _file.Owner.Dispose();
            Opened.Remove(this);
            Interlocked.Decrement(ref _open);
        }
    }
}

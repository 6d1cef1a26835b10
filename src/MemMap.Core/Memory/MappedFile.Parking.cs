namespace MemMap.Memory;

/// <summary>
/// Maps of many files: the chunks of a store, the parts of a joined array. There are fewer open files than mappings in a process, so a map
/// that was not used lately closes its file first:
/// <code>
/// held      file and mapping
/// at rest   mapping alone         the file is examined by its path with each lease, and opened again when it is needed
/// parked    neither               both are back with the next lease
/// </code>
/// </summary>
internal sealed partial class MappedFile
{
    /// <summary>The bytes of the largest map that can rest. Opening a larger file again costs little beside reading it.</summary>
    private const long MaxRestingBytes = 16 << 20;

    /// <summary>The maps, of those that can be parked, that hold a file. There are more if more are in use.</summary>
    private static readonly MapRing Held = new(
        Math.Min(512, Platform.Current.MaxOpenFiles / 4), static map => ref map._isInHeld, static map => map.MustStay());

    /// <summary>The maps that are at rest: none where the addresses of the process are limited.</summary>
    private static readonly MapRing Resting = new(
        Platform.Current.LimitsAddresses ? 0 : Math.Min(1 << 14, Platform.Current.MaxMappings / 4),
        static map => ref map._isInResting, static map => map._isAtRest && map.MustStayMapped());

    private readonly object _waking = new();
    private bool _isParked, _isInHeld, _isInResting;
    private volatile bool _isAtRest;
    private volatile bool _wasUsed;

    private bool CanPark => _request.CanPark || _request.CanRest;

    /// <summary>
    /// Closes the file of a map that is not in use, and keeps the mapping. Returns false if that is impossible: the system can't examine a
    /// file by its path, or the map has more to do with its file than to be as long as it.
    /// </summary>
    internal bool TryRest()
    {
        if (_isAtRest)
        {
            return true;
        }
        bool canRest = _request is { CanRest: true, Shared: null, Stream: null, Seal: null, Access: AccessHint.Normal or AccessHint.Random }
            && Mode != MapMode.CopyOnWrite && ByteLength is > 0 and <= MaxRestingBytes && FileId is not null
            && Platform.Current.Examine(Path)?.Id == FileId;
        if (!canRest || !Resting.HasRoom || !TryHold(out MemoryExtent? held))
        {
            return false;
        }
        if (held is not null && !IsClosed)
        {
            _isAtRest = true;
            _file.Owner.Dispose();
        }
        Release(held);
        if (_isAtRest)
        {
            Resting.Add(this);
        }
        return _isAtRest;
    }

    /// <summary>Parks maps at rest, so that their mappings are free for others.</summary>
    internal static void ParkResting() => Resting.Clear();

    /// <summary>Registers a map that has just got its file, and makes others release theirs if there are too many.</summary>
    private void Hold()
    {
        if (CanPark)
        {
            _wasUsed = true;
            Held.Add(this);
        }
    }

    /// <summary>
    /// Releases the file, and the mapping unless the map can rest. Returns true if that was not possible now. A map that can't be parked
    /// any more is no longer counted.
    /// </summary>
    private bool MustStay()
    {
        if (_isAtRest)
        {
            return false;
        }
        bool wasUsed = _wasUsed;
        _wasUsed = false;
        return wasUsed ? !IsClosed : !TryRest() && MustStayMapped();
    }

    /// <summary>Releases the mapping, and the file if it is open.</summary>
    /// <inheritdoc cref="MustStay"/>
    private bool MustStayMapped()
    {
        bool wasUsed = _wasUsed;
        _wasUsed = false;
        if (wasUsed || !TryHold(out MemoryExtent? held))
        {
            return !IsClosed;
        }
        // Private changes are in this mapping only, and a fault must stay known. OnWriting comes before the lease: it was seen here, or
        // the lease waits for another mapping.
        if (held is { Fault: null } && !IsClosed && (Mode.ChangesFile || Volatile.Read(ref _isWritten) == 0))
        {
            held.Dispose();
            _file.Owner.Dispose();
            _isAtRest = false;
            _isParked = true;
            held = null;
        }
        Release(held);
        return false;
    }

    private protected override void OnEntering() => _wasUsed = true;

    /// <summary>Opens and maps the file again, while no other thread can exchange the memory.</summary>
    /// <exception cref="IOException">The file is gone, is another one, or is too short.</exception>
    private protected override MemoryExtent? Restore()
    {
        if (!_isParked || IsClosed)
        {
            return null;
        }
        OpenedFile file = Reopen();
        try
        {
            long end = _request.End(ByteLength), present = RandomAccess.GetLength(file.Handle);
            if (present < end)
            {
                throw Error.FileTruncated(Path, end, present);
            }
            MemoryExtent extent = Map(file, _request, ByteLength);
            Extents.Add(extent, this);
            _file = file;
            _isParked = false;
            Hold();
            return extent;
        }
        catch
        {
            file.Abandon(null);
            throw;
        }
    }

    /// <summary>
    /// The open file, which is opened again if the map is at rest. While a lease is held, or the memory can't be exchanged, it stays open.
    /// </summary>
    /// <exception cref="IOException">The file is gone, or is another one.</exception>
    /// <exception cref="ObjectDisposedException">The map is closed.</exception>
    private OpenedFile OpenFile()
    {
        if (!_isAtRest)
        {
            return _file;
        }
        lock (_waking)
        {
            if (_isAtRest)
            {
                OpenedFile file = Reopen();
                _file = file;
                _isAtRest = false;
                if (IsClosed)
                {
                    file.Owner.Dispose(); // Close may have seen the file before.
                    throw Error.Closed(Path);
                }
                Hold();
            }
            return _file;
        }
    }

    /// <summary>The length of the file of a map at rest.</summary>
    /// <inheritdoc cref="OpenFile" path="/exception"/>
    private long RestingLength()
        => Platform.Current.Examine(Path) is { } found && found.Id == FileId ? found.Length : OpenFile().Length;

    private OpenedFile Reopen()
    {
        OpenedFile file = OpenedFile.Open(_request);
        try
        {
            MapLimits.RequireRoom(file);
            return Platform.Current.Identify(file.Handle) == FileId ? file : throw Error.OtherFile(Path);
        }
        catch
        {
            file.Abandon(null);
            throw;
        }
    }

    /// <summary>Runs work on the file while it is not parked.</summary>
    private T WithFile<T>(Func<T> work)
    {
        if (!CanPark)
        {
            return work();
        }
        MemoryExtent extent = Enter();
        try
        {
            return work();
        }
        finally
        {
            extent.Leave();
        }
    }

    /// <summary>Gets file and mapping back, within <see cref="ArrayBuffer.Exclusively"/> and until its end.</summary>
    private void Wake()
    {
        if (CanPark)
        {
            Enter().Leave();
            _ = OpenFile();
        }
    }
}

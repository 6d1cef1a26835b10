namespace MemMap.Memory;

// Maps of many files: the chunks of a store. A few of them hold a file and a mapping; the others are parked, and get theirs back with the
// next lease.
internal sealed partial class MappedFile
{
    /// <summary>
    /// The number of maps, of those that can be parked, that hold a file and a mapping. It is exceeded if more are in use.
    /// </summary>
    private static readonly long MaxHeld = Math.Min(512, Platform.Current.MaxOpenFiles / 4);

    /// <summary>The maps that hold a file and can be parked, as far as is known. The list keeps none of them alive.</summary>
    private static readonly List<WeakReference<MappedFile>> Held = [];

    private static int _hand;

    private bool _isParked;
    private volatile bool _wasUsed;

    /// <summary>Registers a map that has just got its file and mapping, and parks others if there are too many.</summary>
    private void Hold()
    {
        if (!_request.CanPark)
        {
            return;
        }
        _isParked = false;
        _wasUsed = true;
        lock (Held)
        {
            // The second-chance algorithm: a map that was used since the hand passed it is passed once more.
            for (int chances = 2 * Held.Count; Held.Count >= MaxHeld && chances > 0; chances--)
            {
                _hand = _hand < Held.Count ? _hand : 0;
                if (Held[_hand].TryGetTarget(out MappedFile? map) && map.MustStay())
                {
                    _hand++;
                    continue;
                }
                Held[_hand] = Held[^1];
                Held.RemoveAt(Held.Count - 1);
            }
            Held.Add(new WeakReference<MappedFile>(this));
        }
    }

    /// <summary>
    /// Releases file and mapping. Returns true if that was not possible now. A map that can't be parked any more is no longer counted.
    /// </summary>
    private bool MustStay()
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
        OpenedFile file = OpenedFile.Open(_request);
        try
        {
            MapLimits.RequireRoom(file);
            if (Platform.Current.Identify(file.Handle) != FileId)
            {
                throw Error.OtherFile(Path);
            }
            long end = _request.End(ByteLength), present = RandomAccess.GetLength(file.Handle);
            if (present < end)
            {
                throw Error.FileTruncated(Path, end, present);
            }
            MemoryExtent extent = Map(file, _request, ByteLength);
            Extents.Add(extent, this);
            _file = file;
            Hold();
            return extent;
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
        if (!_request.CanPark)
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
}

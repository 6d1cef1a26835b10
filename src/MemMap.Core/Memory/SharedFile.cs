namespace MemMap.Memory;

/// <summary>
/// One open file, and one mapping of it, for many maps: the members of an archive. The file stays open until this object is disposed and
/// all its maps are closed. A fault in the mapping fails all of them.
/// <code>
/// file     |..[member]....[member].[member]....|
/// mapped   |--|============================|       once, when the first member is opened
///             ^ start                      ^ end
/// </code>
/// </summary>
internal sealed unsafe class SharedFile : IDisposable
{
    private readonly object _mapping = new();
    private readonly OpenedFile _file;
    private readonly MapRequest _request;
    private long _start = long.MaxValue, _end;
    private FileView? _view;
    private bool _cannotMap;

    private SharedFile(OpenedFile file, MapRequest request)
    {
        _file = file;
        _request = request;
        Id = Platform.Current.Identify(file.Handle);
    }

    /// <summary>See <see cref="IPlatform.Identify"/>.</summary>
    internal string? Id { get; }

    /// <summary>The open file, for as long as this object is not disposed.</summary>
    internal OpenedFile File => _file;

    /// <summary>Opens a file. Its mode is that of the request.</summary>
    /// <inheritdoc cref="MappedFile.Open" path="/exception"/>
    internal static SharedFile Open(MapRequest request)
    {
        OpenedFile file = OpenedFile.Open(request);
        try
        {
            MapLimits.RequireRoom(file);
            return new SharedFile(file, request);
        }
        catch
        {
            file.Abandon(null);
            throw;
        }
    }

    /// <summary>Adds a range of the file to those that are mapped together.</summary>
    internal void Cover(long start, long length)
    {
        _start = Math.Min(_start, start);
        _end = Math.Max(_end, start + length);
    }

    /// <summary>The open file with an owner of its own, which keeps it open.</summary>
    internal OpenedFile Share() => _file with { Owner = new SharedHandle(_file.Handle) };

    /// <summary>Returns a range of the mapping; null if it is not part of the ranges, or if they can't be mapped together.</summary>
    internal MemoryExtent? TryMap(MapRequest request, long byteLength)
    {
        lock (_mapping)
        {
            if (_cannotMap || request.Offset < _start || request.Offset + byteLength > _end)
            {
                return null;
            }
            try
            {
                _view ??= FileView.Map(_file, _request, _start, _end - _start);
            }
            catch (Exception e) when (FileView.IsRefusal(e))
            {
                // The file is much larger than what is opened of it, or it became shorter: members are mapped one by one.
                _cannotMap = true;
                return null;
            }
            return _view.Extent(_file.Handle, request, request.Offset - _start, byteLength);
        }
    }

    /// <summary>Releases the file and the mapping, which stay until the maps are closed.</summary>
    public void Dispose()
    {
        lock (_mapping)
        {
            _cannotMap = true;
            _view?.Handle.Dispose();
            _file.Owner.Dispose();
        }
    }
}

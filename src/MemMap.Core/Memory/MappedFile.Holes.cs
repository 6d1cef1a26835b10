namespace MemMap.Memory;

// Disk space for writes into holes of a file. Without it, a store through a map could report a full disk only by a fault.
internal sealed unsafe partial class MappedFile
{
    private readonly object _occupying = new();
    private (long Start, long End) _occupied;
    private volatile bool _hasNoHoles;

    internal override void Occupy(long start, long end)
    {
        if (_hasNoHoles || !Mode.ChangesFile || end > ByteLength)
        {
            return;
        }
        if (IsBuffered || _request.Sparse)
        {
            _hasNoHoles = true; // Writes by position report a full disk themselves, and requested holes are kept.
            return;
        }
        lock (_occupying)
        {
            if (start < _occupied.Start || end > _occupied.End)
            {
                try
                {
                    _hasNoHoles = !Platform.Current.TryFillHoles(OpenFile().Handle, Path, Offset + start, Offset + end);
                }
                catch (ObjectDisposedException)
                {
                    throw Error.Closed(Path);
                }
                // Remember one range, which grows with sequential writes.
                bool isNext = start <= _occupied.End && end >= _occupied.Start;
                _occupied = isNext ? (Math.Min(start, _occupied.Start), Math.Max(end, _occupied.End)) : (start, end);
            }
        }
    }
}

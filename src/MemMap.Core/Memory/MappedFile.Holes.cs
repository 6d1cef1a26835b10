namespace MemMap.Memory;

// Room on the disk for what is written into holes of a file: a store through a map has no other way to say that there is none than a fault.
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
            _hasNoHoles = true; // What is written by position fails by itself, and holes that were asked for are left.
            return;
        }
        lock (_occupying)
        {
            if (start < _occupied.Start || end > _occupied.End)
            {
                try
                {
                    _hasNoHoles = !Platform.Current.TryFillHoles(_file.Handle, Path, Offset + start, Offset + end);
                }
                catch (ObjectDisposedException)
                {
                    throw Error.Closed(Path);
                }
                // One range is remembered, which grows where it is written on in order.
                bool isNext = start <= _occupied.End && end >= _occupied.Start;
                _occupied = isNext ? (Math.Min(start, _occupied.Start), Math.Max(end, _occupied.End)) : (start, end);
            }
        }
    }
}

using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// The bytes of an array, read through a window. No lease is held between two reads: the caller may take any time between them.
/// </summary>
internal sealed class RecordBytes(ArrayRef array)
{
    private const int LeastWindow = 1 << 12, MostWindow = 1 << 18;

    private byte[] _window = [];
    private long _start;
    private int _filled, _size = LeastWindow;

    /// <summary>The number of bytes.</summary>
    internal long Length { get; } = array.IsContiguous ? array.NBytes : throw Error.PlaceNotContiguous();

    /// <summary>The bytes from an offset; the caller has checked that they exist. They are valid until the next read.</summary>
    internal ReadOnlySpan<byte> At(long offset, int count)
    {
        if (offset < _start || offset + count > _start + _filled)
        {
            Fill(offset, count);
        }
        return _window.AsSpan((int)(offset - _start), count);
    }

    /// <summary>Copies bytes from an offset.</summary>
    internal void Read(long offset, Span<byte> target) => At(offset, target.Length).CopyTo(target);

    /// <summary>The number of units before the first one of zeros.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    internal long CountToNul(long offset, int unit)
    {
        for (long at = offset; ;)
        {
            int here = (int)Math.Min(4096, Length - at) / unit * unit;
            if (here == 0)
            {
                throw Error.RecordNoNul(offset, Length);
            }
            ReadOnlySpan<byte> bytes = At(at, here);
            for (int i = 0; i < here; i += unit)
            {
                if (!bytes.Slice(i, unit).ContainsAnyExcept((byte)0))
                {
                    return (at + i - offset) / unit;
                }
            }
            Interruption.Token.ThrowIfCancellationRequested();
            at += here;
        }
    }

    private void Fill(long offset, int count)
    {
        // Long where one read follows another, short where what lies between isn't wanted.
        _size = offset >= _start && offset <= _start + _filled ? Math.Min(2 * _size, MostWindow) : LeastWindow;
        int size = Math.Max(count, _size);
        if (_window.Length < size)
        {
            _window = new byte[size];
        }
        int here = (int)Math.Min(size, Length - offset);
        Interruption.Token.ThrowIfCancellationRequested();
        using BufferLease lease = array.Buffer.Lease();
        lease.Verify();
        lease.Require(array.Layout.Offset + Length);
        lease.Read(array.Layout.Offset + offset, _window.AsSpan(0, here));
        (_start, _filled) = (offset, here);
    }
}

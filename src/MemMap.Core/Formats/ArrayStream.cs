using MemMap.Compute;

namespace MemMap.Formats;

/// <summary>An array's bytes, in C order, as a stream to read. It owns nothing: the array is as open after it as before.</summary>
internal sealed unsafe class ArrayStream(ArrayRef array) : Stream
{
    /// <summary>Reads of fewer bytes than this are served from what was read ahead.</summary>
    private const int AheadBytes = 1 << 16;

    private byte[] _ahead = [];
    private long _aheadStart, _position;
    private bool _isDisposed;

    /// <inheritdoc/>
    public override bool CanRead => !_isDisposed;

    /// <inheritdoc/>
    public override bool CanSeek => !_isDisposed;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => array.NBytes;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
            _ahead = []; // Who goes elsewhere wants what is there now.
        }
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        return Read(buffer.AsSpan(offset, count));
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        array.Buffer.Verify();
        int count = (int)Math.Min(buffer.Length, Math.Max(0, Length - _position));
        if (count >= AheadBytes)
        {
            Fill(buffer[..count], _position);
        }
        else if (count > 0)
        {
            long at = _position - _aheadStart;
            if (at < 0 || at >= _ahead.Length)
            {
                byte[] ahead = new byte[Math.Min(AheadBytes, Length - _position)];
                Fill(ahead, _position);
                (_ahead, _aheadStart, at) = (ahead, _position, 0);
            }
            count = Math.Min(count, _ahead.Length - (int)at);
            _ahead.AsSpan((int)at, count).CopyTo(buffer);
        }
        _position += count;
        return count;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _isDisposed = true;
        base.Dispose(disposing);
    }

    private void Fill(Span<byte> buffer, long from)
    {
        fixed (byte* start = buffer)
        {
            byte* target = start;
            ArrayBytes.ForEachBlock(array, from, buffer.Length, bytes =>
            {
                bytes.CopyTo(new Span<byte>(target, bytes.Length));
                target += bytes.Length;
            });
        }
    }
}

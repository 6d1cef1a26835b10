using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>A forward-only stream over a part of an open file. It does not use the file's position.</summary>
/// <param name="file">The file.</param>
/// <param name="start">The first byte.</param>
/// <param name="length">The number of bytes.</param>
/// <param name="onRead">Is called with the number of bytes that were read.</param>
internal sealed class FileRange(OpenedFile file, long start, long length, Action<int>? onRead = null) : Stream
{
    private long _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int count = RandomAccess.Read(file.Handle, buffer[..(int)Math.Min(buffer.Length, length - _at)], start + _at);
        _at += count;
        onRead?.Invoke(count);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

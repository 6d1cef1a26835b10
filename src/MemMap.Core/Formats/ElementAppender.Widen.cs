using MemMap.Compute;
using MemMap.Memory;

namespace MemMap.Formats;

// Elements whose dtype turns out to be another one.
internal sealed partial class ElementAppender
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The existing file doesn't end with a whole element.</exception>
    public void Restart(DType dtype)
    {
        byte[] header = Use(dtype);
        if (_end > _origin)
        {
            RandomAccess.SetLength(_handle, _origin);
        }
        Begin(header);
    }

    /// <inheritdoc/>
    public bool TryWiden(DType dtype)
    {
        Write();
        DType old = DType;
        (long start, long end, byte[] header) = (_start, _end, Use(dtype));
        ReplacedFile wide = new(_given.Path, noClobber: false, header.Length + ((end - start) / old.ItemSize * dtype.ItemSize));
        try
        {
            wide.Stream.Write(header);
            if (!TryCast(start, end, old, wide.Stream))
            {
                Use(old);
                return false;
            }
            wide.Stream.Flush();
            Take(wide);
        }
        finally
        {
            if (_replaced != wide)
            {
                wide.Dispose();
            }
        }
        _start = header.Length;
        _end = RandomAccess.GetLength(_handle);
        WriteHeader();
        return true;
    }

    private bool TryCast(long start, long end, DType old, Stream target)
    {
        byte[] block = new byte[Math.Max(old.ItemSize, BufferBytes - (BufferBytes % old.ItemSize))];
        for (long at = start; at < end;)
        {
            Interruption.Token.ThrowIfCancellationRequested();
            byte[] bytes = at + block.Length <= end ? block : new byte[end - at];
            for (int read = 0; read < bytes.Length;)
            {
                int count = RandomAccess.Read(_handle, bytes.AsSpan(read), at + read);
                read += count > 0 ? count : throw Error.FileTooShort(_given.Path, at + read, start, end - start);
            }
            if (Widened(bytes, old, DType) is not { } wide)
            {
                return false;
            }
            target.Write(wide);
            at += bytes.Length;
        }
        return true;
    }

    /// <summary>The elements in another dtype; <see langword="null"/> if that doesn't hold them without loss.</summary>
    internal static byte[]? Widened(byte[] bytes, DType from, DType to)
    {
        ArrayRef wide = ArrayRef.FromBytes(bytes, [bytes.Length / from.ItemSize], from).AsType(to);
        return wide.AsType(from).ToBytes().AsSpan().SequenceEqual(bytes) ? wide.ToBytes() : null;
    }

    /// <summary>Goes on in the file with the wide elements: beside the old one, or in its place.</summary>
    private void Take(ReplacedFile wide)
    {
        if (_file is null)
        {
            _replaced!.Dispose();
            _replaced = wide;
            _handle = wide.Stream.SafeFileHandle;
            return;
        }
        // Windows replaces no open file.
        Close();
        try
        {
            wide.Commit();
            _file = OpenedFile.FromPath(_given.Path, new MapRequest { Path = _given.Path, Mode = MapMode.ReadWrite });
        }
        catch
        {
            Delete();
            throw;
        }
        _handle = _file.Handle;
        _isClosed = false;
        Lock();
    }
}

using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>
/// Writes elements to the end of a file, of which nobody knows beforehand how many there will be. Memory stays bounded; the file never ends
/// within an element.
/// <code>
/// the file          written to              when it isn't completed
/// doesn't exist     it, directly            what was written stays; a file without elements is deleted
/// exists, append    it, directly            what was written stays
/// exists            a file beside it        the old file stays, the other is deleted
/// </code>
/// </summary>
internal sealed class ElementAppender : IDisposable
{
    private const int BufferBytes = 1 << 18;

    private readonly string _path;
    private readonly OpenedFile _file;
    private readonly DType _dtype;
    private readonly byte[] _buffer;
    private readonly long _start;
    private int _filled;
    private long _end;
    private bool _isClosed;

    private ElementAppender(string path, OpenedFile file, DType dtype)
    {
        _path = path;
        _file = file;
        _dtype = dtype;
        _buffer = new byte[Math.Max(dtype.ItemSize, BufferBytes - (BufferBytes % dtype.ItemSize))];
        _start = _end = RandomAccess.GetLength(file.Handle);
    }

    /// <summary>How many elements were appended.</summary>
    internal long Count { get; private set; }

    /// <summary>How many elements the file has with them.</summary>
    internal long Total => (_start / _dtype.ItemSize) + Count;

    /// <summary>Opens a file to append to, or one to take the place of what is there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dtype">What one element is.</param>
    /// <param name="append">Whether a file that exists is continued rather than replaced.</param>
    /// <param name="noClobber">Whether a file that exists must not be replaced.</param>
    /// <exception cref="IOException">The file exists and must not be replaced, or can't be opened.</exception>
    /// <exception cref="ArgumentException">The file to be continued doesn't end with a whole element, or elements have no size.</exception>
    internal static ElementAppender Open(string path, DType dtype, bool append, bool noClobber)
    {
        if (dtype.ItemSize == 0)
        {
            throw Error.NoItemSize(dtype);
        }
        bool exists = File.Exists(path);
        if (!append || !exists)
        {
            string created = exists && !noClobber ? $"{path}.{System.IO.Path.GetRandomFileName()}" : path;
            return new ElementAppender(path, Create(created), dtype);
        }
        OpenedFile file = OpenedFile.FromPath(path, new MapRequest { Path = path });
        long length = RandomAccess.GetLength(file.Handle);
        if (length % dtype.ItemSize != 0)
        {
            file.Owner.Dispose();
            throw Error.NotAMultiple(length, dtype);
        }
        return new ElementAppender(path, file, dtype);
    }

    /// <summary>Appends an element.</summary>
    /// <param name="value">What the dtype takes.</param>
    /// <remarks>Where the value is refused, nothing is appended, and others may still be.</remarks>
    internal void Append(object? value)
    {
        int itemSize = _dtype.ItemSize;
        if (_buffer.Length - _filled < itemSize)
        {
            Write();
        }
        _dtype.Codec.Write(_buffer.AsSpan(_filled, itemSize), value);
        _filled += itemSize;
        Count++;
    }

    /// <summary>Writes what is left, closes the file and gives it its place.</summary>
    internal void Complete()
    {
        Write();
        Close();
        if (_file.Path == _path)
        {
            return;
        }
        try
        {
            File.Move(_file.Path, _path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Delete();
            throw Error.CannotReplace(_path, e);
        }
    }

    /// <summary>Closes the file; without <see cref="Complete"/>, as the table above tells.</summary>
    public void Dispose()
    {
        if (_isClosed)
        {
            return;
        }
        bool keep = _file.Path == _path && (!_file.IsNew || Count > 0);
        try
        {
            if (keep)
            {
                Write();
            }
        }
        catch (IOException)
        {
            // Whoever disposes without completing has a failure to report already.
        }
        finally
        {
            Close();
        }
        if (!keep)
        {
            Delete();
        }
    }

    private static OpenedFile Create(string path)
        => OpenedFile.FromPath(path, new MapRequest { Path = path, Mode = MapMode.Write, NoClobber = true });

    private void Write()
    {
        try
        {
            RandomAccess.Write(_file.Handle, _buffer.AsSpan(0, _filled), _end);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Of what didn't fit on the disk, some part may be there.
            Count -= _filled / _dtype.ItemSize;
            _filled = 0;
            RandomAccess.SetLength(_file.Handle, _end);
            throw Error.WriteFailed(_path, e);
        }
        _end += _filled;
        // The gaps between the fields of the next records are to be zeros.
        _buffer.AsSpan(0, _filled).Clear();
        _filled = 0;
    }

    private void Close()
    {
        _isClosed = true;
        _file.Owner.Dispose();
    }

    private void Delete()
    {
        try
        {
            File.Delete(_file.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file that is left over is no reason to hide the failure that led here.
        }
    }
}

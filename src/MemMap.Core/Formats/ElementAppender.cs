using MemMap.DataTypes;
using MemMap.Memory;
using Microsoft.Win32.SafeHandles;

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

    private readonly AppendTarget _target;
    private readonly OpenedFile? _file;
    private readonly ReplacedFile? _replaced;
    private readonly SafeFileHandle _handle;
    private readonly NpyHeader? _header;
    private readonly byte[] _buffer;
    private readonly long _start;
    private int _filled;
    private long _end;
    private bool _isClosed;
    private readonly bool _isOthers;

    /// <summary>Opens a file to append to, or one to take the place of what is there.</summary>
    /// <param name="target">The file.</param>
    /// <param name="dtype">What one element is.</param>
    /// <param name="noClobber">Whether a file that exists must not be replaced.</param>
    /// <exception cref="IOException">The file exists and must not be replaced, can't be opened, or somebody else appends to it.</exception>
    /// <exception cref="ArgumentException">The file to be continued doesn't end with a whole element, or elements have no size.</exception>
    internal ElementAppender(AppendTarget target, DType dtype, bool noClobber)
    {
        _target = target.For(ref dtype);
        DType = dtype;
        if (dtype.ItemSize == 0)
        {
            throw Error.NoItemSize(dtype);
        }
        string path = target.Path;
        byte[] header = [];
        if (target.IsNpy && target.Header is null)
        {
            header = NpyHeader.Write(dtype, [0, .. _target.Row], MemoryOrder.C);
        }
        _header = header.Length > 0 ? NpyHeader.Read(header, path) : target.Header;
        if (target.IsContinued || noClobber || !File.Exists(path))
        {
            MapRequest request = new() { Path = path, Mode = target.IsContinued ? MapMode.ReadWrite : MapMode.Write, NoClobber = true };
            _file = OpenedFile.FromPath(path, request);
            _handle = _file.Handle;
        }
        else
        {
            _replaced = new ReplacedFile(path, noClobber: false, size: 0);
            _handle = _replaced.Stream.SafeFileHandle;
        }
        _buffer = new byte[Math.Max(dtype.ItemSize, BufferBytes - (BufferBytes % dtype.ItemSize))];
        _start = _end = _header?.Length ?? 0;
        try
        {
            if (_file is not null && !Platform.Current.TryLockForAppending(_handle))
            {
                _isOthers = true;
                throw Error.AppendInUse(path);
            }
            if (target.IsContinued)
            {
                target.RequireEnd(_file!);
                _end = RandomAccess.GetLength(_handle);
                Total = (_end - _start) % dtype.ItemSize == 0 ? (_end - _start) / dtype.ItemSize : throw Error.NotAMultiple(_end, dtype);
            }
            else
            {
                WriteAt(header, 0);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What one element is.</summary>
    internal DType DType { get; }

    /// <summary>How many elements were appended.</summary>
    internal long Count { get; private set; }

    /// <summary>How many elements the file has with them.</summary>
    internal long Total { get; private set; }

    /// <summary>Appends an element.</summary>
    /// <param name="value">What the dtype takes.</param>
    /// <remarks>Where the value is refused, nothing is appended, and others may still be.</remarks>
    internal void Append(object? value)
    {
        int itemSize = DType.ItemSize;
        if (_buffer.Length - _filled < itemSize)
        {
            Write();
        }
        ElementCodec.Write(DType, _buffer.AsSpan(_filled, itemSize), value);
        _filled += itemSize;
        Count++;
        Total++;
    }

    /// <summary>Writes what is left, closes the file and gives it its place.</summary>
    /// <returns>The lengths of the axes of all that the file has now.</returns>
    /// <exception cref="ArgumentException">The elements are no whole number of rows.</exception>
    internal long[] Complete()
    {
        long rowSize = _target.RowSize;
        if (Total % rowSize != 0)
        {
            throw Error.IncompleteRow(_target.Path, Total, _target.Row);
        }
        Write();
        _replaced?.Commit();
        Close();
        return [Total / rowSize, .. _target.Row];
    }

    /// <summary>Closes the file; without <see cref="Complete"/>, as the table above tells.</summary>
    public void Dispose()
    {
        if (_isClosed)
        {
            return;
        }
        bool isNothing = _file is { IsNew: true } && Count == 0 && !_isOthers;
        try
        {
            if (_file is not null && !isNothing)
            {
                Write();
                if (_header is not null && Total % _target.RowSize is > 0 and var rest)
                {
                    // A header counts rows: what is no whole one would keep the file from being continued.
                    RandomAccess.SetLength(_handle, _end - (rest * DType.ItemSize));
                }
            }
        }
        catch (IOException)
        {
            // Whoever disposes without completing has a failure to report already.
        }
        finally
        {
            if (isNothing)
            {
                Delete(); // Before it is unlocked: somebody else may wait to append to it.
            }
            Close();
        }
    }

    private void Write()
    {
        if (_filled == 0)
        {
            return; // What nothing is appended to stays as it is.
        }
        WriteAt(_buffer.AsSpan(0, _filled), _end);
        _end += _filled;
        // The gaps between the fields of the next records are to be zeros.
        _buffer.AsSpan(0, _filled).Clear();
        _filled = 0;
        if (_header is not null)
        {
            // Each time, so that what is there can be read whatever happens to this process.
            WriteAt(_header.WithRows((_end - _start) / DType.ItemSize / _target.RowSize, _target.Path), 0);
        }
    }

    private void WriteAt(ReadOnlySpan<byte> bytes, long at)
    {
        try
        {
            RandomAccess.Write(_handle, bytes, at);
        }
        catch (Exception e) when (Error.IsWriteFailure(e))
        {
            Exception failure = Error.IsDiskFull(e) ? Error.NoSpace(_target.Path, bytes.Length, e.Message)
                : Error.WriteFailed(_target.Path, e);
            // Of what didn't fit on the disk, some part may be there.
            Count -= _filled / DType.ItemSize;
            Total -= _filled / DType.ItemSize;
            _filled = 0;
            RandomAccess.SetLength(_handle, _end);
            throw failure;
        }
    }

    private void Close()
    {
        _isClosed = true;
        _file?.Owner.Dispose();
        _replaced?.Dispose();
    }

    private void Delete()
    {
        try
        {
            File.Delete(_target.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file that is left over is no reason to hide the failure that led here.
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using MemMap.DataTypes;
using MemMap.Memory;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Formats;

/// <summary>
/// Appends an unknown number of elements to a file. Memory use is bounded. The file always ends with a whole element.
/// <code>
/// the file          written to         when it is abandoned    when it is stopped
/// doesn't exist     it, directly       it is deleted           what was written stays; a file without elements is deleted
/// doesn't exist,
///  whole            a file beside it   it is deleted           it is deleted
/// exists, append    it, directly       it is as it was         what was written stays
/// exists            a file beside it   the old file stays, the other is deleted
/// </code>
/// </summary>
internal sealed partial class ElementAppender : IElementSink
{
    private const int BufferBytes = 1 << 18;

    private readonly AppendTarget _given;
    private readonly bool _isNew;
    private readonly long _origin;
    private AppendTarget _target;
    private OpenedFile? _file;
    private ReplacedFile? _replaced;
    private SafeFileHandle _handle;
    private NpyHeader? _header;
    private byte[] _buffer = [];
    private int _filled;
    private long _start, _end;
    private bool _isClosed;
    private bool _isOthers;

    /// <summary>Opens a file to append to, or a new file to replace an existing one.</summary>
    /// <param name="target">The file.</param>
    /// <param name="dtype">The dtype of an element.</param>
    /// <param name="noClobber">Whether an existing file must not be replaced.</param>
    /// <param name="isWhole">Whether a new file, too, is written beside its place, and gets there when it is completed.</param>
    /// <exception cref="IOException">The file exists and must not be replaced, can't be opened, or is being appended to.</exception>
    /// <exception cref="ArgumentException">The existing file doesn't end with a whole element, or elements have no size.</exception>
    internal ElementAppender(AppendTarget target, DType dtype, bool noClobber, bool isWhole = false)
    {
        _given = target;
        byte[] header = Use(dtype);
        string path = target.Path;
        if (target.IsContinued || (!isWhole && (noClobber || !File.Exists(path))))
        {
            MapRequest request = new() { Path = path, Mode = target.IsContinued ? MapMode.ReadWrite : MapMode.Write, NoClobber = true };
            _file = OpenedFile.FromPath(path, request);
            _handle = _file.Handle;
            _isNew = _file.IsNew;
        }
        else
        {
            _replaced = new ReplacedFile(path, noClobber, size: 0);
            _handle = _replaced.Stream.SafeFileHandle;
        }
        try
        {
            Lock();
            if (target.IsContinued)
            {
                target.RequireEnd(_file!);
                _origin = RandomAccess.GetLength(_handle);
            }
            Begin(header);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public DType DType { get; private set; }

    /// <inheritdoc/>
    public long Count { get; private set; }

    /// <summary>The number of all elements in the file.</summary>
    internal long Total { get; private set; }

    /// <inheritdoc/>
    public void Append(object? value)
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

    /// <inheritdoc/>
    public void Append(long bytes, Action<BlockWriter> work)
    {
        Write();
        if ((Total + (bytes / DType.ItemSize)) % _target.RowSize != 0)
        {
            throw Error.IncompleteRow(_target.Path, Total + (bytes / DType.ItemSize), _target.Row);
        }
        Platform.Current.Reserve(_handle, _target.Path, _end, checked(_end + bytes));
        try
        {
            work((offset, block) => WriteAt(block, _end + offset));
        }
        catch
        {
            _file?.TrySetLength(_end);
            throw;
        }
        _end += bytes;
        Count += bytes / DType.ItemSize;
        Total += bytes / DType.ItemSize;
        WriteHeader();
    }

    /// <summary>Writes the remaining elements, closes the file, and moves it into place.</summary>
    /// <returns>The shape of all elements in the file.</returns>
    /// <exception cref="ArgumentException">The elements are not a whole number of rows.</exception>
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

    /// <summary>Closes the file, and leaves what there was before it was opened.</summary>
    public void Abandon()
    {
        if (_isClosed)
        {
            return;
        }
        try
        {
            if (_isNew)
            {
                Delete();
            }
            else if (_file is not null && Count > 0)
            {
                _filled = 0;
                _end = _origin;
                RandomAccess.SetLength(_handle, _end);
                WriteHeader();
            }
        }
        catch (Exception e) when (Error.IsWriteFailure(e))
        {
            // The caller already has an error to report.
        }
        finally
        {
            Close();
        }
    }

    /// <summary>Closes the file. Without <see cref="Complete"/>, it was stopped: see the table above.</summary>
    public void Dispose()
    {
        if (_isClosed)
        {
            return;
        }
        bool isNothing = _isNew && Count == 0 && !_isOthers;
        try
        {
            if (_file is not null && !isNothing)
            {
                Write();
                if (_header is not null && Total % _target.RowSize is > 0 and var rest)
                {
                    // A header counts rows: a partial row would make it impossible to append to the file.
                    RandomAccess.SetLength(_handle, _end - (rest * DType.ItemSize));
                }
            }
        }
        catch (IOException)
        {
            // Disposed without completing: the caller already has an error to report.
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

    private void Lock()
    {
        if (_file is not null && !Platform.Current.TryLockForAppending(_handle))
        {
            _isOthers = true;
            throw Error.AppendInUse(_given.Path);
        }
    }

    /// <summary>Takes a dtype for the elements, and returns the header of a file without elements.</summary>
    [MemberNotNull(nameof(_target), nameof(DType))]
    private byte[] Use(DType dtype)
    {
        _target = _given.For(ref dtype);
        DType = dtype;
        if (dtype.ItemSize == 0)
        {
            throw Error.NoItemSize(dtype);
        }
        byte[] header = _target.IsNpy && _target.Header is null ? NpyHeader.Write(dtype, [0, .. _target.Row], MemoryOrder.C) : [];
        _header = header.Length > 0 ? NpyHeader.Read(header, _given.Path) : _target.Header;
        _buffer = new byte[Math.Max(dtype.ItemSize, BufferBytes - (BufferBytes % dtype.ItemSize))];
        _filled = 0;
        return header;
    }

    /// <summary>Begins behind the elements that the file has.</summary>
    private void Begin(byte[] header)
    {
        _start = _end = _header?.Length ?? 0;
        Count = Total = 0;
        if (_target.IsContinued)
        {
            _end = _origin;
            Total = (_end - _start) % DType.ItemSize == 0 ? (_end - _start) / DType.ItemSize : throw Error.NotAMultiple(_end, DType);
        }
        else
        {
            WriteAt(header, 0);
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
        WriteHeader();
    }

    private void WriteHeader()
    {
        if (_header is not null)
        {
            // Update the header each time, so that the file can be read if this process ends.
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
            // A write to a full disk may have been partial.
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
            // Ignore a file that can't be deleted: it must not hide the original error.
        }
    }
}

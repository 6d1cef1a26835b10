using Microsoft.Win32.SafeHandles;

namespace MemMap.Memory;

/// <summary>Resizing a map and its file. On failure both are restored to their previous state.</summary>
internal sealed unsafe partial class MappedFile
{
    /// <summary>
    /// Resizes the map and its file; new bytes are zeros. Arrays over the map use the new memory from their next access. Space is reserved
    /// as when the map was opened.
    /// </summary>
    /// <param name="byteLength">The new length of the buffer.</param>
    /// <param name="oldRows">The present length of the array's first axis, for <see cref="MapRequest.MakeHeader"/>.</param>
    /// <param name="rows">The new length of that axis.</param>
    /// <exception cref="InvalidOperationException">
    /// The mode does not change files, the file extends beyond the map, or a map that is in use would shrink; on Windows also one whose
    /// file is mapped elsewhere.
    /// </exception>
    /// <exception cref="IOException">There is no space, or the system refuses.</exception>
    /// <exception cref="ObjectDisposedException">The map is closed.</exception>
    public void Resize(long byteLength, long oldRows, long rows) => Exclusively(() =>
    {
        if (!Mode.ChangesFile)
        {
            throw Error.CannotResize(Path, Mode);
        }
        Wake();
        Verify();
        long fileLength = FileLength;
        if (fileLength > Offset + ByteLength)
        {
            throw Error.NotAtEnd(Path, Offset + ByteLength, fileLength);
        }
        if (byteLength > ByteLength)
        {
            Grow(byteLength, fileLength, rows);
        }
        else if (byteLength < ByteLength)
        {
            Shrink(byteLength, oldRows, rows);
        }
        else if (rows != oldRows)
        {
            _request.MakeHeader?.Invoke(rows).Invoke(_file.Handle); // Rows of no bytes.
        }
    });

    /// <summary>
    /// Makes the header first, which can fail, then grows the file. The header is written last, so that it never describes more than
    /// exists.
    /// </summary>
    private void Grow(long byteLength, long fileLength, long rows)
    {
        Action<SafeFileHandle>? writeHeader = _request.MakeHeader?.Invoke(rows);
        MemoryExtent? extent = null;
        long end = _request.End(byteLength);
        try
        {
            _file.Extend(fileLength, end, _request.Sparse);
            extent = Map(_file, _request, byteLength);
            writeHeader?.Invoke(_file.Handle);
        }
        catch
        {
            extent?.Dispose();
            TryCutBack(fileLength, end);
            throw;
        }
        Extents.Add(extent, this);
        Exchange(extent);
    }

    /// <summary>
    /// Writes the header first, then truncates the file. Windows truncates no file that is mapped, and elsewhere the removed bytes must
    /// not be accessed. So this map is unmapped in between, and no lease on the removed part may be held, through this map or another one.
    /// </summary>
    private void Shrink(long byteLength, long oldRows, long rows)
    {
        long oldLength = ByteLength;
        Action<SafeFileHandle>? writeHeader = _request.MakeHeader?.Invoke(rows), restoreHeader = _request.MakeHeader?.Invoke(oldRows);
        using Standstill standstill = TryStop(Offset + byteLength) ?? throw Error.InUse(Path);
        standstill.Own?.Dispose();
        try
        {
            writeHeader?.Invoke(_file.Handle);
            try
            {
                if (!_file.TrySetLength(Offset + byteLength))
                {
                    throw Error.MappedElsewhere(Path);
                }
            }
            catch
            {
                restoreHeader?.Invoke(_file.Handle);
                throw;
            }
        }
        catch
        {
            Attach(oldLength);
            throw;
        }
        Attach(byteLength);
    }

    /// <summary>Maps the file again. On failure there is no map any more, and the buffer is closed.</summary>
    private void Attach(long byteLength)
    {
        try
        {
            MemoryExtent extent = Map(_file, _request, byteLength);
            Extents.Add(extent, this);
            Exchange(extent);
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>Undoes the growth of the file after a failure, unless another process has made it longer meanwhile.</summary>
    private void TryCutBack(long oldLength, long end)
    {
        try
        {
            // Even if the length is unchanged: this frees space that was reserved beyond it.
            if (RandomAccess.GetLength(_file.Handle) is { } present && (present == oldLength || present == end)
                && !_file.TrySetLength(oldLength))
            {
                CutUnmapped(oldLength);
            }
        }
        catch (IOException)
        {
            // Report the failure that led here.
        }
    }

    /// <summary>
    /// Truncates the file while this map is unmapped, as Windows demands. The file stays longer if work on the map does not end in time,
    /// or if the file is mapped elsewhere, too.
    /// </summary>
    private void CutUnmapped(long fileLength)
    {
        using Standstill? standstill = TryStop(Offset + ByteLength);
        if (standstill is null)
        {
            return;
        }
        standstill.Own?.Dispose();
        try
        {
            _ = _file.TrySetLength(fileLength);
        }
        finally
        {
            Attach(ByteLength);
        }
    }
}

namespace MemMap.Memory;

/// <summary>Taking a map to the present length of its file, which others have changed.</summary>
internal sealed unsafe partial class MappedFile
{
    private const int BlockBytes = 1 << 16;

    /// <summary>
    /// Maps as many whole rows as the file has now. The file is not changed, and in mode <c>c</c> neither are private changes.
    /// </summary>
    /// <param name="rowBytes">The number of bytes of a row; at least 1.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="InvalidOperationException">The map is one of several of its file, such as a member of an archive.</exception>
    /// <exception cref="IOException">The system refuses, or the header of the file is damaged.</exception>
    /// <exception cref="ObjectDisposedException">The map is closed.</exception>
    public long Fit(long rowBytes)
    {
        long rows = 0;
        Exclusively(() =>
        {
            if (_request.Shared is not null)
            {
                throw Error.FitMember(Path);
            }
            Wake();
            long present = Math.Max(0, PresentLength - Offset) / rowBytes;
            rows = _request.ReadRows is { } read ? Math.Min(present, read(_file.Handle)) : present;
            long byteLength = rows * rowBytes;
            if (byteLength == ByteLength)
            {
                return;
            }
            MemoryExtent extent = Map(_file, _request, byteLength);
            try
            {
                if (Mode == MapMode.CopyOnWrite && Volatile.Read(ref _isWritten) != 0)
                {
                    KeepChanges(extent);
                }
            }
            catch
            {
                extent.Dispose();
                throw;
            }
            Extents.Add(extent, this);
            Exchange(extent);
        });
        return rows;
    }

    /// <summary>Copies what was assigned in the present memory, which no file has, to another mapping of the same file.</summary>
    private void KeepChanges(MemoryExtent extent)
    {
        MemoryExtent old = Enter();
        try
        {
            long length = Math.Min(old.Length, extent.Length);
            for (long at = 0; at < length; at += BlockBytes)
            {
                int count = (int)Math.Min(BlockBytes, length - at);
                ReadOnlySpan<byte> source = new(old.Pointer + at, count);
                Span<byte> target = new(extent.Pointer + at, count);
                if (!source.SequenceEqual(target))
                {
                    source.CopyTo(target);
                }
            }
        }
        finally
        {
            old.Leave();
        }
    }
}

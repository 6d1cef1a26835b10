namespace MemMap.Memory;

// Private changes: what a map of mode c has in memory and its file has not.
internal sealed unsafe partial class MappedFile
{
    /// <summary>When the file had been written last as the map was opened, or as its changes were committed.</summary>
    private DateTime _lastWrite;

    /// <summary>
    /// Whether the file was written since a map of mode c was opened. Pages without changes have what was written, changed ones have not:
    /// there, the changes of others can't be told from those of the map.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The map is closed.</exception>
    internal bool IsFileChanged => LastWrite() != _lastWrite;

    /// <summary>Reads bytes of the file by position, whatever the map has in memory.</summary>
    /// <param name="at">The first byte, from the start of the buffer.</param>
    /// <param name="target">Receives the bytes.</param>
    /// <exception cref="IOException">The file can't be read, or is too short.</exception>
    internal void ReadFile(long at, Span<byte> target)
    {
        fixed (byte* start = target)
        {
            new FileByteSource(OpenFile().Handle, Path, Offset, ByteLength).Read(at, start, target.Length);
        }
    }

    /// <summary>Opens the same range of the same file to write to it by position.</summary>
    /// <exception cref="ArgumentException">The map is that of a member of an archive.</exception>
    /// <exception cref="IOException">Another file is in its place, or it can't be opened.</exception>
    internal MappedFile OpenToCommit()
    {
        if (Member is not null || _request.Shared is not null)
        {
            throw Error.CommitMember(Path, Member);
        }
        MappedFile file = Open(new()
        {
            Path = Path,
            Mode = MapMode.ReadWrite,
            Offset = Offset,
            ByteLength = ByteLength,
            KeepsLength = true,
            Access = AccessHint.Buffered,
        });
        if (IsSameFile(file))
        {
            return file;
        }
        file.Close();
        throw Error.OtherFile(Path);
    }

    /// <summary>Takes the present state of the file as the one that the map was opened with.</summary>
    internal void Rebase()
    {
        if (Mode == MapMode.CopyOnWrite)
        {
            _lastWrite = LastWrite();
        }
    }

    private DateTime LastWrite()
    {
        try
        {
            return WithFile(() => File.GetLastWriteTimeUtc(OpenFile().Handle));
        }
        catch (ObjectDisposedException)
        {
            throw Error.Closed(Path);
        }
    }
}

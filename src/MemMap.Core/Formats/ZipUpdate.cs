using System.Text;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>
/// Adds members to a ZIP archive and removes some, and moves none. At every moment the file is the old archive or the new one:
/// <code>
/// |members|directory|                                      the archive
/// |members|directory|  (room)      |directory|             a copy of the directory, behind the room that is needed: the same archive
/// |members|new member|new directory|directory|             the room is filled; the last directory is the one that counts
/// |members|new member|new directory|                       cut: the new archive
/// </code>
/// A directory is written by one call, and within a page where it fits one. What a removed member had stays as unused bytes, unless it was
/// the last one.
/// </summary>
internal sealed class ZipUpdate : IDisposable
{
    private const int Page = 4096;

    private readonly OpenedFile _file;
    private readonly ZipTail _old;
    private readonly List<byte[]> _entries = [];
    private long _end, _limit;
    private bool _isChanged, _isDone;

    /// <summary>Opens an archive to change it.</summary>
    /// <exception cref="InvalidDataException">It is not a valid ZIP archive.</exception>
    /// <exception cref="IOException">It can't be opened, or somebody else is changing it.</exception>
    internal ZipUpdate(string path)
    {
        _file = OpenedFile.FromPath(path, new MapRequest { Path = path, Mode = MapMode.ReadWrite });
        try
        {
            if (!Platform.Current.TryLockForAppending(_file.Handle))
            {
                throw Error.AppendInUse(_file.Path);
            }
            Members = ZipDirectory.Read(_file);
            _old = ZipDirectory.ReadTail(_file);
            _end = _old.Start;
            if (Members.FirstOrDefault(member => member.HeaderOffset >= _end) is { } behind)
            {
                throw Error.InvalidZip(_file.Path, $"member '{behind.Name}' follows the directory, so the archive can't be changed");
            }
        }
        catch
        {
            _file.Owner.Dispose();
            throw;
        }
    }

    /// <summary>The members of the archive as it was.</summary>
    internal IReadOnlyList<ZipMember> Members { get; }

    /// <summary>Writes the archive without some members, and with others behind the rest.</summary>
    /// <param name="removed">The members to leave out.</param>
    /// <param name="added">The members to add.</param>
    /// <exception cref="IOException">The archive can't be written; it is the old one then.</exception>
    internal void Run(IReadOnlySet<ZipMember> removed, IReadOnlyList<ZipAddition> added)
    {
        _entries.AddRange(Members.Where(member => !removed.Contains(member)).Select(_old.Entry));
        try
        {
            if (added.Count == 0)
            {
                Append();
                WriteInPlace(EndOfMembers(removed));
                return;
            }
            MakeRoom(added);
            foreach (ZipAddition member in added)
            {
                Add(member);
            }
            if (!WriteInPlace(_end))
            {
                Append();
            }
        }
        catch (Exception e) when (Error.IsWriteFailure(e) && !e.Data.Contains(Error.IdKey))
        {
            throw Error.IsDiskFull(e) ? Error.NoSpace(_file.Path, _limit - _old.Start, e.Message) : Error.CannotWrite(_file.Path, e);
        }
    }

    /// <summary>Restores the old archive if the new one is not complete, and closes the file.</summary>
    public void Dispose()
    {
        try
        {
            if (_isChanged && !_isDone)
            {
                RandomAccess.Write(_file.Handle, _old.Bytes, _old.Start);
                RandomAccess.SetLength(_file.Handle, _old.Start + _old.Bytes.Length);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The copy of the directory at the end makes it the old archive all the same. The earlier failure is the one to report.
        }
        finally
        {
            _file.Owner.Dispose();
        }
    }

    /// <summary>Puts a copy of the directory behind the room for new members, which makes it the one that counts.</summary>
    private void MakeRoom(IReadOnlyList<ZipAddition> added)
    {
        long length = _old.Start + _old.Bytes.Length;
        long directory = _old.Bytes.Length + added.Sum(member => ZipDirectory.MaxEntrySize + Encoding.UTF8.GetByteCount(member.Name));
        _limit = checked(_old.Start + directory + added.Sum(member => member.MaxSize + ZipDirectory.LocalSize(member.Name)));
        long at = Math.Max(length, _limit);
        int size = ZipDirectory.Tail(_old.Directory, _old.Count, at, _old.Comment).Length;
        at += size <= Page && (at % Page) + size > Page ? Page - (at % Page) : 0;
        Platform.Current.Reserve(_file.Handle, _file.Path, length, at + size);
        _isChanged = true;
        RandomAccess.Write(_file.Handle, ZipDirectory.Tail(_old.Directory, _old.Count, at, _old.Comment), at);
        RandomAccess.FlushToDisk(_file.Handle);
    }

    private void Add(ZipAddition member)
    {
        long header = _end, start = header + ZipDirectory.LocalSize(member.Name);
        using ZipContent content = new(_file, start, _limit, member.Compresses);
        member.Write(content);
        (uint crc, long size, _end) = content.Complete();
        ZipMember entry = new(
            member.Name, member.Compresses ? ZipDirectory.Deflated : ZipDirectory.Stored, crc, _end - start, size, header, 0, false);
        RandomAccess.Write(_file.Handle, ZipDirectory.LocalHeader(entry), header);
        _entries.Add(ZipDirectory.CentralEntry(entry));
    }

    /// <summary>Writes the new directory at the end of the file, which makes it the new archive.</summary>
    private void Append()
    {
        long at = RandomAccess.GetLength(_file.Handle);
        _isChanged = true;
        RandomAccess.Write(_file.Handle, NewTail(at), at);
        RandomAccess.FlushToDisk(_file.Handle);
        _isDone = true;
    }

    /// <summary>
    /// Writes the new directory where no older one that counts is, and cuts the file behind it, which makes it the new archive.
    /// </summary>
    /// <returns>False if the system does not cut the file, as Windows doesn't if it is mapped.</returns>
    private bool WriteInPlace(long at)
    {
        byte[] tail = NewTail(at);
        RandomAccess.Write(_file.Handle, tail, at);
        RandomAccess.FlushToDisk(_file.Handle);
        bool isCut = _file.TrySetLength(at + tail.Length);
        _isDone |= isCut;
        RandomAccess.FlushToDisk(_file.Handle);
        return isCut;
    }

    private byte[] NewTail(long at) => ZipDirectory.Tail([.. _entries.SelectMany(entry => entry)], _entries.Count, at, _old.Comment);

    /// <summary>Where the members that stay end: at the first of those behind them that are removed, or at the directory.</summary>
    private long EndOfMembers(IReadOnlySet<ZipMember> removed)
        => Members.OrderByDescending(member => member.HeaderOffset).TakeWhile(removed.Contains).LastOrDefault()?.HeaderOffset ?? _old.Start;
}

/// <summary>A member to add to an archive.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Compresses">Whether it is deflated.</param>
/// <param name="Size">The size of its content in bytes.</param>
/// <param name="Write">Writes the content.</param>
internal sealed record ZipAddition(string Name, bool Compresses, long Size, Action<Stream> Write)
{
    /// <summary>The most bytes that the content takes in the archive: Deflate stores what it can't compress, in blocks.</summary>
    internal long MaxSize => Compresses ? checked(Size + (Size >> 8) + 1024) : Size;
}

using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap;

// The identity of the file, and opening of maps by handles.
public sealed partial class MemMapArray
{
    // The map was opened by a handle, which may be of a view, and does not know the file's header.
    private bool _isSent;

    /// <summary>The current length of the file in bytes.</summary>
    /// <exception cref="ObjectDisposedException">The map was closed.</exception>
    public long FileLength => _file.FileLength;

    /// <summary>
    /// The identity of the file on this machine: inode and birth time, or the file id of Windows. A file that replaces this one has another
    /// identity. <see langword="null"/> if the file system has none.
    /// </summary>
    public string? FileId => _file.FileId;

    /// <summary>The name of this machine, on which <see cref="FileId"/> is valid.</summary>
    /// <remarks>It isn't called Host, as logs often have a field of that name, and <c>$log.host</c> is to be that.</remarks>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1822", Justification = "It is serialised with the array.")]
    public string FileHost => Environment.MachineName;

    /// <summary>
    /// Maps the file of a handle again: <c>w+</c> as <c>r+</c>, and <c>c</c> with the file's content, as private changes don't travel. The
    /// file is never extended. Its content may have changed. A handle that doesn't identify the file can have been made by anyone who knows
    /// a path: it is mapped in mode <c>r</c> then, with a warning if it was to be written.
    /// </summary>
    /// <exception cref="FormatException">The handle contradicts itself.</exception>
    /// <exception cref="IOException">The file is too short, can't be opened, or is another one than the handle's.</exception>
    internal static MemMapArray Open(ArrayHandle handle)
    {
        Layout layout = handle.Locate(out long start, out long end);
        MapMode mode = handle.Mode == MapMode.Write ? MapMode.ReadWrite : handle.Mode;
        if (!handle.IsIdentified && mode.ChangesFile)
        {
            mode = MapMode.ReadOnly;
            HostObjects.Warn(
                $"the array that was sent here doesn't tell which file of this machine it is in, so '{handle.FileName}' is mapped in "
                    + "mode 'r'; New-MemMap with -Mode r+ maps it for writing");
        }
        MappedFile file = MappedFile.Open(new MapRequest
        {
            Path = handle.FileName,
            Mode = mode,
            Offset = start,
            Access = handle.Access,
            Member = handle.Member,
            Measure = length => end <= length ? end - start : throw Error.HandleFileTooShort(handle, end, length),
        });
        if (handle.IsIdentified && handle.FileId != file.FileId)
        {
            file.Close();
            throw Error.HandleOtherFile(handle.FileName);
        }
        MemMapArray map = Listed(new MemMapArray(new ArrayRef(file, layout.WithOffset(-start), handle.DType)) { _isSent = true });
        MemMapArray array = handle.IsWriteable || !map.IsWriteable ? map : (MemMapArray)map.BroadcastTo(handle.Shape);
        array.FirstRow = handle.FirstRow;
        return array;
    }
}

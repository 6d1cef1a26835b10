using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Memory;

/// <summary>A mapped range of a file.</summary>
/// <param name="Handle">Owns the mapping.</param>
/// <param name="Pointer">The first byte of the range.</param>
internal sealed unsafe record FileView(WatchedView Handle, nint Pointer)
{
    /// <summary>Maps a range that is not empty.</summary>
    /// <exception cref="Exception">The system refuses (<see cref="IsRefusal"/>), or the process has too many maps.</exception>
    internal static FileView Map(OpenedFile file, MapRequest request, long offset, long length)
    {
        MapLimits.RequireMapping(file.Path);
        MemoryMappedFileAccess access = request.Mode switch
        {
            { ChangesFile: true } => MemoryMappedFileAccess.ReadWrite,
            { IsWriteable: true } => MemoryMappedFileAccess.CopyOnWrite,
            _ => MemoryMappedFileAccess.Read,
        };
        // A view outlives the object that created it.
        using MemoryMappedFile map = MemoryMappedFile.CreateFromFile(
            file.Handle, mapName: null, capacity: 0, access, HandleInheritability.None, leaveOpen: true);
        // Keep only the accessor's handle: the accessor has nothing to finalize, and its Dispose would wait for the disk.
        MemoryMappedViewAccessor accessor = map.CreateViewAccessor(offset, length, access);
        SafeMemoryMappedViewHandle view = accessor.SafeMemoryMappedViewHandle;
        nint pointer = view.DangerousGetHandle() + (nint)accessor.PointerOffset;
        if (request.Access != AccessHint.Normal)
        {
            Platform.Current.Advise((byte*)pointer, length, request.Access);
        }
        return new FileView(new WatchedView(view, request.Mode.IsWriteable), pointer);
    }

    /// <summary>Whether an exception says that the system does not map a range.</summary>
    internal static bool IsRefusal(Exception e)
        => e is IOException or UnauthorizedAccessException or OutOfMemoryException or ArgumentException && !e.Data.Contains(Error.IdKey);

    /// <summary>The whole range as an extent, which owns the mapping.</summary>
    internal MemoryExtent Extent(SafeFileHandle file, MapRequest request, long length)
        => new(Handle, (byte*)Pointer, length, window: ReadAhead.TryCreate(request, file, (byte*)Pointer, length), watched: Handle);

    /// <summary>A part of the range as an extent, which keeps the mapping.</summary>
    internal MemoryExtent Extent(SafeFileHandle file, MapRequest request, long start, long length)
    {
        byte* first = (byte*)Pointer + start;
        return new(new SharedHandle(Handle), first, length, window: ReadAhead.TryCreate(request, file, first, length), watched: Handle);
    }
}

using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Memory;

/// <summary>How a file becomes a map. Whatever fails, the file is afterwards what it was before, or not there if it wasn't.</summary>
internal sealed unsafe partial class MappedFile
{
    /// <summary>Opens or creates a file and maps a range of it.</summary>
    /// <exception cref="FileNotFoundException">There is no such file, and the mode doesn't create it.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a directory, or the user may not open the file in this mode.</exception>
    /// <exception cref="IOException">
    /// The file is too short for a mode that doesn't extend, exists though it must not, is no ordinary file, or the disk is full.
    /// </exception>
    /// <exception cref="ArgumentException">The request contradicts itself or the stream it names.</exception>
    public static MappedFile Open(MapRequest request)
    {
        request.Validate();
        OpenedFile file = request.Stream is { } stream ? OpenedFile.FromStream(stream, request)
            : OpenedFile.FromPath(request.Path!, request);
        long? undoLength = null;
        try
        {
            long oldLength = RandomAccess.GetLength(file.Handle);
            long byteLength = request.ByteLength ?? Measure(request, file, oldLength);
            long end = request.End(byteLength);
            if (end > oldLength && (request.KeepsLength || !request.Mode.ChangesFile))
            {
                throw Error.FileTooShort(file.Path, oldLength, request.Offset, byteLength, request.KeepsLength ? null : request.Mode);
            }
            if (request.Mode == MapMode.Write)
            {
                undoLength = oldLength;
                file.Extend(0, end, request.Sparse);
                if (oldLength > 0)
                {
                    // If it can't be mapped, find out while the old content is there.
                    Map(file, request, byteLength).Dispose();
                    file.Clear(end, request.Sparse);
                }
            }
            else if (end > oldLength)
            {
                undoLength = oldLength;
                file.Extend(oldLength, end, request.Sparse);
            }
            return new MappedFile(Map(file, request, byteLength), file, request);
        }
        catch
        {
            file.Abandon(undoLength);
            throw;
        }
    }

    private static long Measure(MapRequest request, OpenedFile file, long fileLength)
    {
        if (request.Offset > fileLength)
        {
            throw Error.OffsetBeyondEnd(file.Path, request.Offset, fileLength);
        }
        long byteLength = request.Measure?.Invoke(fileLength) ?? fileLength - request.Offset;
        return byteLength >= 0 ? byteLength : throw Error.NegativeLength(byteLength);
    }

    private static MemoryExtent Map(OpenedFile file, MapRequest request, long byteLength)
    {
        if (byteLength == 0)
        {
            return new MemoryExtent(
                new SafeMemoryMappedViewHandle(), null, 0); // Systems refuse an empty map. This handle owns nothing, and counts leases.
        }
        if (request.Access == AccessHint.Buffered)
        {
            return MemoryExtent.Of(new FileByteSource(file.Handle, file.Path, request.Offset, byteLength), byteLength);
        }
        MemoryMappedFileAccess access = request.Mode switch
        {
            { ChangesFile: true } => MemoryMappedFileAccess.ReadWrite,
            { IsWriteable: true } => MemoryMappedFileAccess.CopyOnWrite,
            _ => MemoryMappedFileAccess.Read,
        };
        try
        {
            // A view lives on without the object it was made from.
            using MemoryMappedFile map = MemoryMappedFile.CreateFromFile(
                file.Handle, mapName: null, capacity: 0, access, HandleInheritability.None, leaveOpen: true);
            // The accessor has nothing to finalize, and its Dispose would wait for the disk: only its handle is kept.
            MemoryMappedViewAccessor accessor = map.CreateViewAccessor(request.Offset, byteLength, access);
            SafeMemoryMappedViewHandle view = accessor.SafeMemoryMappedViewHandle;
            byte* pointer = (byte*)view.DangerousGetHandle() + accessor.PointerOffset;
            if (request.Access != AccessHint.Normal)
            {
                Platform.Current.Advise(pointer, byteLength, request.Access);
            }
            ReadAhead? window = ReadAhead.TryCreate(request, file.Handle, pointer, byteLength);
            return new MemoryExtent(new WatchedView(view, request.Mode.IsWriteable), pointer, byteLength, window: window);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OutOfMemoryException or ArgumentException)
        {
            throw Error.CannotMap(file.Path, byteLength, request.Mode, e);
        }
    }
}

using Microsoft.Win32.SafeHandles;

namespace MemMap.Memory;

/// <summary>Opening and creating maps. On failure the file is restored to its previous state, or deleted if it is new.</summary>
internal sealed unsafe partial class MappedFile
{
    /// <summary>Opens or creates a file and maps a range of it.</summary>
    /// <exception cref="FileNotFoundException">The file does not exist, and the mode does not create it.</exception>
    /// <exception cref="UnauthorizedAccessException">The path is a directory, or the user may not open the file in this mode.</exception>
    /// <exception cref="IOException">
    /// The file is too short for a mode that does not extend it, exists although it must not, is no ordinary file, or the disk is full.
    /// </exception>
    /// <exception cref="ArgumentException">The request contradicts itself or the stream.</exception>
    public static MappedFile Open(MapRequest request)
    {
        request.Validate();
        CollectDroppedIfMany();
        OpenedFile file = request.Shared?.Share() ?? OpenedFile.Open(request);
        request = file.IsDevice ? request with { Access = AccessHint.Buffered } : request;
        long? undoLength = null;
        try
        {
            if (request.Shared is null)
            {
                MapLimits.RequireRoom(file);
            }
            long oldLength = file.Length;
            // Elements of another type seldom fill the file: what it is says more than that.
            request.Inspect?.Invoke(file.Handle, oldLength);
            long byteLength = request.ByteLength ?? Measure(request, file, oldLength);
            long end = request.End(byteLength);
            if (end > oldLength && (request.KeepsLength || !request.Mode.ChangesFile))
            {
                throw Error.FileTooShort(file.Path, oldLength, request.Offset, byteLength);
            }
            if (request.Mode == MapMode.Write)
            {
                undoLength = oldLength;
                file.Extend(0, end, request.Sparse);
                if (oldLength > 0)
                {
                    // Find out whether it can be mapped while the old content still exists.
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
                new SafeMemoryMappedViewHandle(), null, 0); // Systems refuse an empty map. This handle owns nothing; it only counts leases.
        }
        if (request.Access == AccessHint.Buffered)
        {
            return MemoryExtent.Of(new FileByteSource(file.Handle, file.Path, request.Offset, byteLength), byteLength);
        }
        try
        {
            return request.Shared?.TryMap(request, byteLength)
                ?? FileView.Map(file, request, request.Offset, byteLength).Extent(file.Handle, request, byteLength);
        }
        catch (Exception e) when (FileView.IsRefusal(e))
        {
            throw Error.CannotMap(file.Path, byteLength, request.Mode, e);
        }
    }
}

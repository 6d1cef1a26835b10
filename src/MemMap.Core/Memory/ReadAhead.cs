using Microsoft.Win32.SafeHandles;

namespace MemMap.Memory;

/// <summary>
/// A mapped range whose readers tell the system where they are: what they are going to read next is fetched before they wait for it, and of
/// a file that is larger than memory, what they have read makes room for it.
/// <code>
/// range   |......|=======|.......|-------|.......|
///          passed  in work        next
/// </code>
/// </summary>
/// <param name="start">Byte 0.</param>
/// <param name="file">The file.</param>
/// <param name="offset">Where in the file byte 0 is.</param>
/// <param name="isLarge">Whether it is larger than what the system will keep.</param>
internal sealed unsafe class ReadAhead(byte* start, SafeFileHandle file, long offset, bool isLarge)
{
    /// <summary>Files beyond this drive out of memory what was read of them first.</summary>
    private static readonly long LargeBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;

    /// <summary>
    /// The window of a mapped range; null where it fits into memory and no order of reading was promised, or changes are in memory only.
    /// </summary>
    internal static ReadAhead? TryCreate(MapRequest request, SafeFileHandle file, byte* start, long length)
    {
        bool isPrivate = request.Mode.IsWriteable && !request.Mode.ChangesFile, isLarge = length > LargeBytes;
        return !isPrivate && request.Access != AccessHint.Random && (isLarge || request.Access == AccessHint.Sequential)
            ? new ReadAhead(start, file, request.Offset, isLarge) : null;
    }

    /// <summary>Bytes that are going to be read soon.</summary>
    internal void Expect(long from, long to) => Platform.Current.Prefetch(start + from, to - from);

    /// <summary>Bytes that won't be read again soon. What was changed stays changed.</summary>
    internal void Pass(long from, long to)
    {
        if (!isLarge)
        {
            return;
        }
        try
        {
            Platform.Current.Forget(start + from, to - from);
            Platform.Current.Uncache(file, offset + from, to - from);
        }
        catch (ObjectDisposedException)
        {
            // The map was closed meanwhile; who reads it finds out for itself.
        }
    }
}

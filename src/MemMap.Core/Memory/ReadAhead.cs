using Microsoft.Win32.SafeHandles;

namespace MemMap.Memory;

/// <summary>
/// A mapped range whose readers report their progress. The range that they will read next is prefetched. If the file is larger than memory,
/// the range that they have read is released.
/// <code>
/// range   |......|=======|.......|-------|.......|
///          passed  in work        next
/// </code>
/// </summary>
/// <param name="start">Byte 0.</param>
/// <param name="file">The file.</param>
/// <param name="offset">The position in the file of byte 0.</param>
/// <param name="isLarge">Whether the file is larger than the system's cache is likely to keep.</param>
internal sealed unsafe class ReadAhead(byte* start, SafeFileHandle file, long offset, bool isLarge)
{
    /// <summary>The size above which reading a file evicts its own first pages from memory.</summary>
    private static readonly long LargeBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;

    /// <summary>
    /// Creates the window of a mapped range; null if the range fits in memory and no access pattern was given, or if changes exist in
    /// memory only.
    /// </summary>
    internal static ReadAhead? TryCreate(MapRequest request, SafeFileHandle file, byte* start, long length)
    {
        bool isPrivate = request.Mode.IsWriteable && !request.Mode.ChangesFile, isLarge = length > LargeBytes;
        return !isPrivate && request.Access != AccessHint.Random && (isLarge || request.Access == AccessHint.Sequential)
            ? new ReadAhead(start, file, request.Offset, isLarge) : null;
    }

    /// <summary>Reports bytes that will be read soon.</summary>
    internal void Expect(long from, long to) => Platform.Current.Prefetch(start + from, to - from);

    /// <summary>Reports bytes that will not be read again soon. Changes to them are kept.</summary>
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
            // The map was closed meanwhile; the reader will notice.
        }
    }
}

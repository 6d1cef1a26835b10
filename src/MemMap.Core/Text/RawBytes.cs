using System.Runtime.InteropServices;

namespace MemMap.Text;

/// <summary>Reads numbers and characters from an element's raw bytes, at any alignment.</summary>
internal static class RawBytes
{
    /// <summary>How many bytes or characters of one element are written between two questions whether to stop.</summary>
    internal const int StopItems = 1 << 16;

    internal static T Read<T>(ReadOnlySpan<byte> bytes, bool isSwapped) where T : unmanaged
    {
        T value = MemoryMarshal.Read<T>(bytes);
        if (isSwapped)
        {
            MemoryMarshal.AsBytes(new Span<T>(ref value)).Reverse();
        }
        return value;
    }
}

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

    /// <summary>The characters of a fixed-length text (UTF-32), without trailing NULs.</summary>
    internal static uint[] CodePoints(ReadOnlySpan<byte> bytes, bool isSwapped)
    {
        // One text may be as long as a file, and to read it is as much work as to write it.
        CancellationToken stop = Interruption.Token;
        uint[] codePoints = new uint[bytes.Length / sizeof(uint)];
        for (int i = 0; i < codePoints.Length; i++)
        {
            if (i % StopItems == 0)
            {
                stop.ThrowIfCancellationRequested();
            }
            codePoints[i] = Read<uint>(bytes[(i * sizeof(uint))..], isSwapped);
        }
        return codePoints.AsSpan().TrimEnd(0u).ToArray();
    }
}

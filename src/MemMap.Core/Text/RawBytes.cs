using System.Runtime.InteropServices;

namespace MemMap.Text;

/// <summary>Reads numbers and characters from an element's raw bytes, at any alignment.</summary>
internal static class RawBytes
{
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
        uint[] codePoints = new uint[bytes.Length / sizeof(uint)];
        for (int i = 0; i < codePoints.Length; i++)
        {
            codePoints[i] = Read<uint>(bytes[(i * sizeof(uint))..], isSwapped);
        }
        return codePoints.AsSpan().TrimEnd(0u).ToArray();
    }
}

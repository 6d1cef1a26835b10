using MemMap.Compute;
using MemMap.Formats;

namespace MemMap.Output;

/// <summary>The bytes of a whole file that has arrays, which -Format opens. At the prompt, they are not what is meant.</summary>
internal static class RawBytes
{
    private const int StartLength = 4;

    /// <summary>The format that a file seems to be of, if all of its bytes are the array; null if there is none.</summary>
    internal static FileFormat? FormatOf(NDArray array)
    {
        if (array is not MemMapArray { NDim: 1, ItemSize: 1, ByteOffset: 0, Member: null, Size: > StartLength } map
            || array.Base is not null)
        {
            return null;
        }
        try
        {
            return MayBegin(RawElements.Bytes(array.Ref, 0, StartLength)) ? FileContent.Of(map.FileName, 0).Format : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            return null; // It was deleted since.
        }
    }

    /// <summary>What opens the arrays of such a file, in words; null for any other array.</summary>
    internal static string? Instead(NDArray array)
        => FormatOf(array) is { } format
            ? $"the bytes of a file that seems to be {format}: New-MemMap '{((MemMapArray)array).FileName}' -Format {format} opens its "
                + "arrays"
            : null;

    // WAV, BMP and IDX. To look at all formats takes longer than to print an array.
    private static bool MayBegin(ReadOnlySpan<byte> start)
        => start is [(byte)'R', (byte)'I', (byte)'F', (byte)'F' or (byte)'X'] or [(byte)'R', (byte)'F', (byte)'6', (byte)'4']
            or [(byte)'B', (byte)'M', ..] or [0, 0, >= 8 and <= 14, > 0];
}

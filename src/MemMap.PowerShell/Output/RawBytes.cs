using System.Diagnostics.CodeAnalysis;
using MemMap.Compute;
using MemMap.DataTypes;
using MemMap.Formats;

namespace MemMap.Output;

/// <summary>The bytes of a whole file that has arrays, which -Format opens. At the prompt, they are not what is meant.</summary>
internal static class RawBytes
{
    private const int StartLength = 4;

    /// <summary>The format that a file seems to be of, if all of its bytes are the array; null if there is none.</summary>
    internal static FileFormat? FormatOf(NDArray array)
    {
        if (!IsWhole(array, out MemMapArray? map))
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

    /// <summary>What opens such a file, in words, where its bytes are printed: its arrays, or the records that it begins with.</summary>
    internal static string? Hint(NDArray array)
    {
        if (Instead(array) is { } instead)
        {
            return instead;
        }
        if (!IsWhole(array, out MemMapArray? map))
        {
            return null;
        }
        try
        {
            return MayBeginAsType(RawElements.Bytes(array.Ref, 0, StartLength)) && OfTypes(map.FileName, RawFile.StartOf(map.FileName))
                is { } types ? $"the bytes of a file that {types}" : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            return null;
        }
    }

    /// <summary>
    /// What reads the records that a file begins with: <c>begins as elf64: New-MemMap 'FILE' elf64 -Shape 1 reads it</c>; null if they are
    /// of no named type.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="start">Its first bytes.</param>
    internal static string? OfTypes(string path, ReadOnlySpan<byte> start)
        => MagicCheck.Fitting(start) is not [var fit, ..] ? null
            : RecordChains.In(start) is [var (name, offset), ..]
                ? $"begins as {fit.Name}: Get-MemMapRecord {CommandText.Quoted(path)} {name}"
                    + (offset > 0 ? $" -Offset {offset} reads its records" : " reads its records")
            : $"begins as {fit.Name}: New-MemMap {CommandText.Quoted(path)} {fit.Name} -Shape 1 reads it";

    // The whole file, in bytes.
    private static bool IsWhole(NDArray array, [NotNullWhen(true)] out MemMapArray? map)
    {
        map = array as MemMapArray is { NDim: 1, ItemSize: 1, ByteOffset: 0, Member: null, Size: > StartLength, Base: null } whole
            ? whole : null;
        return map is not null;
    }

    // The common ones of those with a magic at the start. To look for all types takes longer than to print an array.
    private static bool MayBeginAsType(ReadOnlySpan<byte> start)
        => start is [0x7f, (byte)'E', (byte)'L', (byte)'F'] or [(byte)'P', (byte)'K', ..] or [0x1f, 0x8b, ..] or [(byte)'M', (byte)'Z', ..]
            or [0x89, (byte)'P', (byte)'N', (byte)'G'] or [(byte)'S', (byte)'Q', (byte)'L', (byte)'i']
            or [(byte)'E', (byte)'l', (byte)'f', (byte)'F'] or [(byte)'L', (byte)'A', (byte)'S', (byte)'F']
            // pcap, in microseconds and in nanoseconds, and pcapng.
            or [0xd4, 0xc3, 0xb2, 0xa1] or [0xa1, 0xb2, 0xc3, 0xd4] or [0x4d, 0x3c, 0xb2, 0xa1] or [0xa1, 0xb2, 0x3c, 0x4d]
            or [0x0a, 0x0d, 0x0d, 0x0a]
            // Mach-O.
            or [0xce or 0xcf, 0xfa, 0xed, 0xfe] or [0xfe, 0xed, 0xfa, 0xce or 0xcf];

    // WAV, BMP and IDX. To look at all formats takes longer than to print an array.
    private static bool MayBegin(ReadOnlySpan<byte> start)
        => start is [(byte)'R', (byte)'I', (byte)'F', (byte)'F' or (byte)'X'] or [(byte)'R', (byte)'F', (byte)'6', (byte)'4']
            or [(byte)'B', (byte)'M', ..] or [0, 0, >= 8 and <= 14, > 0];
}

using System.Text.Unicode;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>What a file seems to have, for those who don't know what to open it as.</summary>
/// <param name="IsEmpty">Whether there are no bytes.</param>
/// <param name="IsText">Whether the first bytes are text in UTF-8, or begin with the mark of UTF-16.</param>
/// <param name="Format">The format of arrays that fits the file and has to be asked for; <see langword="null"/> if there is none.</param>
internal sealed record FileContent(bool IsEmpty, bool IsText, FileFormat? Format)
{
    private const int Length = 4 << 10;

    // A character of UTF-8 that the end of what is read cuts.
    private const int MostCut = 3;

    /// <summary>Looks at a file from an offset on; at its start, also for arrays.</summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    internal static FileContent Of(string path, long offset)
    {
        OpenedFile file = OpenedFile.FromPath(path, new MapRequest { Path = path, Mode = MapMode.ReadOnly });
        using (file.Owner)
        {
            byte[] start = NpyFile.ReadStart(file, offset, Length);
            return new(start.Length == 0, IsTextIn(start),
                start.Length > 0 && offset == 0 && Container.Recognise(NpyFile.ReadStart(file, 0, Container.StartLength)) is null
                    ? Container.Fitting(file)?.Format : null);
        }
    }

    private static bool IsTextIn(ReadOnlySpan<byte> start)
        => start is [0xff, 0xfe, ..] or [0xfe, 0xff, ..]
            || (start.Length > 0 && !start.ContainsAny(Controls) && IsUtf8(start));

    private static bool IsUtf8(ReadOnlySpan<byte> start)
    {
        for (int cut = 0; cut <= Math.Min(start.Length == Length ? MostCut : 0, start.Length - 1); cut++)
        {
            if (Utf8.IsValid(start[..^cut]))
            {
                return true;
            }
        }
        return false;
    }

    // All but tab, the ends of lines and pages, and escape, which colours text.
    private static readonly System.Buffers.SearchValues<byte> Controls = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(static value => (byte)value).Except("\t\n\r\f\u001b"u8.ToArray()), 0x7f]);
}

using System.Globalization;

namespace MemMap;

// Errors of patches: texts that are none, and changes that can't be made.
internal static partial class Error
{
    private const int FewBytes = 8;

    internal static FileNotFoundException NoPatch(string path)
        => With("FileNotFound", new FileNotFoundException($"there is no patch '{path}'", path));

    internal static InvalidDataException NotAPatch(string path, string firstLine) => With("NotAPatch", new InvalidDataException(
        $"'{path}' is no patch: its first line is not '{firstLine}'; Export-MemMap -Format Patch writes one"));

    internal static InvalidDataException PatchSyntax(string path, long line, string what) => With("PatchInvalid", new InvalidDataException(
        string.Create(CultureInfo.InvariantCulture, $"'{path}', line {line}: {what}")));

    internal static InvalidDataException PatchIncomplete(string path, string end) => With("PatchIncomplete", new InvalidDataException(
        $"'{path}' has no line '{end}' at its end: a part of the patch is missing, and nothing was changed"));

    internal static InvalidDataException PatchMismatch(
        string path, long line, string file, long offset, byte[] expected, byte[] found)
    {
        int first = found.AsSpan().CommonPrefixLength(expected);
        return With("PatchMismatch", new InvalidDataException(string.Create(
            CultureInfo.InvariantCulture,
            $"'{path}', line {line}, is for other bytes: at 0x{offset + first:x} of {file} it expects {Hex(expected, first)}, and there is "
                + $"{Hex(found, first)}; nothing was changed")));
    }

    internal static InvalidOperationException PatchApplied(string path, long changes, bool isReversed)
        => With("PatchApplied", new InvalidOperationException(
            (isReversed, changes) switch
            {
                (true, 1) => $"the change of '{path}' is not there, so there is nothing to take back",
                (true, _) => $"none of the {changes} changes of '{path}' is there, so there is nothing to take back",
                (_, 1) => $"the change of '{path}' is there already; -Reverse takes it back",
                _ => $"all {changes} changes of '{path}' are there already; -Reverse takes them back",
            }));

    internal static ArgumentException PatchOutside(string path, string file, long offset, int count)
        => With("PatchOutside", new ArgumentException(
            $"'{path}' changes {(count == 1 ? "1 byte" : $"{count} bytes")} of {file} from {offset} (0x{offset:x}) on, which "
                + $"{(count == 1 ? "is not" : "are not all")} in this array; open all of the file"));

    internal static ArgumentException PatchOfSeveral(string path, string file, string other)
        => With("PatchOfSeveral", new ArgumentException(
            $"'{path}' is for several files ({file}, {other} ...); apply it to an array that joins them (Join-MemMap)"));

    internal static ArgumentException PatchOfOther(string path, string file)
        => With("PatchOfOther", new ArgumentException($"'{path}' changes {file}, which is no part of the joined array"));

    internal static ArgumentException PatchAmbiguous(string path, string file, string one, string other)
        => With("PatchAmbiguous", new ArgumentException(
            $"'{path}' changes {file}, and two parts have that name: '{one}' and '{other}'; apply it to one of them"));

    internal static ArgumentException PatchOfTwice(string file) => With("PatchOfTwice", new ArgumentException(
        $"{file} was compared more than once, and a patch makes one file of it; write one patch for each comparison"));

    private static string Hex(byte[] bytes, int first)
        => string.Join(' ', bytes.Skip(first).Take(FewBytes).Select(value => value.ToString("x2", CultureInfo.InvariantCulture)))
            + (bytes.Length - first > FewBytes ? " ..." : "");
}

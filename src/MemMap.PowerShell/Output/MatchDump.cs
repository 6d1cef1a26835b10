using System.Globalization;
using System.Text;

namespace MemMap.Output;

/// <summary>Dumps bytes with a match in brackets, in lines as Show-MemMap has them.</summary>
internal static class MatchDump
{
    private const int LineBytes = 16;

    /// <summary>Returns the lines.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="first">The offset of the first one.</param>
    /// <param name="match">The offset of the match.</param>
    /// <param name="length">The number of its bytes.</param>
    internal static IEnumerable<string> Lines(byte[] bytes, long first, long match, int length)
    {
        for (long line = first / LineBytes * LineBytes; line < first + bytes.Length; line += LineBytes)
        {
            StringBuilder digits = new(), characters = new();
            for (long at = line; at < line + LineBytes; at++)
            {
                bool isMatch = at >= match && at < match + length, isAfter = at > line && at - 1 >= match && at - 1 < match + length;
                digits.Append(isMatch && (at == match || at == line) ? '[' : isAfter && !isMatch ? ']' : ' ');
                byte? value = at >= first && at < first + bytes.Length ? bytes[at - first] : null;
                digits.Append(value?.ToString("x2", CultureInfo.InvariantCulture) ?? "  ");
                characters.Append(value is null ? ' ' : value is >= 0x20 and < 0x7f ? (char)value : '.');
            }
            bool endsInMatch = line + LineBytes - 1 >= match && line + LineBytes - 1 < match + length;
            yield return FormattableString.Invariant($"{line:x8} {digits}{(endsInMatch ? ']' : ' ')} {characters}").TrimEnd();
        }
    }
}

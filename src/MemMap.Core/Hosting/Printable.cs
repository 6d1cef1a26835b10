using System.Globalization;
using System.Text;

namespace MemMap;

/// <summary>
/// Escapes foreign text (names of files, fields and members, contents of files) before it is shown. A terminal would execute its control
/// characters, and a picture's format may not allow them. All such text passes through here. A control character, or one that changes how
/// the rest reads, is written as its number: <c>\x1b</c>, <c>\u202e</c>.
/// </summary>
/// <remarks>A backslash is not escaped, since file names on Windows have many. The result is for reading and can't be parsed
/// back.</remarks>
internal static class Printable
{
    // These join or separate letters of Persian and Indian scripts and parts of emoji, and have no other effect.
    private const int NonJoiner = 0x200c, Joiner = 0x200d;

    /// <summary>Escapes a text of one line.</summary>
    internal static string Line(string text) => Shown(text, keepsLines: false);

    /// <summary>Escapes a text that may have several lines.</summary>
    internal static string Lines(string text) => Shown(text, keepsLines: true);

    /// <summary>
    /// Whether a character is shown as itself: it controls neither a terminal nor the direction of writing, and it is a valid character.
    /// </summary>
    internal static bool IsShown(int codePoint)
        => codePoint is NonJoiner or Joiner || (codePoint <= 0x10ffff && (codePoint & 0xfffe) != 0xfffe
        && CharUnicodeInfo.GetUnicodeCategory(
            codePoint) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));

    /// <summary>Whether Python's <c>repr</c> shows a character as itself.</summary>
    internal static bool IsShownByPython(uint codePoint) => codePoint == ' ' || (codePoint <= 0x10ffff
        && CharUnicodeInfo.GetUnicodeCategory(
            (int)codePoint) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator
                or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator));

    /// <summary>Appends a character in Python's escape notation: <c>\n</c>, <c>\x1b</c>, <c>\u202e</c>, <c>\U000e0001</c>.</summary>
    internal static StringBuilder AppendEscape(StringBuilder text, uint codePoint)
    {
        (char letter, string digits) = codePoint switch
        {
            '\t' => ('t', ""),
            '\n' => ('n', ""),
            '\r' => ('r', ""),
            <= 0xff => ('x', "x2"),
            <= 0xffff => ('u', "x4"),
            _ => ('U', "x8"),
        };
        text.Append('\\').Append(letter);
        return digits.Length == 0 ? text : text.Append(codePoint.ToString(digits, CultureInfo.InvariantCulture));
    }

    private static string Shown(string text, bool keepsLines)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }
        StringBuilder shown = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            int codePoint = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])
                ? char.ConvertToUtf32(text[i], text[i + 1]) : text[i];
            if (IsShown(codePoint)
                || (keepsLines && (codePoint == '\n' || (codePoint == '\r' && i + 1 < text.Length && text[i + 1] == '\n'))))
            {
                shown.Append(text[i]);
                if (codePoint > char.MaxValue)
                {
                    shown.Append(text[++i]);
                }
            }
            else
            {
                AppendEscape(shown, (uint)codePoint);
                i += codePoint > char.MaxValue ? 1 : 0;
            }
        }
        return shown.ToString();
    }
}

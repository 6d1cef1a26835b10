using System.Globalization;
using System.Text;

namespace MemMap;

/// <summary>
/// The one place where text that comes from elsewhere (names of files, of fields and of members, what stands in files) becomes text to be
/// shown: by a terminal, which takes control characters for orders, or in a picture, whose format may have no place for them. A character
/// that is an order, or that changes how others read, is written as its number: <c>\x1b</c>, <c>\u202e</c>.
/// </summary>
/// <remarks>What a backslash stands for isn't marked, as in names of files on Windows there are many: this is to be read, and not to be
/// read back.</remarks>
internal static class Printable
{
    // Which tell letters of Persian and of Indian scripts, and parts of emoji, how to join: they do nothing else.
    private const int NonJoiner = 0x200c, Joiner = 0x200d;

    /// <summary>A text of one line.</summary>
    internal static string Line(string text) => Shown(text, keepsLines: false);

    /// <summary>A text that may have several lines.</summary>
    internal static string Lines(string text) => Shown(text, keepsLines: true);

    /// <summary>
    /// Whether a character is shown as itself: none that controls a terminal, the direction of writing, or is no character at all.
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

    /// <summary>Writes a character as Python's literals have it: <c>\n</c>, <c>\x1b</c>, <c>\u202e</c>, <c>\U000e0001</c>.</summary>
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

using System.Text.RegularExpressions;

namespace MemMap.Compute;

/// <summary>
/// Bytes as people write them in hexadecimal, and text that may be that. A <c>?</c> stands for any digit.
/// <code>
/// 4D 5A ?? 00                        pairs with blanks between them: as hex dumps have them
/// 0x4D5A   0x4D 0x5A   0x4D, 0x5A    with a prefix, also within brackets; \x4D\x5A
/// 4D-5A   4D:5A   4d,5a              pairs with one kind of sign between them, and a letter among them, all of one case
/// 12-31   4D5A   42   Ad:De          may be text: ambiguous
/// </code>
/// </summary>
internal static partial class HexNotation
{
    [GeneratedRegex(
        @"\A[\[({]?\s*0x(?<b>[0-9a-f?]|([0-9a-f?]{2})+)([\s,;:-]+(0x(?<b>[0-9a-f?]|([0-9a-f?]{2})+)|(?<b>[0-9a-f?]{2})))*\s*[\])}]?\z"
            + @"|\A(\\x(?<b>[0-9a-f]{2}))+\z",
        Options)]
    private static partial Regex Prefixed();

    [GeneratedRegex(@"\A\s*(?<b>[0-9a-f?]{2})(\s+(?<b>[0-9a-f?]{2}))+\s*\z", Options)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\A\s*(?<b>[0-9a-f?]{2})(\s*(?<sign>[,;:-])\s*(?<b>[0-9a-f?]{2}))+\s*\z", Options)]
    private static partial Regex Signs();

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>The pairs of digits that a text is; <see langword="null"/> where it is text and nothing else.</summary>
    /// <exception cref="ArgumentException">It may be either.</exception>
    internal static string[]? TryParse(string text)
    {
        if (Pairs(Prefixed().Match(text)) is { } prefixed)
        {
            return prefixed;
        }
        if (Pairs(Blanks().Match(text)) is { } pairs)
        {
            return pairs;
        }
        Match signs = Signs().Match(text);
        if (Pairs(signs) is { } separated)
        {
            bool isOneSign = signs.Groups["sign"].Captures.DistinctBy(capture => capture.Value).Count() == 1;
            string digits = string.Concat(separated);
            return isOneSign && digits.Any(char.IsAsciiLetterUpper) != digits.Any(char.IsAsciiLetterLower) ? separated
                : throw Error.BytesAmbiguous(text, digits);
        }
        return text.Length % 2 == 0 && AreDigits(text) ? throw Error.BytesAmbiguous(text, text)
            : text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && AreDigits(text[2..]) ? throw Error.OddDigits(text)
            : null;
    }

    private static bool AreDigits(string text)
        => text.Any(char.IsAsciiHexDigit) && text.All(digit => char.IsAsciiHexDigit(digit) || digit == '?');

    private static string[]? Pairs(Match match) => !match.Success ? null
        : [.. match.Groups["b"].Captures.Select(capture => capture.Length == 1 ? "0" + capture.Value : capture.Value)
            .SelectMany(digits => digits.Chunk(2)).Select(pair => new string(pair))];
}

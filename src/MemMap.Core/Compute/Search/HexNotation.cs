using System.Text.RegularExpressions;

namespace MemMap.Compute;

/// <summary>
/// Bytes as people write them in hexadecimal, and text that may be that. A <c>?</c> stands for any digit.
/// <code>
/// 4D 5A ?? 00                        pairs with blanks between them: as hex dumps have them
/// 0x4D5A   0x4D 0x5A   0x4D, 0x5A    with a prefix, also within brackets; \x4D\x5A
/// 4D-5A   4D:5A   4d,5a              pairs with one kind of sign between them, and a letter among them, all of one case
/// 12-31   4D5A   42   Ad:De          may be text: ambiguous
/// DE AD B   DE-AD-BG   0xDE 0xA1B    mostly pairs: malformed, and no text
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

    [GeneratedRegex(@"\s*[,;:-]\s*|\s+|\\x", Options)]
    private static partial Regex Separators();

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
            : Malformed(text) is { } token ? throw Error.BytesMalformed(text, token)
            : null;
    }

    /// <summary>The token because of which a text is no hexadecimal, though most of it is; null where it is text.</summary>
    /// <exception cref="ArgumentException">All tokens are pairs, and what stands between them differs.</exception>
    private static string? Malformed(string text)
    {
        string bare = text.Trim();
        bool isPrefixed = HasPrefix(bare.TrimStart('[', '(', '{', ' '));
        bare = isPrefixed ? bare.Trim('[', '(', '{', '}', ')', ']', ' ')
            : bare.StartsWith("\\x", StringComparison.Ordinal) ? bare[2..]
            : bare;
        string[] tokens = Separators().Split(bare);
        string[] wrong = [.. tokens.Where(token => !IsBytes(token))];
        int right = tokens.Length - wrong.Length;
        bool isClear = isPrefixed || tokens.Any(token => AreDigits(token) && token.Any(char.IsAsciiLetter));
        bool hasSigns = bare.AsSpan().IndexOfAny(",;:-") >= 0;
        if (right == 0 || (hasSigns && !isClear))
        {
            return null; // Dates and times have pairs of digits with signs between them, too.
        }
        if (wrong.Length == 0)
        {
            return hasSigns && !isPrefixed ? throw Error.BytesAmbiguous(text, string.Concat(tokens)) : null;
        }
        bool isMost = right > wrong.Length || (right == wrong.Length && isClear && (isPrefixed || !hasSigns));
        bool isSlip = Array.TrueForAll(wrong, token => AreDigits(Digits(token)))
            || (wrong.Length == 1 && right > 1 && (wrong[0].Length == 0
                || (Digits(wrong[0]) is { Length: <= 2 } near && near.Any(char.IsAsciiHexDigit))));
        return isMost && isSlip ? wrong[0] : null;
    }

    private static bool HasPrefix(string text) => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);

    private static string Digits(string token) => HasPrefix(token) ? token[2..] : token;

    private static bool IsBytes(string token)
        => AreBytes(Digits(token)) && (HasPrefix(token) ? token.Length == 3 || (token.Length > 2 && token.Length % 2 == 0)
            : token.Length == 2);

    private static bool AreBytes(string digits) => digits.All(digit => char.IsAsciiHexDigit(digit) || digit == '?');

    private static bool AreDigits(string text)
        => text.Any(char.IsAsciiHexDigit) && AreBytes(text);

    private static string[]? Pairs(Match match) => !match.Success ? null
        : [.. match.Groups["b"].Captures.Select(capture => capture.Length == 1 ? "0" + capture.Value : capture.Value)
            .SelectMany(digits => digits.Chunk(2)).Select(pair => new string(pair))];
}

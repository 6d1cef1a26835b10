using System.Globalization;
using System.Numerics;
using System.Text;

namespace MemMap.Compute;

/// <summary>What characters are: of code points by Unicode, of bytes by ASCII. Each is looked at by itself.</summary>
internal static class Characters
{
    internal static T Upper<T>(T c) where T : unmanaged, IBinaryInteger<T>
        => RuneOf(c) is { } rune ? T.CreateTruncating(Rune.ToUpperInvariant(rune).Value) : c;

    internal static T Lower<T>(T c) where T : unmanaged, IBinaryInteger<T>
        => RuneOf(c) is { } rune ? T.CreateTruncating(Rune.ToLowerInvariant(rune).Value) : c;

    /// <summary>The character as a title begins with it: in upper case, but for letters that are two.</summary>
    internal static T Title<T>(T c) where T : unmanaged, IBinaryInteger<T> => uint.CreateTruncating(c) switch
    {
        >= 0x1c4 and <= 0x1c6 => T.CreateTruncating(0x1c5),
        >= 0x1c7 and <= 0x1c9 => T.CreateTruncating(0x1c8),
        >= 0x1ca and <= 0x1cc => T.CreateTruncating(0x1cb),
        >= 0x1f1 and <= 0x1f3 => T.CreateTruncating(0x1f2),
        _ => Upper(c),
    };

    internal static bool IsUpper<T>(T c) where T : unmanaged, IBinaryInteger<T> => RuneOf(c) is { } rune && Rune.IsUpper(rune);

    internal static bool IsLower<T>(T c) where T : unmanaged, IBinaryInteger<T> => RuneOf(c) is { } rune && Rune.IsLower(rune);

    /// <summary>Whether a character has a case, that of titles included.</summary>
    internal static bool IsCased<T>(T c) where T : unmanaged, IBinaryInteger<T> => IsUpper(c) || IsLower(c) || IsTitle(c);

    internal static bool IsTitle<T>(T c) where T : unmanaged, IBinaryInteger<T>
        => RuneOf(c) is { } rune && Rune.GetUnicodeCategory(rune) == UnicodeCategory.TitlecaseLetter;

    internal static bool IsLetter<T>(T c) where T : unmanaged, IBinaryInteger<T> => RuneOf(c) is { } rune && Rune.IsLetter(rune);

    /// <summary>Whether a character is a digit of numbers in tens.</summary>
    internal static bool IsDecimal<T>(T c) where T : unmanaged, IBinaryInteger<T> => RuneOf(c) is { } rune && Rune.IsDigit(rune);

    /// <summary>Whether a character is a digit, raised or circled ones included.</summary>
    internal static bool IsDigit<T>(T c) where T : unmanaged, IBinaryInteger<T>
        => RuneOf(c) is { } rune && CharUnicodeInfo.GetDigitValue(rune.ToString(), 0) >= 0;

    /// <summary>Whether a character has the value of a number, such as a fraction.</summary>
    internal static bool IsNumeric<T>(T c) where T : unmanaged, IBinaryInteger<T>
        => RuneOf(c) is { } rune && CharUnicodeInfo.GetNumericValue(rune.ToString(), 0) >= 0;

    /// <summary>Whether a character is white space. As in Python, that includes the separators of ASCII in Unicode, not in bytes.</summary>
    internal static bool IsSpace<T>(T c) where T : unmanaged, IBinaryInteger<T>
        => RuneOf(c) is { } rune && (Rune.IsWhiteSpace(rune) || (!IsByte<T>() && rune.Value is >= 0x1c and <= 0x1f));

    /// <summary>The characters of a text that a user writes.</summary>
    /// <exception cref="ArgumentException">A character is beyond those of bytes.</exception>
    internal static T[] Of<T>(string text) where T : unmanaged, IBinaryInteger<T>
        => [.. text.EnumerateRunes().Select(rune => IsByte<T>() && rune.Value > byte.MaxValue ? throw Error.NotInBytes(text)
            : T.CreateTruncating(rune.Value))];

    // Bytes beyond ASCII stand for no characters, and there are code points that are none.
    private static Rune? RuneOf<T>(T c) where T : unmanaged, IBinaryInteger<T>
    {
        uint code = uint.CreateTruncating(c);
        return (IsByte<T>() && code > 0x7f) || !Rune.IsValid(code) ? null : new Rune(code);
    }

    private static bool IsByte<T>() => typeof(T) == typeof(byte);
}

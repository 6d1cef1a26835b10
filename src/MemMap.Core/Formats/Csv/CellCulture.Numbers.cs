namespace MemMap.Formats;

// Numbers to the invariant notation.
internal sealed partial class CellCulture
{
    /// <summary>The result may be so much longer than the text: the symbol of infinity is one character.</summary>
    internal const int MinLength = 4;

    private const char Minus = '\u2212';

    /// <summary>Translates a number.</summary>
    /// <param name="text">A text.</param>
    /// <param name="plain">Memory for as many characters as the text has, and <see cref="MinLength"/>; or none, if it is no number.</param>
    /// <param name="length">The length of the result.</param>
    /// <returns>Whether the text is a number.</returns>
    internal bool TryNumber(ReadOnlySpan<char> text, Span<char> plain, out int length)
    {
        length = 0;
        text = text.Trim();
        if (text.Length == 0 || plain.Length < text.Length + MinLength)
        {
            return false;
        }
        if (text.Equals(_culture.NumberFormat.NegativeInfinitySymbol, StringComparison.OrdinalIgnoreCase))
        {
            return Put("-inf", plain, ref length);
        }
        TakeSign(ref text, plain, ref length);
        if (TryWord(text) is { } word)
        {
            return Put(word, plain, ref length);
        }
        return TakeWhole(ref text, plain, ref length, out int digits) && TakeDecimals(ref text, plain, ref length, ref digits) && digits > 0
            && TakeExponent(ref text, plain, ref length) && text.IsEmpty;
    }

    private void TakeSign(ref ReadOnlySpan<char> text, Span<char> plain, ref int length)
    {
        if (text[0] is '-' or Minus || Take(ref text, _culture.NumberFormat.NegativeSign))
        {
            text = text is ['-' or Minus, .. var rest] ? rest : text;
            plain[length++] = '-';
        }
        else if (text[0] == '+' || Take(ref text, _culture.NumberFormat.PositiveSign))
        {
            text = text is ['+', .. var rest] ? rest : text;
        }
    }

    private string? TryWord(ReadOnlySpan<char> text)
        => text.IsEmpty || char.IsAsciiDigit(text[0]) ? null
            : Is(text, "nan") || Is(text, _culture.NumberFormat.NaNSymbol) ? "nan"
            : Is(text, "inf") || Is(text, "infinity") || Is(text, _culture.NumberFormat.PositiveInfinitySymbol) ? "inf"
            : null;

    private static bool Is(ReadOnlySpan<char> text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes the digits before the decimals.</summary>
    private bool TakeWhole(ref ReadOnlySpan<char> text, Span<char> plain, ref int length, out int digits)
    {
        digits = 0;
        ReadOnlySpan<char> rest = text;
        string? separator = null;
        int groups = 0;
        while (true)
        {
            int count = Digits(rest);
            if (groups > 0 && count == 0)
            {
                return false;
            }
            rest[..count].CopyTo(plain[length..]);
            rest = rest[count..];
            (length, digits) = (length + count, digits + count);
            if (!TakeSeparator(ref rest, ref separator))
            {
                break;
            }
            groups++;
        }
        bool isGrouped = groups == 0 || (text[0] != '0' && HasSizes(text[..^rest.Length], separator!.Length, groups));
        text = rest;
        return isGrouped;
    }

    /// <summary>Takes a separator of groups, the same one in all of a number.</summary>
    private bool TakeSeparator(ref ReadOnlySpan<char> text, ref string? separator)
    {
        if (text.IsEmpty || (char.IsAsciiLetter(text[0]) && separator is null))
        {
            return false;
        }
        foreach (string candidate in _separators)
        {
            if (text.StartsWith(candidate, StringComparison.Ordinal))
            {
                bool isSame = separator is null || separator == candidate;
                separator = candidate;
                text = text[candidate.Length..];
                return isSame;
            }
            if (candidate.Length == 1 && ClassOf(candidate[0]) is not '\0' and var kind && ClassOf(text[0]) == kind)
            {
                separator ??= candidate;
                text = text[1..];
                return true;
            }
        }
        return false;
    }

    // What stands for one another at a keyboard: blanks, and apostrophes.
    private static char ClassOf(char c) => c switch
    {
        ' ' or '\u00a0' or '\u202f' or '\u2009' => ' ',
        '\'' or '\u2019' => '\'',
        _ => '\0',
    };

    /// <summary>Whether the groups of a number have the lengths that they have in the culture, from the last one on.</summary>
    private bool HasSizes(ReadOnlySpan<char> number, int separator, int groups)
    {
        int end = number.Length;
        for (int group = 0; group <= groups; group++)
        {
            int start = end;
            while (start > 0 && char.IsAsciiDigit(number[start - 1]))
            {
                start--;
            }
            int size = _sizes[Math.Min(group, _sizes.Length - 1)], count = end - start;
            if (group == groups)
            {
                return count > 0 && (size == 0 || count <= size);
            }
            if (count != size)
            {
                return false;
            }
            end = start - separator;
        }
        return true;
    }

    private bool TakeDecimals(ref ReadOnlySpan<char> text, Span<char> plain, ref int length, ref int digits)
    {
        if (Take(ref text, _point))
        {
            plain[length++] = '.';
            int count = Digits(text);
            text[..count].CopyTo(plain[length..]);
            text = text[count..];
            (length, digits) = (length + count, digits + count);
        }
        return true;
    }

    private bool TakeExponent(ref ReadOnlySpan<char> text, Span<char> plain, ref int length)
    {
        if (text is not ['e' or 'E', ..])
        {
            return true;
        }
        plain[length++] = 'e';
        text = text[1..];
        if (text.IsEmpty)
        {
            return false;
        }
        TakeSign(ref text, plain, ref length);
        int count = Digits(text);
        text[..count].CopyTo(plain[length..]);
        length += count;
        text = text[count..];
        return count > 0;
    }

    private static bool Take(ref ReadOnlySpan<char> text, string what)
    {
        if (what.Length == 0 || !text.StartsWith(what, StringComparison.Ordinal))
        {
            return false;
        }
        text = text[what.Length..];
        return true;
    }

    private static int Digits(ReadOnlySpan<char> text)
        => text.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : text.Length;

    private static bool Put(string word, Span<char> plain, ref int length)
    {
        word.CopyTo(plain[length..]);
        length += word.Length;
        return true;
    }
}

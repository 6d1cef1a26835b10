namespace MemMap.Compute;

/// <summary>Each character in upper case.</summary>
internal sealed class Upper() : TextToText("upper")
{
    protected override void Write<T>(ReadOnlySpan<T> text, Span<T> result)
    {
        for (int i = 0; i < text.Length; i++)
        {
            result[i] = Characters.Upper(text[i]);
        }
    }
}

/// <summary>Each character in lower case.</summary>
internal sealed class Lower() : TextToText("lower")
{
    protected override void Write<T>(ReadOnlySpan<T> text, Span<T> result)
    {
        for (int i = 0; i < text.Length; i++)
        {
            result[i] = Characters.Lower(text[i]);
        }
    }
}

/// <summary>Each character in the other case.</summary>
internal sealed class SwapCase() : TextToText("swapcase")
{
    protected override void Write<T>(ReadOnlySpan<T> text, Span<T> result)
    {
        for (int i = 0; i < text.Length; i++)
        {
            result[i] = Characters.IsLower(text[i]) ? Characters.Upper(text[i])
                : Characters.IsUpper(text[i]) ? Characters.Lower(text[i]) : text[i];
        }
    }
}

/// <summary>The first character in upper case, the others in lower case.</summary>
internal sealed class Capitalize() : TextToText("capitalize")
{
    protected override void Write<T>(ReadOnlySpan<T> text, Span<T> result)
    {
        for (int i = 0; i < text.Length; i++)
        {
            result[i] = i == 0 ? Characters.Title(text[i]) : Characters.Lower(text[i]);
        }
    }
}

/// <summary>The first letter of each word in upper case, the others in lower case.</summary>
internal sealed class Title() : TextToText("title")
{
    protected override void Write<T>(ReadOnlySpan<T> text, Span<T> result)
    {
        for (int i = 0; i < text.Length; i++)
        {
            result[i] = i > 0 && Characters.IsCased(text[i - 1]) ? Characters.Lower(text[i]) : Characters.Title(text[i]);
        }
    }
}

/// <summary>Whether all characters with a case have one case, and there is such a character.</summary>
internal sealed class IsCase(bool isUpper) : TextToValue<byte>(isUpper ? "isupper" : "islower", DType.Bool)
{
    protected override byte Value<T>(ReadOnlySpan<T> text)
    {
        bool found = false;
        foreach (T c in text)
        {
            if (isUpper ? Characters.IsLower(c) || Characters.IsTitle(c) : Characters.IsUpper(c) || Characters.IsTitle(c))
            {
                return 0;
            }
            found |= Characters.IsCased(c);
        }
        return found ? (byte)1 : (byte)0;
    }
}

/// <summary>Whether each word begins in upper case and goes on in lower case, and there is a word.</summary>
internal sealed class IsTitle() : TextToValue<byte>("istitle", DType.Bool)
{
    protected override byte Value<T>(ReadOnlySpan<T> text)
    {
        bool found = false, isInWord = false;
        foreach (T c in text)
        {
            bool isCased = Characters.IsCased(c);
            if (isCased && Characters.IsLower(c) != isInWord)
            {
                return 0;
            }
            found |= isCased;
            isInWord = isCased;
        }
        return found ? (byte)1 : (byte)0;
    }
}

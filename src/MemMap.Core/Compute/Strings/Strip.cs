namespace MemMap.Compute;

/// <summary>Texts without some characters at their ends.</summary>
/// <param name="chars">The characters; null for white space.</param>
/// <param name="atStart">Whether those at the start go.</param>
/// <param name="atEnd">Whether those at the end go.</param>
internal sealed class Strip(string? chars, bool atStart, bool atEnd) : TextToText("strip")
{
    protected override void Write<T>(ReadOnlySpan<T> text, Span<T> result)
    {
        T[]? set = chars is null ? null : Characters.Of<T>(chars);
        int first = 0, last = text.Length;
        while (atStart && first < last && Goes(text[first]))
        {
            first++;
        }
        while (atEnd && first < last && Goes(text[last - 1]))
        {
            last--;
        }
        text[first..last].CopyTo(result);

        bool Goes(T c) => set is null ? Characters.IsSpace(c) : Array.IndexOf(set, c) >= 0;
    }
}

namespace MemMap.Compute;

/// <summary>Where what fills a text up stands.</summary>
internal enum PadSide
{
    Left,
    Right,
    Both,
}

/// <summary>Texts filled up to a width; longer ones stay.</summary>
/// <param name="name">numpy's name of the function.</param>
/// <param name="side">Where what fills up stands.</param>
/// <param name="width">The width in characters.</param>
/// <param name="fill">The character that fills up.</param>
/// <param name="longest">The length of the longest text.</param>
internal sealed class TextPad(string name, PadSide side, long width, string fill, long longest) : TextToText(name)
{
    protected override long Length(long length) => Math.Max(width, longest);

    protected override void Write<T>(ReadOnlySpan<T> text, Span<T> result)
    {
        int room = (int)Math.Max(0, width - text.Length);
        // As in Python, the odd one of two sides is on the left of an even text.
        int left = side switch { PadSide.Left => room, PadSide.Right => 0, _ => (room / 2) + (room & (int)width & 1) };
        result[..(text.Length + room)].Fill(Characters.Of<T>(fill)[0]);
        text.CopyTo(result[left..]);
    }
}

/// <summary>Texts filled up with zeros on the left, after a sign.</summary>
/// <param name="width">The width in characters.</param>
/// <param name="longest">The length of the longest text.</param>
internal sealed class ZFill(long width, long longest) : TextToText("zfill")
{
    protected override long Length(long length) => Math.Max(width, longest);

    protected override void Write<T>(ReadOnlySpan<T> text, Span<T> result)
    {
        int room = (int)Math.Max(0, width - text.Length);
        int sign = text.Length > 0 && (text[0] == T.CreateTruncating('+') || text[0] == T.CreateTruncating('-')) ? 1 : 0;
        text[..sign].CopyTo(result);
        result.Slice(sign, room).Fill(T.CreateTruncating('0'));
        text[sign..].CopyTo(result[(sign + room)..]);
    }
}

/// <summary>Texts so many times, one behind the other.</summary>
/// <param name="times">How often.</param>
/// <param name="longest">The length of the longest text.</param>
internal sealed class Repeated(long times, long longest) : TextToText("multiply")
{
    protected override long Length(long length) => checked(longest * times);

    protected override void Write<T>(ReadOnlySpan<T> text, Span<T> result)
    {
        for (int i = 0; i < times; i++)
        {
            text.CopyTo(result[(i * text.Length)..]);
        }
    }
}

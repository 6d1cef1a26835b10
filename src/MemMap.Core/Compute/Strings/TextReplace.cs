using System.Numerics;

namespace MemMap.Compute;

/// <summary>Replaces a text within texts, from the left and without overlap. Results are as long as the longest one needs.</summary>
internal static class TextReplace
{
    /// <summary>A new array, or a lazy one, with replacements. The lengths of the results are found in a pass before.</summary>
    /// <param name="array">The texts.</param>
    /// <param name="old">What is replaced; an empty text stands before every character and at the end.</param>
    /// <param name="with">What replaces it.</param>
    /// <param name="most">The most replacements in a text; negative for all.</param>
    internal static ArrayRef Run(ArrayRef array, string old, string with, long most)
    {
        long longest = Largest(Elementwise.Unary(new Measured(old, with, most), array with { IsLazy = true }));
        return Elementwise.Unary(new Replaced(old, with, most, longest), array);
    }

    /// <summary>The largest of some lengths; 0 of none.</summary>
    internal static long Largest(ArrayRef lengths) => lengths.Size == 0 ? 0 : (long)Reductions.Scalar(Operations.Max, lengths)!;

    private sealed class Measured(string old, string with, long most) : TextToValue<long>("replace", DType.Int64)
    {
        protected override long Value<T>(ReadOnlySpan<T> text) => Write(text, Characters.Of<T>(old), Characters.Of<T>(with), most, null);
    }

    private sealed class Replaced(string old, string with, long most, long longest) : TextToText("replace")
    {
        protected override long Length(long length) => longest;

        protected override void Write<T>(ReadOnlySpan<T> text, Span<T> result)
        {
            // The text may have changed since it was measured.
            var room = new T[Math.Max(1, TextReplace.Write(text, Characters.Of<T>(old), Characters.Of<T>(with), most, null))];
            int length = TextReplace.Write(text, Characters.Of<T>(old), Characters.Of<T>(with), most, room);
            room.AsSpan(0, Math.Min(length, result.Length)).CopyTo(result);
        }
    }

    /// <summary>Writes a text with replacements to a place, or only finds its length where that is null.</summary>
    private static int Write<T>(ReadOnlySpan<T> text, T[] old, T[] with, long most, T[]? result) where T : unmanaged, IBinaryInteger<T>
    {
        int at = 0, written = 0;
        for (long left = most < 0 ? long.MaxValue : most; left > 0; left--)
        {
            int found = old.Length == 0 ? 0 : text[at..].IndexOf(old);
            if (found < 0)
            {
                break;
            }
            Put(text.Slice(at, found), ref written);
            Put(with, ref written);
            at += found + old.Length;
            if (old.Length == 0)
            {
                if (at == text.Length)
                {
                    break;
                }
                Put(text.Slice(at++, 1), ref written);
            }
        }
        Put(text[at..], ref written);
        return written;

        void Put(ReadOnlySpan<T> part, ref int place)
        {
            if (result is not null)
            {
                part.CopyTo(result.AsSpan(place));
            }
            place += part.Length;
        }
    }
}

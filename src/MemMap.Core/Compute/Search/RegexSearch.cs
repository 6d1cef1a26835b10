using System.Text;
using System.Text.RegularExpressions;

namespace MemMap.Compute;

/// <summary>
/// Finds a regular expression in the bytes of an array in C order; each byte is a character, U+0000 to U+00FF. Matches don't overlap.
/// </summary>
/// <remarks>
/// A window is read with some bytes around it, so that a match across its end is found, and what stands before a match can be tested. A
/// match is no longer than <see cref="Reach"/> if it ends behind its window.
/// </remarks>
internal sealed unsafe class RegexSearch(ArrayRef array, Regex regex) : WindowSearch
{
    private const int WindowBytes = 4 << 20, Reach = 1 << 16, Behind = 256;

    // Those of the matches that were found last.
    private Dictionary<long, int> _lengths = [];
    private long _end;

    /// <summary>A regular expression for runs of printable characters in ASCII or in UTF-16 (little-endian).</summary>
    internal static Regex Printable(int minimum) => new(
        $@"(?<![\t -~])[\t -~]{{{minimum},}}|(?<![\t -~]\0)(?:[\t -~]\0){{{minimum},}}",
        RegexOptions.CultureInvariant | RegexOptions.Compiled);

    internal override IEnumerable<SearchWindow> Windows
    {
        get
        {
            _end = 0;
            for (long start = 0; start < array.NBytes; start += WindowBytes)
            {
                yield return new(array.Layout, start, Math.Min(WindowBytes, array.NBytes - start));
            }
        }
    }

    internal override long BytesOf(SearchWindow window) => window.Length;

    /// <summary>The length of a match that the last search has found.</summary>
    internal int LengthAt(long position) => _lengths[position];

    internal override long[] Find(SearchWindow window)
    {
        Interruption.Token.ThrowIfCancellationRequested();
        int itemSize = array.ItemSize;
        long from = Math.Max(0, window.First - Behind), end = Math.Min(array.NBytes, window.First + window.Length + Reach);
        long first = from / itemSize, last = (end + itemSize - 1) / itemSize;
        string text = RawElements.Use(array, first, checked((int)(last - first)), (bytes, length) => Encoding.Latin1.GetString(
            new ReadOnlySpan<byte>((byte*)bytes + (from - (first * itemSize)), (int)(end - from))));
        _lengths = [];
        int start = (int)(Math.Max(window.First, _end) - from);
        if (start >= text.Length)
        {
            return [];
        }
        List<long> found = [];
        foreach (ValueMatch match in regex.EnumerateMatches(text, start))
        {
            long position = from + match.Index;
            if (position >= window.First + window.Length)
            {
                break;
            }
            if (match.Length > 0)
            {
                found.Add(position);
                _lengths[position] = match.Length;
                _end = position + match.Length;
            }
        }
        return [.. found];
    }

    // Where a match begins depends on where the one before it ends, so windows can't be searched from the end.
    internal override IEnumerable<long> FindLast(long count)
    {
        Queue<(long Position, int Length)> last = new();
        foreach (SearchWindow window in Windows)
        {
            foreach (long position in Find(window))
            {
                last.Enqueue((position, _lengths[position]));
                if (last.Count > count)
                {
                    last.Dequeue();
                }
            }
        }
        _lengths = last.ToDictionary(match => match.Position, match => match.Length);
        return last.Select(match => match.Position);
    }
}

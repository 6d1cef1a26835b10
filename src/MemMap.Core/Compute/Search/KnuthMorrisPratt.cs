namespace MemMap.Compute;

/// <summary>
/// Searches for a pattern without wildcards in one step per byte, whatever the bytes are: a byte that was matched is never read again. The
/// algorithm is that of Knuth, Morris and Pratt (1977).
/// </summary>
internal sealed class KnuthMorrisPratt
{
    private const int StopBytes = 1 << 20;

    private readonly byte[] _pattern;

    // The representative of each byte: the upper-case letter of both cases, where the pattern ignores case.
    private readonly byte[] _same;

    // The length of the longest proper border of the first i + 1 bytes: a prefix that is a suffix too.
    private readonly int[] _borders;

    /// <param name="pattern">The representatives of the pattern's bytes.</param>
    /// <param name="same">The representative of each byte.</param>
    internal KnuthMorrisPratt(byte[] pattern, byte[] same)
    {
        (_pattern, _same, _borders) = (pattern, same, new int[pattern.Length]);
        for (int i = 1, length = 0; i < pattern.Length; i++)
        {
            length = Longer(length, pattern[i]);
            _borders[i] = length;
        }
    }

    /// <summary>
    /// Adds the offsets of matches that begin from <paramref name="first"/> to <paramref name="last"/>, until there are
    /// <paramref name="most"/>.
    /// </summary>
    internal void Find(ReadOnlySpan<byte> bytes, int first, int last, List<int> found, int most, CancellationToken stop)
    {
        bytes = bytes[..(last + _pattern.Length)];
        int matched = 0;
        for (int i = first; i < bytes.Length; i++)
        {
            if (i % StopBytes == 0)
            {
                stop.ThrowIfCancellationRequested();
            }
            matched = Longer(matched, _same[bytes[i]]);
            if (matched == _pattern.Length)
            {
                found.Add(i - matched + 1);
                if (found.Count >= most)
                {
                    return;
                }
                matched = _borders[matched - 1];
            }
        }
    }

    /// <summary>The length of the longest prefix of the pattern that ends with the next byte, after one of this length.</summary>
    private int Longer(int length, byte next)
    {
        while (length > 0 && _pattern[length] != next)
        {
            length = _borders[length - 1];
        }
        return _pattern[length] == next ? length + 1 : 0;
    }
}

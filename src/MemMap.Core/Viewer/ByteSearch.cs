namespace MemMap.Viewer;

/// <summary>A search that goes on in small steps, so that it can be stopped between two of them.</summary>
/// <param name="bytes">The bytes, changes included.</param>
/// <param name="pattern">The bytes to find.</param>
/// <param name="from">Forward: the first position where a match may begin. Backward: the position before which it has to.</param>
/// <param name="isForward">The direction.</param>
internal sealed class ByteSearch(ViewedBytes bytes, BytePattern pattern, long from, bool isForward)
{
    private const int WindowBytes = 1 << 20;

    private long _at = from;

    /// <summary>The number of bytes of a match.</summary>
    internal int Length => pattern.Length;

    /// <summary>The direction.</summary>
    internal bool IsForward => isForward;

    /// <summary>The position where the search began.</summary>
    internal long From { get; } = from;

    /// <summary>The position of the match, if there is one.</summary>
    internal long? Found { get; private set; }

    /// <summary>How much of the bytes has been searched, from 0 to 1.</summary>
    internal double Part => Math.Abs(_at - From) / (double)Math.Max(1, isForward ? bytes.Length - From : From);

    /// <summary>Searches some more bytes.</summary>
    /// <returns>Whether the search is over.</returns>
    /// <exception cref="IOException">The bytes can't be read.</exception>
    internal bool Step()
    {
        long left = isForward ? bytes.Length - _at : _at;
        int starts = (int)Math.Min(WindowBytes, left);
        if (starts <= 0)
        {
            return true;
        }
        long first = isForward ? _at : _at - starts;
        List<int> found = pattern.Find(bytes.Read(first, starts + pattern.Length - 1), starts, isForward ? 1 : int.MaxValue);
        Found = found.Count > 0 ? first + found[^1] : null;
        _at = isForward ? first + starts : first;
        return Found is not null || starts == left;
    }
}

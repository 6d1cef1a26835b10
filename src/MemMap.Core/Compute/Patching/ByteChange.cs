namespace MemMap.Compute;

/// <summary>Some consecutive bytes of a file that are replaced.</summary>
/// <param name="Offset">The offset of the first one in the file.</param>
/// <param name="Old">The bytes before.</param>
/// <param name="New">The bytes after, as many.</param>
internal readonly record struct ByteChange(long Offset, byte[] Old, byte[] New)
{
    /// <summary>The number of bytes that are replaced by other ones.</summary>
    internal int Count => Old.Zip(New).Count(pair => pair.First != pair.Second);
}

/// <summary>Counts changes, and keeps the first ones for a list.</summary>
/// <param name="first">The number of changes to keep.</param>
internal sealed class ChangeSummary(int first)
{
    private readonly List<(string File, ByteChange Change)> _first = [];

    /// <summary>The number of changes.</summary>
    internal long Count { get; private set; }

    /// <summary>The number of bytes that are replaced by other ones.</summary>
    internal long Bytes { get; private set; }

    /// <summary>The first changes, each with the name of its file.</summary>
    internal IReadOnlyList<(string File, ByteChange Change)> First => _first;

    internal void Add(string file, ByteChange change)
    {
        Count++;
        Bytes += change.Count;
        if (_first.Count < first)
        {
            _first.Add((file, change));
        }
    }
}

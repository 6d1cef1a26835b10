namespace MemMap.Compute;

/// <summary>Finds several patterns in one pass over the bytes: the positions at which any of them stands.</summary>
internal sealed class AnyPatternSearch(ArrayRef array, IReadOnlyList<BytePattern> patterns) : WindowSearch
{
    private readonly PatternSearch[] _searches =
        [.. patterns.OrderByDescending(pattern => pattern.Length).Select(pattern => new PatternSearch(array, pattern))];

    // Those of the longest pattern are large enough for all.
    internal override IEnumerable<SearchWindow> Windows => _searches[0].Windows;

    internal override long BytesOf(SearchWindow window) => window.Length;

    internal override long[] Find(SearchWindow window)
        => [.. _searches.SelectMany(search => search.Find(window)).Distinct().Order()];
}

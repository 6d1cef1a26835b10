using System.Numerics;

namespace MemMap.Compute;

/// <summary>
/// Finds elements by their rank in sorted order where elements can only be counted, such as those on other hosts. Each step counts the
/// elements that are not above some values, and halves the key ranges of the wanted ranks. It takes as many steps as a key has bits,
/// whatever the number of elements.
/// </summary>
internal static class RankBisection<T, TKey, TOfKey>
    where T : unmanaged
    where TKey : unmanaged, IBinaryInteger<TKey>
    where TOfKey : ISortKey<T, TKey>
{
    /// <summary>The elements with these ranks, counted from 0.</summary>
    /// <param name="ranks">The ranks.</param>
    /// <param name="least">The smallest number.</param>
    /// <param name="greatest">The largest number.</param>
    /// <param name="notAbove">
    /// Counts, for each of some values, the numbers that are not above it. A value is an element, a float64 for floats, or a count of time.
    /// </param>
    internal static Dictionary<long, T> Find(IEnumerable<long> ranks, T least, T greatest, Func<object[], long[]> notAbove)
    {
        TKey low = TOfKey.To(TOfKey.Canonical(least)), high = TOfKey.To(TOfKey.Canonical(greatest));
        Dictionary<long, (TKey Low, TKey High)> ranges = ranks.Distinct().ToDictionary(static rank => rank, _ => (low, high));
        while (ranges.Values.Where(range => range.Low < range.High).Select(Middle).Distinct().ToArray() is { Length: > 0 } middles)
        {
            long[] counts = notAbove([.. middles.Select(middle => Boxed(TOfKey.From(middle)))]);
            foreach ((long rank, (TKey Low, TKey High) range) in ranges.ToArray())
            {
                if (range.Low < range.High)
                {
                    TKey middle = Middle(range);
                    ranges[rank] = counts[Array.IndexOf(middles, middle)] > rank ? (range.Low, middle) : (middle + TKey.One, range.High);
                }
            }
        }
        return ranges.ToDictionary(static pair => pair.Key, static pair => TOfKey.Canonical(TOfKey.From(pair.Value.Low)));
    }

    private static TKey Middle((TKey Low, TKey High) range) => range.Low + ((range.High - range.Low) >>> 1);

    // Every serialiser supports these types, and they hold the element exactly.
    private static object Boxed(T value) => value switch
    {
        Half half => (double)half,
        float single => (double)single,
        _ => value,
    };
}

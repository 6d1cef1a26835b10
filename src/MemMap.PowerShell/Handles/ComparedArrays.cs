using System.Runtime.CompilerServices;

namespace MemMap.Handles;

/// <summary>The arrays that comparisons are of, as long as somebody has the comparison: Export-MemMap writes their differences.</summary>
internal static class ComparedArrays
{
    private static readonly ConditionalWeakTable<object, Pair> Known = new();

    /// <summary>Notes the arrays of a comparison or realignment.</summary>
    internal static void Keep(object comparison, NDArray reference, NDArray difference)
    {
        Pair pair = new(new(reference), new(difference));
        Known.Add(comparison, pair);
        foreach (ArrayDifference item in (comparison as ArrayComparison)?.Differences ?? [])
        {
            item.Origin = new(pair);
        }
        foreach (RealignedRange item in (comparison as ArrayRealignment)?.Differences ?? [])
        {
            item.Origin = new(pair);
        }
    }

    /// <summary>Returns the arrays of a comparison; null if it is none of Compare-MemMap in this session.</summary>
    internal static Pair? Of(object comparison) => Known.TryGetValue(comparison, out Pair? pair) ? pair : null;

    /// <summary>Returns the arrays that a difference is of; null if it is none of Compare-MemMap in this session.</summary>
    internal static Pair? OfDifference(object difference)
        => (difference is RealignedRange range ? range.Origin : ((ArrayDifference)difference).Origin).Value as Pair;

    /// <summary>The arrays of a comparison.</summary>
    /// <param name="Reference">The first one.</param>
    /// <param name="Difference">The second one.</param>
    internal sealed record Pair(KeptArray Reference, KeptArray Difference);
}

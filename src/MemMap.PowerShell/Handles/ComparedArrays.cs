using System.Runtime.CompilerServices;

namespace MemMap.Handles;

/// <summary>The arrays that comparisons are of, as long as somebody has the comparison: Export-MemMap writes their differences.</summary>
internal static class ComparedArrays
{
    private static readonly ConditionalWeakTable<ArrayComparison, Pair> Known = new();

    /// <summary>Notes the arrays of a comparison.</summary>
    internal static void Keep(ArrayComparison comparison, NDArray reference, NDArray difference)
        => Known.Add(comparison, new(new(reference), new(difference)));

    /// <summary>Returns the arrays of a comparison; null if it is none of Compare-MemMap.</summary>
    internal static Pair? Of(ArrayComparison comparison) => Known.TryGetValue(comparison, out Pair? pair) ? pair : null;

    /// <summary>The arrays of a comparison.</summary>
    /// <param name="Reference">The first one.</param>
    /// <param name="Difference">The second one.</param>
    internal sealed record Pair(KeptArray Reference, KeptArray Difference);
}

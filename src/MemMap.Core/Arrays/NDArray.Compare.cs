using System.Globalization;
using MemMap.Compute;

namespace MemMap;

// Two arrays side by side.
public partial class NDArray
{
    /// <summary>
    /// Compares the elements with those of another array, in bounded memory: by value whatever the dtypes, records field by field.
    /// Arrays of different shapes, or of dtypes that have nothing in common, are not equal, for a reason that the result tells.
    /// </summary>
    /// <param name="other">The other array.</param>
    /// <param name="options">The options of the comparison; null for exact equality.</param>
    /// <param name="progress">Is called periodically with the number of compared elements.</param>
    /// <exception cref="NotSupportedException">A tolerance is given, but the elements are not numbers.</exception>
    public ArrayComparison Compare(NDArray other, CompareOptions? options = null, Action<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(other);
        Buffer.Verify();
        other.Buffer.Verify();
        if (!Layout.Shape.SequenceEqual(other.Layout.Shape))
        {
            if (NDim > 0 && NDim == other.NDim && Layout.Shape[1..].SequenceEqual(other.Layout.Shape[1..])
                && options is not { StopsAtFirst: true })
            {
                long rows = Math.Min(Layout.Shape[0], other.Layout.Shape[0]), longer = Math.Max(Layout.Shape[0], other.Layout.Shape[0]);
                ArrayComparison common = WithLayout(Layout.Narrow(0, 0, rows)).Compare(
                    other.WithLayout(other.Layout.Narrow(0, 0, rows)), options, progress);
                string which = longer == Layout.Shape[0] ? "first" : "second", what = NDim == 1 ? "element" : "row";
                common.Reason ??= string.Create(CultureInfo.InvariantCulture,
                    $"the {which} has {Error.Counted(longer - rows, $"more {what}")}, from {rows} on; the {rows} before "
                        + $"{(longer - rows == 1 ? "it" : "them")} {(rows == 1 ? "was" : "were")} compared");
                return common;
            }
            return ArrayComparison.NotCompared($"the shapes differ: {Error.Shape(Layout.Shape)} and {Error.Shape(other.Layout.Shape)}");
        }
        if (NDim == 0)
        {
            return Reshape(1).Compare(other.Reshape(1), options, progress);
        }
        DifferenceSearch search = new(Ref, other.Ref, options ?? new());
        return search.Reason is { } reason ? ArrayComparison.NotCompared(reason) : ArrayComparison.Of(
                Layout.Shape, search.Run(progress), (other as JoinedMemMap ?? this as JoinedMemMap) is { } joined ? joined.FileOf : null);
    }
}

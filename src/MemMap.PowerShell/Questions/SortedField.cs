using MemMap.Compute;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Questions;

/// <summary>The records whose sorted field is between two values: a view, which bisection finds.</summary>
/// <param name="Records">The records.</param>
/// <param name="First">The position of the first one in the array.</param>
/// <param name="Note">What was found, and how.</param>
/// <param name="Warning">Why nothing was found; null if something was, or nothing is there.</param>
internal readonly record struct SortedField(NDArray Records, long First, string Note, string? Warning = null)
{
    /// <summary>Finds the records.</summary>
    /// <param name="array">The array.</param>
    /// <param name="name">The field that the records are sorted by; null for the elements of an array without fields.</param>
    /// <param name="ends">The first value and the last one, both included; null for no limit.</param>
    /// <exception cref="InvalidOperationException">The field isn't sorted.</exception>
    internal static SortedField Between(NDArray array, string? name, object?[] ends)
    {
        array.Buffer.Verify();
        NDArray field = name is not null ? array.Field(FieldName.Of(array.DType, name))
            : array.DType.IsRecord ? throw Errors.NeedsSortedBy(array.DType) : array;
        SortedRange range = new(field.Ref);
        (long first, long stop) = range.Between(ends[0], ends[1]);
        NDArray records = array.WithLayout(array.Layout.Narrow(0, first, stop - first));
        string are = stop - first == 1 ? "is" : "are";
        return new(records, first, $"{stop - first} of {array.Size} elements {are} in the range, from position {first} on; "
            + $"{range.Comparisons} were compared to find them, and the order of the others was not checked",
            range.IsReversed ? "nothing is in the range: its first value is above the last one; write -Between "
                + $"{ValueTest.Shown(ends[1])}, {ValueTest.Shown(ends[0])}" : null);
    }
}

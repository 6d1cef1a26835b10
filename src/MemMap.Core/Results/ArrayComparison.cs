using MemMap.Compute;

namespace MemMap;

/// <summary>What comparing two arrays came to.</summary>
public sealed class ArrayComparison
{
    internal ArrayComparison(
        string? reason, long compared, long? count, double? largest, ArrayDifference[] differences, FieldDifferences[] fields)
        => (Reason, Compared, DifferenceCount, MaximumDifference, Differences, Fields) = (reason, compared, count, largest, differences, fields);

    /// <summary>Whether the arrays have the same shape and elements.</summary>
    public bool Equal => DifferenceCount == 0 && Reason is null;

    /// <summary>Why elements were not compared, such as shapes that differ or hosts that are lost; <see langword="null"/> where all were.</summary>
    public string? Reason { get; }

    /// <summary>The number of elements that were compared.</summary>
    public long Compared { get; }

    /// <summary>How many elements differ; <see langword="null"/> where none were compared. A record counts once.</summary>
    public long? DifferenceCount { get; }

    /// <summary>The largest distance between two numbers that differ; <see langword="null"/> where there are none.</summary>
    public double? MaximumDifference { get; }

    /// <summary>The first differences.</summary>
    public ArrayDifference[] Differences { get; }

    /// <summary>The fields of records that differ, and in how many records each does.</summary>
    public FieldDifferences[] Fields { get; }
}

/// <summary>One difference.</summary>
/// <param name="Index">Where it is: a <see cref="long"/> on one axis, an array of them where there are several.</param>
/// <param name="Field">The field of a record.</param>
/// <param name="ReferenceValue">The element of the one array.</param>
/// <param name="DifferenceValue">That of the other.</param>
public sealed record ArrayDifference(object Index, string? Field, object? ReferenceValue, object? DifferenceValue);

/// <summary>How many records differ in a field.</summary>
/// <param name="Field">The field; of nested records, the names with dots between.</param>
/// <param name="Count">The number of records.</param>
public sealed record FieldDifferences(string Field, long Count);

/// <summary>What counts as equal, and what <see cref="NDArray.Compare"/> is to tell.</summary>
public sealed record CompareOptions
{
    /// <summary>Numbers that are no further apart are equal.</summary>
    public double Tolerance { get; init; }

    /// <summary>As <see cref="Tolerance"/>, in proportion to the element of this array (numpy's <c>rtol</c>); both add up.</summary>
    public double RelativeTolerance { get; init; }

    /// <summary>Whether NaN (and NaT) differs from itself. It doesn't by default, since a copy of an array is to be equal to it.</summary>
    public bool NaNDiffers { get; init; }

    /// <summary>How many differences to tell.</summary>
    public long First { get; init; } = 10;

    /// <summary>Whether the first window with a difference is enough.</summary>
    public bool StopsAtFirst { get; init; }
}

// Two arrays side by side.
public partial class NDArray
{
    /// <summary>
    /// Compares the elements with those of another array, in bounded memory: by value whatever the dtypes, records field by field.
    /// Arrays of different shapes, or of dtypes that have nothing in common, are not equal, for a reason that the result tells.
    /// </summary>
    /// <param name="other">The other array.</param>
    /// <param name="options">What counts as equal; null for the same values.</param>
    /// <param name="progress">Is told now and then how many elements were compared.</param>
    /// <exception cref="NotSupportedException">A tolerance is given for what are no numbers.</exception>
    public ArrayComparison Compare(NDArray other, CompareOptions? options = null, Action<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(other);
        Buffer.Verify();
        other.Buffer.Verify();
        if (!Layout.Shape.SequenceEqual(other.Layout.Shape))
        {
            return new ArrayComparison($"the shapes differ: {Error.Shape(Layout.Shape)} and {Error.Shape(other.Layout.Shape)}", 0, null, null, [], []);
        }
        if (NDim == 0)
        {
            return Reshape(1).Compare(other.Reshape(1), options, progress);
        }
        DifferenceSearch comparing = new(this, other, options ?? new());
        return comparing.Reason is { } reason ? new ArrayComparison(reason, 0, null, null, [], []) : comparing.Run(progress);
    }
}

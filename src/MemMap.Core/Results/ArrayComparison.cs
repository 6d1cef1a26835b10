using MemMap.Compute;
using MemMap.Geometry;

namespace MemMap;

/// <summary>What comparing two arrays came to.</summary>
public sealed class ArrayComparison
{
    internal ArrayComparison(
        string? reason, long compared, long? count, double? largest, ArrayDifference[] differences, FieldDifferences[] fields)
        => (Reason, Compared, DifferenceCount, MaximumDifference, Differences, Fields) = (reason, compared, count, largest, differences,
            fields);

    /// <summary>The answer where no elements were compared.</summary>
    internal static ArrayComparison NotCompared(string reason) => new(reason, 0, null, null, [], []);

    /// <summary>The answer where elements were compared, of arrays of a shape.</summary>
    internal static ArrayComparison Of(ReadOnlySpan<long> shape, ComparedElements found)
    {
        var differences = new ArrayDifference[found.Differences.Count];
        for (int i = 0; i < differences.Length; i++)
        {
            ElementDifference difference = found.Differences[i];
            object index = UnravelIndex.Index(shape, difference.Position);
            differences[i] = new(index, difference.Field, NDArray.FaceOf(difference.X), NDArray.FaceOf(difference.Y));
        }
        FieldDifferences[] fields = [.. found.Fields.Select(field => new FieldDifferences(field.Field, field.Count))];
        return new(null, found.Compared, found.Differing, found.Largest, differences, fields);
    }

    /// <summary>Whether the arrays have the same shape and elements.</summary>
    public bool Equal => DifferenceCount == 0 && Reason is null;

    /// <summary>
    /// Why elements were not compared, such as shapes that differ or hosts that are lost; <see langword="null"/> where all were.
    /// </summary>
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

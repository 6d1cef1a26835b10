using System.Collections;
using System.Globalization;
using MemMap.Compute;
using MemMap.Geometry;

namespace MemMap;

/// <summary>The result of comparing two arrays.</summary>
public sealed class ArrayComparison
{
    internal ArrayComparison(
        string? reason, long compared, long? count, double? largest, ArrayDifference[] differences, FieldDifferences[] fields)
        => (Reason, Compared, DifferenceCount, MaximumDifference, Differences, Fields) = (reason, compared, count, largest, differences,
            fields);

    /// <summary>Returns the result if no elements were compared.</summary>
    internal static ArrayComparison NotCompared(string reason) => new(reason, 0, null, null, [], []);

    /// <summary>Returns the result of comparing the elements of two arrays of a shape.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="found">The differences.</param>
    /// <param name="fileOf">Returns the file of an element, by its position.</param>
    internal static ArrayComparison Of(ReadOnlySpan<long> shape, ComparedElements found, Func<long, string?>? fileOf = null)
    {
        var differences = new ArrayDifference[found.Differences.Count];
        for (int i = 0; i < differences.Length; i++)
        {
            ElementDifference difference = found.Differences[i];
            object index = UnravelIndex.Index(shape, difference.Position);
            differences[i] = new(index, difference.Field, NDArray.FaceOf(difference.X), NDArray.FaceOf(difference.Y))
            {
                FileName = fileOf?.Invoke(difference.Position),
            };
        }
        FieldDifferences[] fields = [.. found.Fields.Select(field => new FieldDifferences(field.Field, field.Count))];
        return new(null, found.Compared, found.Differing, found.Largest, differences, fields);
    }

    /// <summary>The file of the first array; <see langword="null"/> for one in memory.</summary>
    public string? ReferenceFileName { get; internal set; }

    /// <summary>The file of the second array; <see langword="null"/> for one in memory.</summary>
    public string? FileName { get; internal set; }

    /// <summary>Whether the arrays have the same shape and elements.</summary>
    public bool Equal => DifferenceCount == 0 && Reason is null;

    /// <summary>
    /// Why elements were not compared, such as different shapes or lost hosts; <see langword="null"/> if all were compared.
    /// </summary>
    public string? Reason { get; internal set; }

    /// <summary>
    /// How to learn more, where that is likely to help: of arrays of other lengths, or with shifted elements; otherwise
    /// <see langword="null"/>.
    /// </summary>
    public string? Hint { get; internal set; }

    /// <summary>The number of elements that were compared.</summary>
    public long Compared { get; }

    /// <summary>The number of different elements; <see langword="null"/> if none were compared. A record counts once.</summary>
    public long? DifferenceCount { get; }

    /// <summary>The largest absolute difference of two numbers; <see langword="null"/> if no numbers differ.</summary>
    public double? MaximumDifference { get; }

    /// <summary>The first differences.</summary>
    public ArrayDifference[] Differences { get; }

    /// <summary>The fields that differ, each with the number of records.</summary>
    public FieldDifferences[] Fields { get; }
}

/// <summary>One difference.</summary>
/// <param name="Index">The index: a <see cref="long"/> for one axis, an array of them for several axes.</param>
/// <param name="Field">The field of a record.</param>
/// <param name="ReferenceValue">The element of the first array.</param>
/// <param name="DifferenceValue">The element of the second array.</param>
public sealed record ArrayDifference(object Index, string? Field, object? ReferenceValue, object? DifferenceValue)
{
    /// <summary>
    /// The file with the element, if the second array is a joined one, or else the first; otherwise <see langword="null"/>.
    /// </summary>
    public string? FileName { get; init; }

    /// <summary>The arrays that were compared.</summary>
    internal Origin Origin { get; set; }

    /// <summary>The difference in one line: <c>[1, 2] id: 5 -> 7</c>, and of bytes in a row as a dump has them.</summary>
    public override string ToString()
    {
        if (this is { Index: long position, ReferenceValue: byte before, DifferenceValue: byte after })
        {
            return FormattableString.Invariant($"0x{position:x8}: {before:x2} {Character(before)} -> {after:x2} {Character(after)}");
        }
        string index = Index is IEnumerable list ? string.Join(", ", list.Cast<long>()) : FormattableString.Invariant($"{Index}");
        string field = Field is { } name ? $" {name}" : "", file = FileName is { } path ? $" ({path})" : "";
        return Printable.Line($"[{index}]{field}: {Text(ReferenceValue)} -> {Text(DifferenceValue)}{file}");
    }

    private static char Character(byte value) => value is >= 0x20 and < 0x7f ? (char)value : '.';

    private static string Text(object? value) => value switch
    {
        null => "NaT",
        byte[] bytes => BitConverter.ToString(bytes).Replace('-', ' '),
        string text => $"'{text}'",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}

/// <summary>The number of records that differ in a field.</summary>
/// <param name="Field">The field; for nested records, the names separated by dots.</param>
/// <param name="Count">The number of records.</param>
public sealed record FieldDifferences(string Field, long Count)
{
    /// <summary>Both, as <c>id: 3</c>.</summary>
    public override string ToString() => Printable.Line(FormattableString.Invariant($"{Field}: {Count}"));
}

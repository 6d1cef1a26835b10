namespace MemMap;

internal static partial class Error
{
    internal static NotSupportedException NoMeasure(DType dtype) => With("UnsupportedDType", new NotSupportedException(
        $"elements of dtype {dtype.Called} have no statistics; numbers, bools, dates and time spans have. Distinct ones can be counted: "
            + "-Unique"));

    internal static NotSupportedException MeasureRecords(DType dtype) => With("UnsupportedDType", new NotSupportedException(
        $"records have no statistics of their own; name a field: {string.Join(", ", dtype.Fields!.Select(field => field.Name))}"));

    internal static NotSupportedException NoGroups(DType dtype) => With("UnsupportedDType", new NotSupportedException(
        $"elements of dtype {dtype} make no groups: a key is one real number, bool, date, time span, text, or some bytes"
            + (dtype.IsRecord ? $"; name fields within it: {string.Join(", ", dtype.Fields!.Select(field => field.Name))}" : "")));

    internal static ArgumentException NoGroupKeys()
        => With("NoGroupKeys", new ArgumentException("groups need at least one field by whose values they are made; none was given"));

    internal static InvalidOperationException TooManyGroups(int limit) => With("TooManyGroups", new InvalidOperationException(
        $"there are more than {limit} groups; {More("-MaxGroups", limit)}group by what has fewer values"));

    internal static InvalidOperationException TooManyDistinctOfGroups(int limit) => With("TooManyDistinct", new InvalidOperationException(
        $"quantiles and unique counts by groups keep each distinct element of a group, and there are more than {limit}; "
            + $"{More("-MaxUnique", limit)}measure a part of the records (-Where)"));

    internal static NotSupportedException GroupOfSeveral(string field) => With("UnsupportedDType", new NotSupportedException(
        $"the field '{field}' has several elements in a record, and by groups, single ones are measured; measure a view of one of them"));

    internal static ArgumentException GroupsAlongAxis() => With("GroupOptions", new ArgumentException(
        "groups are of records, which are measured together: leave out the axis"));

    internal static ArgumentException HistogramOfGroups(long bins, string[] keys, string[] fields)
    {
        string measured = fields is [{ Length: > 0 } field, ..] ? $"-Field {field} " : "";
        return With("GroupOptions", new ArgumentException(
            $"histograms aren't made by groups; that of one group is Measure-MemMap {measured}-Histogram {bins} -Where "
                + $"{{ $_.{keys[0]} -eq VALUE }}"));
    }

    internal static ArgumentException GroupOptionsOfNoField() => With("GroupOptions", new ArgumentException(
        "without a field to measure, the records of groups are counted; name the field whose quantiles or unique counts are wanted"));

    internal static ArgumentException MeasureAxis(string what)
        => With("MeasureAxis", new ArgumentException($"{what} can only be made of all elements, not along an axis"));

    internal static ArgumentException NotADdof(double ddof)
        => With("NotADdof", new ArgumentException(Invariant($"ddof must be a finite number, not {ddof}")));

    internal static InvalidOperationException TooManyDistinct(long limit) => With("TooManyDistinct", new InvalidOperationException(
        $"there are more than {limit} distinct elements; {More("-MaxUnique", limit)}make a histogram"));

    // The parameter that raises a limit, where it can be raised.
    private static string More(string parameter, long limit)
        => limit <= int.MaxValue / 10 ? $"{parameter} {Math.Max(limit, 1) * 10} allows more, or " : "";

    internal static ArgumentException NothingToMerge() => With("NothingToMerge", new ArgumentException("there are no measures to merge"));

    internal static ArgumentException CannotMerge(string what, object? mine, object? theirs) => With("CannotMerge", new ArgumentException(
        Invariant($"measures of different {what} can't be merged: {mine} and {theirs}")));

    internal static FormatException MeasureInvalid(string reason)
        => With("MeasureInvalid", new FormatException($"the measure that was sent here can't be read: {reason}"));

    internal static ArgumentException NoRows() => With("NoRows", new ArgumentException("an array without axes has no rows to split"));

    internal static ArgumentException NotPositive(string what, long value)
        => With("NotPositive", new ArgumentException($"{what} must be 1 or more, not {value}"));
}

using System.Collections.ObjectModel;
using System.Globalization;

namespace MemMap;

/// <summary>A group of records that have the same values in some fields, and how many they are.</summary>
public partial class GroupCount
{
    private readonly object?[] _values;

    internal GroupCount(string[] groupBy, object?[] values, long rows) => (GroupBy, _values, Rows) = (new(groupBy), values, rows);

    /// <summary>The fields whose values make the groups.</summary>
    public GroupList<string> GroupBy { get; }

    /// <summary>The value of the field, or a <see cref="GroupList{T}"/> with the value of each field.</summary>
    public object? Group => _values.Length == 1 ? _values[0] : new GroupList<object?>(_values);

    /// <summary>The number of records.</summary>
    public virtual long Count => Rows;

    /// <summary>The file of the array; <see langword="null"/> for an array in memory.</summary>
    public string? FileName { get; internal set; }

    /// <summary>The value of each field.</summary>
    internal IReadOnlyList<object?> Values => _values;

    /// <summary>
    /// The positions of the values that are computed for each record; of those of fields, null is a time that there isn't.
    /// </summary>
    internal IReadOnlyCollection<int> Computed { get; init; } = [];

    /// <summary>The number of records, whatever is measured of them.</summary>
    public long Records => Rows;

    private protected long Rows { get; }
}

/// <summary>The statistics of one field of a group of records. They are those that <see cref="Measure"/> has for all records.</summary>
public sealed class MeasureGroup : GroupCount
{
    private readonly Measure _measure;

    internal MeasureGroup(string[] groupBy, object?[] values, long rows, Measure measure) : base(groupBy, values, rows)
        => _measure = measure;

    /// <summary>The measured field.</summary>
    public string? Field => _measure.Field;

    /// <summary>The number of measured elements: without NaN if they are ignored.</summary>
    public override long Count => (long)_measure.Count;

    /// <inheritdoc cref="Measure.Sum"/>
    public object? Sum => _measure.Sum;

    /// <inheritdoc cref="Measure.Mean"/>
    public object? Mean => _measure.Mean;

    /// <inheritdoc cref="Measure.Minimum"/>
    public object? Minimum => _measure.Minimum;

    /// <inheritdoc cref="Measure.Maximum"/>
    public object? Maximum => _measure.Maximum;

    /// <inheritdoc cref="Measure.StandardDeviation"/>
    public object? StandardDeviation => _measure.StandardDeviation;

    /// <inheritdoc cref="Measure.Variance"/>
    public object? Variance => _measure.Variance;

    /// <inheritdoc cref="Measure.NaNCount"/>
    public long NaNCount => (long)_measure.NaNCount;

    /// <inheritdoc cref="Measure.Zeros"/>
    public object? Zeros => _measure.Zeros;

    /// <inheritdoc cref="Measure.Quantiles"/>
    public MeasureQuantile[]? Quantiles => _measure.Quantiles;

    /// <inheritdoc cref="Measure.Unique"/>
    public MeasureValue[]? Unique => _measure.Unique;

    /// <summary>The measure of the group, which merges with that of the same group in other parts.</summary>
    /// <returns>The measure.</returns>
    public Measure ToMeasure() => _measure;
}

/// <summary>The fields that make groups, or their values.</summary>
/// <typeparam name="T">The type of an item.</typeparam>
public sealed class GroupList<T> : ReadOnlyCollection<T>
{
    internal GroupList(IList<T> items) : base(items)
    {
    }

    /// <summary>The items in one line, as <c>warn / 3</c>: what a file of text such as CSV gets.</summary>
    public override string ToString() => string.Join(" / ", this.Select(item => Convert.ToString(item, CultureInfo.InvariantCulture)));
}

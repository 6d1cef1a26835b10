using MemMap.Compute;

namespace MemMap;

/// <summary>Measures fields of records by the values of other fields; the records come in parts.</summary>
internal sealed class GroupedMeasure
{
    private readonly DType _dtype;
    private readonly string[] _keys, _fields;
    private readonly MeasureOptions _options;
    private readonly GroupMeasuring _measuring;

    /// <param name="dtype">The dtype of the records.</param>
    /// <param name="keys">The names of the fields whose values make the groups.</param>
    /// <param name="fields">The names of the measured fields; none to count records.</param>
    /// <param name="options">The options.</param>
    internal GroupedMeasure(DType dtype, string[] keys, string[] fields, MeasureOptions options)
    {
        (_dtype, _keys, _fields, _options) = (dtype, keys, fields, options);
        if (!double.IsFinite(options.Ddof))
        {
            throw Error.NotADdof(options.Ddof);
        }
        if (options.MaxGroups < 1)
        {
            throw Error.NotPositive("the limit of groups", options.MaxGroups);
        }
        if (keys.Length == 0)
        {
            throw Error.NoGroupKeys();
        }
        string? other = options.Axis is not null ? "measures along an axis" : options.Quantiles is not null ? "quantiles"
            : options.Bins is not null ? "histograms" : options.Unique ? "unique counts" : null;
        if (other is not null)
        {
            throw Error.GroupOptions(other);
        }
        string? several = Array.Find(fields, field => TypeOf(field).SubType is not null);
        _measuring = several is not null ? throw Error.GroupOfSeveral(several)
            : new(keys.Select(TypeOf), fields.Select(field => TypeOf(field) is { IsRecord: true } record
                ? throw Error.MeasureRecords(record) : TypeOf(field)), options.MaxGroups);
    }

    /// <summary>Adds records. It may be called on several threads at once.</summary>
    internal void Add(ArrayRef records)
        => _measuring.Add(Array.ConvertAll(_keys, key => records.Field(key)), Array.ConvertAll(_fields, field => records.Field(field)));

    /// <summary>The groups of all records, in the order of their keys; of several fields, those of the first one come first.</summary>
    internal GroupCount[] ToGroups()
    {
        List<GroupMeasures> groups = _measuring.ToGroups();
        return _fields.Length == 0 ? [.. groups.Select(group => new GroupCount(_keys, group.Values, group.Rows))]
            : [.. _fields.SelectMany((field, i) => groups.Select(group => new MeasureGroup(
                _keys, group.Values, group.Rows, new Measure(TypeOf(field), field, null, [], _options, [group.Parts[i]]))))];
    }

    private DType TypeOf(string field) => (_dtype.FindField(field) ?? throw Error.NoSuchField(field, _dtype)).DType;
}

using MemMap.Compute;

namespace MemMap;

/// <summary>
/// Measures fields of records by the values of other fields, or by what is computed of each record; the records come in parts. Quantiles
/// and unique counts come from the numbers of the distinct elements of each group, which take a further pass.
/// </summary>
internal sealed class GroupedMeasure
{
    /// <summary>In place of a field's name: the elements themselves.</summary>
    internal const string Itself = "";

    private readonly DType _dtype;
    private readonly GroupKeySource[] _keys;
    private readonly string[] _names, _fields;
    private readonly MeasureOptions _options;
    private readonly GroupMeasuring _measuring;
    private readonly GroupMeasuring[] _distinct = [];

    /// <param name="dtype">The dtype of the records.</param>
    /// <param name="keys">What the groups are made by.</param>
    /// <param name="fields">The names of the measured fields; none to count records.</param>
    /// <param name="options">The options.</param>
    internal GroupedMeasure(DType dtype, GroupKeySource[] keys, string[] fields, MeasureOptions options)
    {
        (_dtype, _keys, _fields, _options) = (dtype, keys, fields, options);
        _names = [.. keys.Select(static key => key.Name)];
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
        if (options.Axis is not null)
        {
            throw Error.GroupsAlongAxis();
        }
        if (options.Bins is { } bins)
        {
            throw Error.HistogramOfGroups(bins, _names, fields);
        }
        string? several = Array.Find(fields, field => TypeOf(field).SubType is not null);
        _measuring = several is not null ? throw Error.GroupOfSeveral(several)
            : new(keys.Select(static key => key.DType), fields.Select(field => TypeOf(field) is { IsRecord: true } record
                ? throw Error.MeasureRecords(record) : TypeOf(field)), options.MaxGroups, Error.TooManyGroups);
        if (options.Quantiles is not null || options.Unique)
        {
            _ = fields.Length > 0 ? Fractions() : throw Error.GroupOptionsOfNoField();
            _distinct = Array.ConvertAll(fields, Distinct);
        }
    }

    /// <summary>Whether elements are measured themselves, and not their fields.</summary>
    internal static bool CanMeasure(DType dtype)
        => dtype.SubType is null && (dtype.IsNumeric || dtype.Traits.IsTime || dtype.Kind == ElementKind.Bool);

    /// <summary>Adds records. It may be called on several threads at once.</summary>
    internal void Add(ArrayRef records)
    {
        ArrayRef[] keys = Array.ConvertAll(_keys, key => key.Of(records));
        ArrayRef[] fields = Array.ConvertAll(_fields, field => field.Length == 0 ? records : records.Field(field));
        _measuring.Add(keys, fields);
        for (int i = 0; i < _distinct.Length; i++)
        {
            _distinct[i].Add([.. keys, fields[i]], []);
        }
    }

    /// <summary>
    /// The groups of all records, in the order of their keys; of several fields, those of the first one come first.
    /// </summary>
    internal GroupCount[] ToGroups()
    {
        IEnumerable<GroupMeasures> found = _measuring.ToGroups();
        if (_keys.Any(static key => key.Value is not null))
        {
            // The elements are numbers of values.
            found = found.OrderBy(group => ValuesOf(group.Values), GroupOrder.Instance);
        }
        GroupMeasures[] groups = [.. found];
        return _fields.Length == 0
            ? [.. groups.Select(group => new GroupCount(_names, ValuesOf(group.Values), group.Rows) { Computed = Computed })]
            : [.. _fields.SelectMany((_, i) => GroupsOf(i, groups))];
    }

    private IEnumerable<GroupCount> GroupsOf(int field, GroupMeasures[] groups)
    {
        Dictionary<GroupValues, DistinctCounts>? distinct = _distinct.Length == 0 ? null : _distinct[field].ToDistinct();
        double[]? fractions = Fractions();
        foreach (GroupMeasures group in groups)
        {
            string? name = _fields[field].Length == 0 ? null : _fields[field];
            Measure measure = new(TypeOf(_fields[field]), name, null, [], _options, [group.Parts[field]]);
            if (distinct is not null)
            {
                DistinctCounts counts = measure.Distinct = distinct[new(group.Values)];
                measure.IsDistinctForMerging = !_options.Unique;
                measure.Quantiles = fractions is null ? null
                    : [.. fractions.Select(fraction => new MeasureQuantile(fraction, counts.Quantile(fraction, _options.IgnoreNaN)))];
            }
            yield return new MeasureGroup(_names, ValuesOf(group.Values), group.Rows, measure) { Computed = Computed };
        }
    }

    private int[] Computed => [.. Enumerable.Range(0, _keys.Length).Where(i => _keys[i].Value is not null)];

    private double[]? Fractions()
        => _options.Quantiles is { } quantiles ? MemMap.Compute.Quantile.Fractions([.. quantiles]) : null;

    private GroupMeasuring Distinct(string field)
    {
        DType dtype = TypeOf(field);
        return dtype.Traits.IsTime || (dtype.IsNumeric && !dtype.IsComplex)
            ? new([.. _keys.Select(static key => key.DType), dtype], [], (int)Math.Min(int.MaxValue, _options.MaxUnique),
                Error.TooManyDistinctOfGroups)
            : throw Error.NoLoop("quantile", dtype);
    }

    private object?[] ValuesOf(object?[] elements)
        => [.. elements.Select((element, i) => _keys[i].Value is { } value ? value(element) : element)];

    private DType TypeOf(string field)
        => field.Length == 0 ? _dtype : (_dtype.FindField(field) ?? throw Error.NoSuchField(field, _dtype)).DType;
}

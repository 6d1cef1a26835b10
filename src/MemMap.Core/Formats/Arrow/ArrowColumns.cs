namespace MemMap.Formats;

/// <summary>A buffer of a record batch.</summary>
/// <param name="Position">Its position in the file.</param>
/// <param name="Length">Its length.</param>
internal readonly record struct ArrowBuffer(long Position, long Length);

/// <summary>A column in one record batch.</summary>
/// <param name="Rows">The number of its elements.</param>
/// <param name="Nulls">The number of those that are null.</param>
/// <param name="Validity">A bit for each element, which is 0 for nulls.</param>
/// <param name="Data">The elements.</param>
/// <param name="Compression">How buffers are compressed; <see cref="ArrowColumns.NotCompressed"/> if they are not.</param>
internal readonly record struct ArrowPart(long Rows, long Nulls, ArrowBuffer Validity, ArrowBuffer Data, int Compression)
{
    /// <summary>Where in the data each element begins, and the last one ends, if they have no size of their own.</summary>
    internal ArrowBuffer Offsets { get; init; }

    /// <summary>The values of which elements are the numbers; null if they are none.</summary>
    internal IReadOnlyList<ArrowPart>? Dictionary { get; init; }
}

/// <summary>The columns of a schema, and their buffers in each record batch.</summary>
internal sealed class ArrowColumns
{
    internal const int NotCompressed = -1, Lz4 = 0, Zstd = 1;

    /// <summary>The attribute of texts that says how many of them are null; they are empty.</summary>
    private const string NullCount = "NullCount";

    // The numbers of fields in the tables of the metadata.
    private const int SchemaEndian = 0, SchemaFields = 1, SchemaMetadata = 2;
    private const int BatchRows = 0, BatchNodes = 1, BatchBuffers = 2, BatchCompression = 3, BatchViews = 4;
    private const int DictionaryId = 0, DictionaryData = 1, DictionaryIsMore = 2;

    private readonly HeaderReader _file;
    private readonly ArrowField[] _fields;
    private readonly List<KeyValuePair<string, object?>> _metadata;
    private readonly List<Column> _columns = [];
    private readonly Dictionary<long, ArrowField> _values = [];
    private readonly Dictionary<long, List<ArrowPart>> _dictionaries = [];

    internal ArrowColumns(HeaderReader file, FlatTable schema)
    {
        _file = file;
        bool isBig = schema.Int16(SchemaEndian) != 0;
        int count = 0;
        FlatTable[] fields = schema.Tables(SchemaFields);
        _fields = new ArrowField[fields.Length];
        for (int i = 0; i < fields.Length; i++)
        {
            _fields[i] = ArrowField.Read(file, fields[i], isBig, ref count);
            Collect(_fields[i], "");
        }
        _metadata = [.. ArrowField.Metadata(file, schema, SchemaMetadata)];
    }

    /// <summary>Adds a record batch.</summary>
    /// <param name="batch">Its metadata.</param>
    /// <param name="body">The position of its buffers.</param>
    /// <param name="bodyLength">Their length.</param>
    internal void Add(FlatTable batch, long body, long bodyLength) => Add(batch, body, bodyLength, _fields, _columns);

    /// <summary>Adds a dictionary, or more values of one.</summary>
    /// <inheritdoc cref="Add(FlatTable, long, long)"/>
    internal void AddDictionary(FlatTable batch, long body, long bodyLength)
    {
        long id = batch.Int64(DictionaryId);
        if (!_values.TryGetValue(id, out ArrowField? values) || batch.Table(DictionaryData) is not { } data)
        {
            return; // That of a column that is refused.
        }
        Column column = new("", values);
        Add(data, body, bodyLength, [values], [column]);
        if (batch.Byte(DictionaryIsMore) != 0 && _dictionaries.TryGetValue(id, out List<ArrowPart>? parts))
        {
            parts.AddRange(column.Parts);
        }
        else
        {
            _dictionaries[id] = column.Parts; // Columns keep the one before.
        }
    }

    private void Add(FlatTable batch, long body, long bodyLength, ArrowField[] fields, List<Column> columns)
    {
        _ = _file.Require("number of rows", batch.Int64(BatchRows), 0, long.MaxValue);
        long[] nodes = batch.Numbers(BatchNodes, 2), buffers = batch.Numbers(BatchBuffers, 2), views = batch.Numbers(BatchViews, 1);
        int compression = batch.Table(BatchCompression) is { } compressed ? compressed.Byte(0) : NotCompressed;
        int node = 0, buffer = 0, view = 0, column = 0;
        foreach (ArrowField field in fields)
        {
            Walk(field, isHidden: false);
        }

        void Walk(ArrowField field, bool isHidden)
        {
            if (node + 2 > nodes.Length)
            {
                throw _file.Invalid("a record batch has fewer columns than the schema");
            }
            (long length, long nulls) = (nodes[node], nodes[node + 1]);
            node += 2;
            int first = buffer;
            buffer += field.Buffers + (field.IsView ? (int)_file.Require("number of buffers", Next(views, ref view), 0, 1 << 20) : 0);
            bool isColumn = !isHidden && !field.IsStruct;
            if (isColumn)
            {
                ArrowBuffer data = default, offsets = default;
                if (field.OffsetSize > 0)
                {
                    (offsets, data) = (BufferAt(first + 1), BufferAt(first + 2));
                }
                else if (field.DType is not null && field.ListSize == 0)
                {
                    data = BufferAt(first + 1);
                }
                else if (field.ListSize > 0)
                {
                    nulls = checked(nulls + (node < nodes.Length ? nodes[node + 1] : 0)); // Those of the list's elements, too.
                    data = BufferAt(buffer + 1);
                }
                columns[column++].Parts.Add(new ArrowPart(
                    _file.Require("length of a column", length, 0, long.MaxValue), nulls, field.Buffers > 0 ? BufferAt(first) : default,
                    data, compression)
                {
                    Offsets = offsets,
                    Dictionary = field.Values is null ? null : _dictionaries.GetValueOrDefault(field.DictionaryId),
                });
            }
            else if (field.IsStruct && !isHidden && nulls > 0)
            {
                columns.Skip(column).Take(Leaves(field)).ToList().ForEach(inner => inner.HasNullParents = true);
            }
            foreach (ArrowField child in field.Children)
            {
                Walk(child, isHidden || isColumn);
            }
        }

        ArrowBuffer BufferAt(int number)
        {
            if ((2L * number) + 2 > buffers.Length)
            {
                throw _file.Invalid("a record batch has fewer buffers than its columns need");
            }
            (long offset, long length) = (buffers[2 * number], buffers[(2 * number) + 1]);
            return offset >= 0 && length >= 0 && offset <= bodyLength - length ? new ArrowBuffer(body + offset, length)
                : throw _file.Invalid("a buffer of a record batch isn't within its body");
        }

        long Next(long[] numbers, ref int at) => at < numbers.Length ? numbers[at++] : throw _file.Invalid("a record batch lacks counts");
    }

    /// <summary>Returns the columns as arrays.</summary>
    internal List<ContainerArray> Arrays() => [.. _columns.Select(Array)];

    private void Collect(ArrowField field, string prefix)
    {
        string name = prefix + field.Name;
        if (!field.IsStruct)
        {
            _file.Charge(name.Length);
            _columns.Add(new Column(name, field));
            if (field is { Values: { } values, Problem: null })
            {
                _values[field.DictionaryId] = values;
            }
            return;
        }
        foreach (ArrowField child in field.Children)
        {
            Collect(child, $"{name}.");
        }
    }

    private static int Leaves(ArrowField field) => field.IsStruct ? field.Children.Sum(Leaves) : 1;

    private ContainerArray Array(Column column)
    {
        ArrowField field = column.Field;
        long rows = column.Parts.Aggregate(0L, (sum, part) => checked(sum + part.Rows));
        long nulls = column.Parts.Aggregate(0L, (sum, part) => checked(sum + Math.Max(0, part.Nulls)));
        ContainerArray array = new(column.Name, field.Values?.DType ?? field.DType, field.ListSize > 0 ? [rows, field.ListSize] : [rows], 0)
        {
            Attributes = [.. _metadata, .. field.Attributes],
            Problem = field.Problem ?? (column.HasNullParents ? "some of its elements are in null structures" : null),
            HasLength = field.HasLength,
        };
        if (array.Problem is not null || array.DType is not { } dtype)
        {
            return array;
        }
        if (nulls > 0 && !field.HasLength)
        {
            array = array with { Attributes = [.. array.Attributes, KeyValuePair.Create(NullCount, (object?)nulls)] };
        }
        bool isCompressed = column.Parts.Exists(part => part.Compression != NotCompressed);
        if (nulls > 0 && ((field.ListSize > 0 && nulls > 0) || ArrowElements.NullOf(dtype) is null))
        {
            return array with
            {
                Problem = $"it has nulls ({nulls}), and {dtype} has no element for them; floats and times with nulls are read",
            };
        }
        ArrowPart[] parts = [.. column.Parts.Where(part => part.Rows > 0)];
        if (ProblemOf(field, parts) is { } problem)
        {
            return array with { Problem = problem };
        }
        if (isCompressed || nulls > 0 || field.IsBits || field.OffsetSize > 0 || field.Values is not null)
        {
            return array with { Decode = opened => ArrowElements.Read(opened, column.Name, field, parts) };
        }
        return parts.Length == 1 ? array with { Offset = parts[0].Data.Position }
            : array with { Parts = parts.Length == 0 ? null : [.. parts.Select(part => new ContainerPart(part.Data.Position, part.Rows))] };
    }

    /// <summary>Why a column can't be read: its buffers are too short; null if they are not.</summary>
    private static string? ProblemOf(ArrowField field, IEnumerable<ArrowPart> parts)
    {
        long rowBytes = checked(field.DType!.ItemSize * Math.Max(1L, field.ListSize));
        HashSet<object> dictionaries = new(ReferenceEqualityComparer.Instance);
        foreach (ArrowPart part in parts)
        {
            ArrowBuffer buffer = field.OffsetSize > 0 ? part.Offsets : part.Data;
            long needed = field.IsBits ? ArrowElements.Bits(part.Rows)
                : field.OffsetSize > 0 ? checked((part.Rows + 1) * field.OffsetSize) : checked(part.Rows * rowBytes);
            string? problem = part.Compression is not (NotCompressed or Lz4 or Zstd) ? $"its compression {part.Compression} is unknown"
                : !ArrowElements.CanHave(part, buffer, needed)
                    || (part.Nulls > 0 && !ArrowElements.CanHave(part, part.Validity, part.Rows / 8))
                    ? $"it has {buffer.Length} bytes for {part.Rows} rows"
                : field.Values is null ? null
                : part.Dictionary is null ? "its dictionary is missing"
                : !dictionaries.Add(part.Dictionary) ? null
                : part.Dictionary.Any(values => values.Nulls > 0) && ArrowElements.NullOf(field.Values.DType!) is null
                    ? $"its dictionary has nulls, and {field.Values.DType} has no element for them"
                : ProblemOf(field.Values, part.Dictionary.Where(values => values.Rows > 0));
            if (problem is not null)
            {
                return problem;
            }
        }
        return null;
    }

    private sealed record Column(string Name, ArrowField Field)
    {
        internal List<ArrowPart> Parts { get; } = [];

        internal bool HasNullParents { get; set; }
    }
}

using MemMap.DataTypes;
using nietras.SeparatedValues;

namespace MemMap.Formats;

/// <summary>Which cell of a row goes where in the row's elements.</summary>
internal sealed class CsvCells
{
    /// <summary>Far more than a line of 16 million characters could have with numbers in its cells.</summary>
    private const int MaxColumns = 1 << 23;

    /// <summary>A cell of a row.</summary>
    /// <param name="Column">The number of its column.</param>
    /// <param name="Offset">Its first byte among those of the row's elements.</param>
    /// <param name="DType">Its dtype.</param>
    private readonly record struct Cell(int Column, int Offset, DType DType);

    private readonly Cell[] _cells;
    private readonly CsvHeader _header;
    private readonly string _path;
    private readonly CellCulture? _culture;

    /// <exception cref="InvalidDataException">A field has no column.</exception>
    /// <exception cref="ArgumentException">The number of columns does not fit the dtype.</exception>
    internal CsvCells(string path, CsvHeader header, DType dtype, CellCulture? culture)
    {
        (_path, _header, DType, _culture) = (path, header, dtype, culture);
        if (dtype.ItemSize == 0)
        {
            throw Error.NoItemSize(dtype);
        }
        // A row of the table has no more cells than these.
        TableColumn[] columns = [.. TableColumn.Of(dtype).Take(MaxColumns + 1)];
        bool isByName = dtype.IsRecord && header.Names is not null;
        int elements = dtype.IsRecord || header.Columns == 0 ? 1 : header.Columns / columns.Length;
        if (!isByName && header.Columns != 0 && header.Columns != elements * columns.Length)
        {
            throw Error.CsvColumnCount(path, header.Columns, dtype, columns.Length);
        }
        ElementsOfRow = elements;
        RowBytes = checked(dtype.ItemSize * elements);
        _cells = isByName ? [.. columns.Select(column => new Cell(Find(column.Name), column.Offset, column.DType))]
            : [.. Enumerable.Range(0, elements * columns.Length).Select(i => columns[i % columns.Length] with
                {
                    Offset = (i / columns.Length * dtype.ItemSize) + columns[i % columns.Length].Offset,
                }).Select((column, i) => new Cell(i, column.Offset, column.DType))];
    }

    internal DType DType { get; }

    /// <summary>The number of elements that a row has.</summary>
    internal int ElementsOfRow { get; }

    /// <summary>The number of bytes of the elements of a row.</summary>
    internal int RowBytes { get; }

    /// <summary>Whether all cells may be empty in a table that was written: those of text, and of a date that is none.</summary>
    internal bool MayBeEmpty
        => Array.TrueForAll(
            _cells, cell => cell.DType.Kind is ElementKind.Bytes or ElementKind.Text || cell.DType.Meaning is DosDateMeaning);

    /// <summary>
    /// Infers the dtype of elements: a record of named columns, or the common dtype of columns of one kind without names.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="header">Its columns.</param>
    /// <param name="columns">What the cells tell of each column.</param>
    /// <exception cref="InvalidDataException">No cell has a value, or two columns have the same name.</exception>
    internal static DType Infer(string path, CsvHeader header, InferredColumn[] columns)
    {
        if (Array.TrueForAll(columns, column => column.DType is null))
        {
            throw Error.CsvNothingToInfer(path);
        }
        // Of a column without a value, each cell is empty, which is NaN.
        DType[] dtypes = [.. columns.Select(column => column.DType ?? DType.Float64)];
        if (header.Names is null && dtypes.Skip(1).All(dtype => IsAlike(dtype, dtypes[0])))
        {
            return dtypes.Aggregate(Promotion.PromoteTypes);
        }
        RecordBuilder record = new(isAligned: false);
        HashSet<string> taken = [];
        for (int column = 0; column < dtypes.Length; column++)
        {
            string name = header.Names?[column] ?? CsvHeader.NameOf(column);
            record.Add(taken.Add(name) ? name : throw Error.CsvSameNames(path, name), dtypes[column]);
        }
        return record.Build();
    }

    /// <summary>Writes the elements of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="elements">Its elements, which are zeros.</param>
    /// <param name="line">The number of its line, for errors.</param>
    /// <param name="scratch">See <see cref="CsvText.Of"/>.</param>
    /// <exception cref="BadLineException">A cell is no element of its dtype.</exception>
    internal void Write(SepReader.Row row, Span<byte> elements, int line, ref char[] scratch)
    {
        foreach ((int column, int offset, DType dtype) in _cells)
        {
            ReadOnlySpan<char> cell = CsvText.Of(row[column].Span, ref scratch);
            try
            {
                TableCell.Write(dtype, elements.Slice(offset, dtype.ItemSize), cell, _culture);
            }
            catch (Exception e) when (e.Data.Contains(Error.IdKey))
            {
                string? meant = Error.TextOf(e) is null ? null : CellCulture.Meant(cell.ToString(), dtype, _culture);
                throw new BadLineException(line, at => Error.CsvCell(_path, at, NameOf(_header, column), e, meant));
            }
        }
    }

    private static bool IsAlike(DType one, DType other)
        => one.Equals(other) || (one.Kind == other.Kind && one.Kind is ElementKind.Text or ElementKind.DateTime64)
            || (IsNumber(one) && IsNumber(other));

    // Not uint64 beside others: their common dtype is float64, which does not hold all of them.
    private static bool IsNumber(DType dtype) => dtype.Equals(DType.Int64) || dtype.Equals(DType.Float64);

    /// <summary>The number of the column for a field or a part of one. As for properties, its letter case does not matter.</summary>
    private int Find(string field)
    {
        string[] names = _header.Names!;
        foreach (StringComparison comparison in (StringComparison[])[StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase])
        {
            int first = Array.FindIndex(names, name => name.Equals(field, comparison));
            if (first >= 0)
            {
                return Array.FindIndex(names, first + 1, name => name.Equals(field, comparison)) < 0 ? first
                    : throw Error.CsvSameNames(_path, names[first]);
            }
        }
        // Export-Csv writes the properties of an object as one text, which would go to every part that takes text.
        throw names.FirstOrDefault(name => name.Length > 0 && field.StartsWith(name, StringComparison.OrdinalIgnoreCase)
                && field[name.Length..] is ['.' or '[', ..]) is { } whole
            ? Error.CsvParts(_path, whole) : Error.CsvNoColumn(_path, field, names);
    }

    /// <summary>What a column is called in messages.</summary>
    internal static string NameOf(CsvHeader header, int column) => header.Names is { } names ? $"'{Error.Shortened(names[column])}'"
        : (column + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
}

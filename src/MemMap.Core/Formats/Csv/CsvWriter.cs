using System.Buffers;
using System.Text;
using MemMap.Compute;
using MemMap.DataTypes;
using MemMap.Text;

namespace MemMap.Formats;

/// <summary>
/// Writes a table in the format of RFC 4180, in UTF-8: lines end with CR LF. Cells are quoted that have a delimiter, quote or line end, and
/// those that readers would change: with blanks at an end, or the sign of a comment at the start. What the table can't hold is an error.
/// Numbers and dates are written like numpy's scalars, with the shortest digits that round-trip, unless a culture is named. Raw bytes are
/// written in hexadecimal. Elements with a meaning (a GUID, a name of an enum) are written by their meaning.
/// <code>
/// records in one dimension            names above; a nested field is a.b, an element of a sub-array a[0,1]
/// other elements in one or two        no names; a line for each element, or for each row
/// </code>
/// </summary>
internal sealed class CsvWriter
{
    /// <summary>The limit of spreadsheets. A sub-array may have billions of elements.</summary>
    private const int MaxColumns = 16_384;

    // Other delimiters too: who reads the table may guess them.
    private static readonly SearchValues<char> Special = SearchValues.Create(",;\t|\"\r\n");

    private readonly ArrayRef _array;
    private readonly char _delimiter;
    private readonly CellFormat _cells = new();
    private readonly CellCulture? _culture;
    private readonly List<(string Name, int Offset, DType DType, ScalarFormat Format)> _columns = [];

    /// <param name="array">The table.</param>
    /// <param name="delimiter">The character between cells.</param>
    /// <param name="culture">The notation of numbers and dates; null for the invariant one.</param>
    /// <exception cref="ArgumentException">The array is not a table, or the character separates no cells.</exception>
    public CsvWriter(ArrayRef array, char delimiter, CellCulture? culture)
    {
        _culture = culture;
        CsvHeader.RequireDelimiter(delimiter);
        _delimiter = delimiter;
        _array = array;
        bool isRecord = array.DType.IsRecord;
        if (array.NDim > (isRecord ? 1 : 2))
        {
            throw Error.CsvShape(array);
        }
        foreach (TableColumn column in TableColumn.Of(array.DType))
        {
            if (_columns.Count == MaxColumns)
            {
                throw Error.CsvColumns(MaxColumns);
            }
            _columns.Add((column.Name, column.Offset, column.DType, FormatOf(column.DType)));
        }
        if (isRecord && _columns is [var first, ..] && first.Name.StartsWith('#'))
        {
            throw Error.CsvComment(first.Name);
        }
    }

    public unsafe void Write(Stream stream, Action<int> written)
    {
        using CsvParts parts = new(stream);
        if (_array.DType.IsRecord)
        {
            parts.Write(text => text.Write(string.Join(_delimiter, _columns.Select(column => Quoted(column.Name, null))) + "\r\n"));
        }
        int itemSize = _array.ItemSize;
        long at = 0;
        ArrayBytes.ForEachBlock(_array, MemoryOrder.C, bytes =>
        {
            int items = itemSize == 0 ? 0 : bytes.Length / itemSize;
            fixed (byte* start = bytes)
            {
                byte* block = start;
                long first = at;
                parts.Write(items, (text, from, to) => WriteElements(text, block + ((long)from * itemSize), first + from, to - from));
            }
            at += items;
            written(bytes.Length);
        });
    }

    private unsafe void WriteElements(StreamWriter text, byte* elements, long at, int count)
    {
        // In a plain array, a column is an element of a row. A record is a row by itself.
        long rowLength = _array.NDim == 2 ? _array.Layout.Shape[1] : 1;
        int itemSize = _array.ItemSize;
        for (int i = 0; i < count; i++, elements += itemSize)
        {
            WriteElement(text, new ReadOnlySpan<byte>(elements, itemSize), at++);
            if (at % rowLength == 0)
            {
                text.Write("\r\n");
            }
            else
            {
                text.Write(_delimiter);
            }
        }
    }

    private void WriteElement(StreamWriter text, ReadOnlySpan<byte> element, long position)
    {
        bool isFirst = true;
        foreach ((string name, int offset, DType dtype, ScalarFormat format) in _columns)
        {
            if (!isFirst)
            {
                text.Write(_delimiter);
            }
            isFirst = false;
            ReadOnlySpan<byte> bytes = element.Slice(offset, dtype.ItemSize);
            string cell = format(bytes);
            if (CodePoints.HasHalf(cell) || (dtype.Kind == ElementKind.Text && !CodePoints.IsUnicode(bytes, dtype.IsSwapped)))
            {
                throw Error.CsvText(position, name);
            }
            if (cell.Length == 0 && _columns.Count == 1 && _array.DType.IsRecord)
            {
                throw Error.CsvBlankLine(position, name);
            }
            text.Write(Quoted(cell, dtype));
        }
    }

    private ScalarFormat FormatOf(DType dtype)
    {
        ScalarFormat format = InvariantOf(dtype);
        return _culture is not { } culture ? format
            : TableCell.IsDate(dtype) ? bytes => culture.FromIso(format(bytes))
            : IsTranslated(dtype) ? bytes => culture.FromInvariant(format(bytes))
            : format;
    }

    private bool IsTranslated(DType dtype)
        => _culture is not null && (TableCell.IsDate(dtype) || (CellCulture.IsNumber(dtype) && !dtype.IsComplex));

    private ScalarFormat InvariantOf(DType dtype)
        => dtype is { Meaning: { } meaning, StoredCodec: var codec } ? bytes => meaning.TextOf(codec.Read(bytes)!) : _cells.Visit(dtype);

    /// <summary>A cell is formatted like a single element, but bytes have no Python quotes.</summary>
    private sealed class CellFormat : DTypeVisitor<ScalarFormat>
    {
        protected override ScalarFormat Bytes(DType dtype) => bytes => Encoding.Latin1.GetString(bytes.TrimEnd((byte)0));

        protected override ScalarFormat Void(DType dtype) => bytes => Convert.ToHexString(bytes);

        protected override ScalarFormat Unsupported(DType dtype) => ScalarText.For(dtype, precision: 0);
    }

    /// <param name="cell">The text of the cell.</param>
    /// <param name="dtype">Its dtype; null for a name.</param>
    private string Quoted(string cell, DType? dtype)
    {
        // A comma before decimals needs no quotation marks where something else separates cells.
        bool isTranslated = dtype is not null && IsTranslated(dtype);
        bool mustBe = (!isTranslated && cell.AsSpan().ContainsAny(Special)) || cell.Contains(_delimiter)
            || (cell.Length > 0 && (char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[^1]) || cell[0] is '#' or '\ufeff'));
        return mustBe ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
    }
}

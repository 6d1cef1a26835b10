using System.Globalization;
using MemMap.DataTypes;

namespace MemMap.Text;

/// <summary>
/// Records as a table for a screen: a column for each field, the first and the last records, as many as there is room for. Text stands
/// without quotes, and what elements stand for (dates, names of an enum) in place of their numbers.
/// </summary>
internal sealed class RecordTable
{
    private const string Gap = "  ", More = "...";

    // Longer cells would leave no room for others.
    private const int LongestCell = 40;

    private static readonly PrintOptions Options = PrintOptions.Screen with { LongestItem = 8, IsPlain = true };

    private readonly Field[] _fields;
    private readonly Column[] _columns;
    private readonly List<string> _names = [];

    internal RecordTable(DType dtype)
    {
        _fields = [.. dtype.Fields!];
        _columns = [.. _fields.Select(field => ColumnFor(field.DType))];
    }

    /// <summary>Adds a record.</summary>
    /// <param name="name">Its index.</param>
    /// <param name="record">Its bytes; empty for the gap between the first records and the last ones.</param>
    internal void Add(string name, ReadOnlySpan<byte> record)
    {
        _names.Add(name);
        for (int i = 0; i < _fields.Length && !record.IsEmpty; i++)
        {
            _columns[i].Add(record.Slice(_fields[i].Offset, _fields[i].DType.ItemSize));
        }
    }

    /// <summary>Adds the gap between the first records and the last ones.</summary>
    internal void AddGap() => Add(More, []);

    /// <summary>The lines: names of fields, a rule, the records, and which fields had no room.</summary>
    /// <param name="width">The longest line.</param>
    internal IEnumerable<string> Lines(int width)
    {
        Array.ForEach(_columns, column => column.Measure());
        List<string[]> cells = [Padded([" ", " ", .. _names], isNumber: true)];
        int used = cells[0][0].Length, shown = 0;
        for (; shown < _fields.Length; shown++)
        {
            string[] column = CellsOf(shown);
            used += Gap.Length + column[0].Length;
            if (used > width && shown > 0)
            {
                break;
            }
            cells.Add(column);
        }
        for (int row = 0; row < _names.Count + 2; row++)
        {
            yield return string.Join(Gap, cells.Select(column => column[row])).TrimEnd();
        }
        if (shown < _fields.Length)
        {
            string names = string.Join(", ", _fields.Skip(shown).Select(field => Printable.Line(field.Name)));
            string rest = $"{_fields.Length - shown} more: {names}";
            yield return rest.Length <= width ? rest : $"{rest[..Math.Max(0, width - More.Length)]}{More}";
        }
    }

    private static Column ColumnFor(DType dtype)
        => dtype.Meaning is null && dtype.Kind is ElementKind.Bytes or ElementKind.Text
            ? new TextColumn(bytes => Printable.Line(ElementCodec.Read(dtype, bytes)?.ToString() ?? ""))
            : dtype is { Kind: ElementKind.Void, Fields: null, SubType: null, Meaning: null }
                ? new TextColumn(bytes => Hexadecimal(bytes))
            : Column.For(dtype, Options, isScalar: false);

    private static string Hexadecimal(ReadOnlySpan<byte> bytes)
        => string.Join(
            ' ', Array.ConvertAll(
                bytes[..Math.Min(bytes.Length, Options.LongestItem)].ToArray(),
                value => value.ToString("x2", CultureInfo.InvariantCulture)))
            + (bytes.Length > Options.LongestItem ? $" {More}" : "");

    private string[] CellsOf(int field)
    {
        DType dtype = _fields[field].DType;
        bool isNumber = dtype.Meaning is null && (dtype.IsNumeric || dtype.Traits.IsTime);
        int index = 0;
        string name = Shortened(Printable.Line(_fields[field].Name));
        IEnumerable<string> values = _names.Select(row => row == More ? More : Shortened(_columns[field].Format(index++).Trim()));
        return Padded([name, new('-', name.Length), .. values], isNumber);
    }

    private static string Shortened(string text) => text.Length <= LongestCell ? text : text[..(LongestCell - More.Length)] + More;

    private static string[] Padded(string[] cells, bool isNumber)
    {
        int width = cells.Max(cell => cell.Length);
        return Array.ConvertAll(cells, cell => isNumber ? cell.PadLeft(width) : cell.PadRight(width));
    }
}

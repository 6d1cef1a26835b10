using System.Collections;
using System.Globalization;
using System.Management.Automation;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Questions;

/// <summary>
/// Tables that have something for each value of a field, such as the names of hosts by their numbers: a join with a small table. A value
/// that a table doesn't have becomes null.
/// </summary>
internal sealed class LookupTables
{
    private readonly Dictionary<string, Table> _tables = new(StringComparer.Ordinal);

    /// <param name="tables">A table for each field, by its name.</param>
    /// <param name="dtype">The dtype of the records.</param>
    /// <param name="fields">The fields that there are; null for all.</param>
    internal LookupTables(IDictionary tables, DType dtype, string[]? fields)
    {
        string[]? chosen = fields is null ? null : [.. fields.Select(name => dtype.FindField(name)?.Name ?? name)];
        foreach (DictionaryEntry entry in tables)
        {
            string name = Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!;
            Field field = dtype.FindField(name) ?? throw Error.NoSuchField(name, dtype);
            _tables[field.Name] = PipelineElements.Bare(entry.Value) is not IDictionary table ? throw Errors.NotATable(name, entry.Value)
                : chosen is null || chosen.Contains(field.Name) ? new Table(table)
                : throw Errors.LookupNotThere(name, chosen);
        }
        if (chosen is [var only])
        {
            Single = _tables.TryGetValue(only, out Table? table) ? table.Of : null;
        }
    }

    /// <summary>What a table has for the value of the only field that there is; null where there are several.</summary>
    private Func<object?, object?>? Single { get; }

    /// <summary>An element with what the tables have in place of its values.</summary>
    /// <param name="element">A record as an object, or the value of the only field.</param>
    internal object? Of(object? element)
    {
        if (Single is not null)
        {
            return Single(element);
        }
        if (element is PSObject record)
        {
            foreach ((string name, Table table) in _tables)
            {
                if (record.Properties[name] is PSNoteProperty property)
                {
                    property.Value = table.Of(property.Value);
                }
            }
        }
        return element;
    }

    /// <summary>The values of fields with what the tables have in their place.</summary>
    /// <param name="names">The fields.</param>
    /// <param name="values">The value of each.</param>
    internal object?[] Of(IReadOnlyList<string> names, IReadOnlyList<object?> values)
        => [.. values.Select((value, i) => _tables.TryGetValue(names[i], out Table? table) ? table.Of(value) : value)];

    private sealed class Table
    {
        private readonly IDictionary _table;
        private readonly Dictionary<decimal, object?> _integers = [];

        internal Table(IDictionary table)
        {
            _table = table;
            foreach (DictionaryEntry entry in table)
            {
                if (Integer(PipelineElements.Bare(entry.Key)) is { } number)
                {
                    _integers[number] = entry.Value;
                }
            }
        }

        /// <summary>
        /// What the table has for a value. Integers are found whatever their types are, as a literal's is int and a field's may be byte;
        /// members of enums by their names or numbers.
        /// </summary>
        internal object? Of(object? value)
        {
            value = PipelineElements.Bare(value);
            return value is null ? null
                : _table.Contains(value) ? _table[value]
                : value is Enum && _table.Contains(value.ToString()!) ? _table[value.ToString()!]
                : Integer(value) is { } number && _integers.TryGetValue(number, out object? found) ? found : null;
        }

        private static decimal? Integer(object? value)
            => value is Enum or sbyte or byte or short or ushort or int or uint or long or ulong
                ? Convert.ToDecimal(value is Enum member ? Convert.ChangeType(
                    member, member.GetType().GetEnumUnderlyingType(), CultureInfo.InvariantCulture) : value, CultureInfo.InvariantCulture)
                : null;
    }
}

using System.Collections;
using System.Globalization;
using System.Management.Automation;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Questions;

/// <summary>
/// Tables that have something for each value of a field, such as the names of hosts by their numbers: a join with a small table. A value
/// that a table doesn't have stays as it is.
/// </summary>
internal sealed class LookupTables
{
    private readonly Dictionary<string, LookupTable> _tables = new(StringComparer.Ordinal);

    /// <param name="tables">A table for each field, by its name.</param>
    /// <param name="dtype">The dtype of the records.</param>
    /// <param name="fields">The fields that there are; null for all.</param>
    internal LookupTables(IDictionary tables, DType dtype, string[]? fields)
    {
        string[]? chosen = fields is null ? null
            : [.. FieldName.Of(dtype, fields).Select(name => dtype.FindField(name)?.Name ?? name)];
        foreach (DictionaryEntry entry in tables)
        {
            string name = FieldName.Of(dtype, Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!);
            Field field = dtype.FindField(name) ?? throw Error.NoSuchField(name, dtype);
            _tables[field.Name] = PipelineElements.Bare(entry.Value) is not IDictionary table ? throw Errors.NotATable(name, entry.Value)
                : chosen is null || chosen.Contains(field.Name) ? new LookupTable(field, table)
                : throw Errors.LookupNotThere(name, chosen);
        }
        if (chosen is [var only])
        {
            Single = _tables.TryGetValue(only, out LookupTable? table) ? table.Of : null;
        }
    }

    /// <summary>What to tell of tables that had nothing for any value.</summary>
    internal IEnumerable<string> Warnings => _tables.Values.Select(static table => table.Warning).OfType<string>();

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
            foreach ((string name, LookupTable table) in _tables)
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
        => [.. values.Select((value, i) => _tables.TryGetValue(names[i], out LookupTable? table) ? table.Of(value) : value)];
}

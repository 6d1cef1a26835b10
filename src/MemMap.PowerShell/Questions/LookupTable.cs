using System.Collections;
using System.Globalization;
using System.Management.Automation;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Questions;

/// <summary>
/// What a table has for the values of a field. Its keys are the field's values: a number whatever its type is, and text that reads as one,
/// as in a table that comes from JSON or CSV.
/// </summary>
internal sealed class LookupTable
{
    private readonly Field _field;
    private readonly IDictionary _table;
    private readonly Dictionary<decimal, object?> _integers = [];
    private readonly Dictionary<object, object?> _values = [];
    private bool _wasAsked, _hasFound;

    /// <param name="field">The field.</param>
    /// <param name="table">The table.</param>
    /// <exception cref="ArgumentException">A key can't be a value of the field.</exception>
    internal LookupTable(Field field, IDictionary table)
    {
        (_field, _table) = (field, table);
        Type type = ValueMap.TypeOf(field.DType);
        foreach (DictionaryEntry entry in table)
        {
            Add(PipelineElements.Bare(entry.Key)!, entry.Value, type);
        }
    }

    /// <summary>That no value had a key, if any was looked up; null otherwise.</summary>
    internal string? Warning
        => !_wasAsked || _hasFound || _table.Count == 0 ? null
            : $"the table of -Lookup has nothing for any value of the field '{Printable.Line(_field.Name)}'; its keys are "
                + $"{ValueTest.Shown(_table.Keys.Cast<object?>().First())}{(_table.Count > 1 ? " ..." : "")}, and elements are "
                + _field.DType.Called;

    /// <summary>What the table has for a value; the value itself if it has nothing.</summary>
    internal object? Of(object? value)
    {
        object? bare = PipelineElements.Bare(value);
        if (bare is null)
        {
            return value;
        }
        _wasAsked = true;
        bool isFound = Find(bare, out object? found);
        _hasFound |= isFound;
        return isFound ? found : value;
    }

    private bool Find(object value, out object? found)
    {
        object? key = _table.Contains(value) ? value : value is Enum && _table.Contains(value.ToString()!) ? value.ToString() : null;
        found = key is null ? null : _table[key];
        return key is not null || _values.TryGetValue(value, out found)
            || (Integer(value) is { } number && _integers.TryGetValue(number, out found));
    }

    private void Add(object key, object? value, Type type)
    {
        if (Integer(key) is { } integer)
        {
            _integers[integer] = value;
        }
        else if (key is string text && _field.DType.IsInteger && !type.IsEnum && type.IsPrimitive)
        {
            _ = _integers.TryAdd(
                LanguagePrimitives.TryConvertTo(text, CultureInfo.InvariantCulture, out decimal number) && text.Trim().Length > 0 ? number
                    : throw Errors.LookupKey(_field, text), value);
        }
        if (key.GetType() == type || (!type.IsValueType && type != typeof(string)))
        {
            return;
        }
        if (LanguagePrimitives.TryConvertTo(key, type, CultureInfo.InvariantCulture, out object same) && same is not null)
        {
            _ = _values.TryAdd(same, value);
        }
        else if (key is string name && !_field.DType.IsInteger)
        {
            throw Errors.LookupKey(_field, name);
        }
        else if (key is string member && type.IsEnum)
        {
            throw Errors.NoSuchMember(member, type);
        }
    }

    private static decimal? Integer(object? value)
        => value is Enum or sbyte or byte or short or ushort or int or uint or long or ulong
            ? Convert.ToDecimal(value is Enum member ? Convert.ChangeType(
                member, member.GetType().GetEnumUnderlyingType(), CultureInfo.InvariantCulture) : value, CultureInfo.InvariantCulture)
            : null;
}

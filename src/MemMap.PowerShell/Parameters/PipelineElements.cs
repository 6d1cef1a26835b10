using System.Collections;
using System.Management.Automation;
using MemMap.Compute;
using MemMap.DataTypes;
using MemMap.Formats;

namespace MemMap.Parameters;

/// <summary>
/// Converts objects of the pipeline to elements that dtypes accept. An array or a list gives its elements in C order. A record's fields are
/// looked up by name in an object's properties or a dictionary's keys; other properties and keys are ignored.
/// A field that is missing there is put together from its parts, if there are columns with their names.
/// </summary>
internal static class PipelineElements
{
    /// <summary>The properties of an object, or the entries of a dictionary.</summary>
    private sealed record Columns(
        Func<string, (bool IsThere, object? Value)> Find, Func<IEnumerable<string>> Names, bool IsMissingNull);

    /// <summary>Returns the elements of an object.</summary>
    /// <param name="input">The object.</param>
    /// <param name="dtype">The dtype of the elements.</param>
    /// <param name="isMissingNull">Whether a property that a record lacks is null, instead of an error.</param>
    /// <exception cref="ArgumentException">Lists are nested too deeply, or an element does not fit the dtype.</exception>
    internal static IEnumerable<object?> Of(object? input, DType dtype, bool isMissingNull = false)
        => Of(input, dtype, isMissingNull, 0);

    private static IEnumerable<object?> Of(object? input, DType dtype, bool isMissingNull, int depth)
    {
        object? value = Bare(input);
        return depth > HostObjects.MaxDepth ? throw Error.ValueTooDeep()
            : value is NDArray array ? Stored(array, dtype)
            : ArrayLiteral.IsNested(value, dtype) ? ((IEnumerable)value!).Cast<object?>().SelectMany(
                item => Of(item, dtype, isMissingNull, depth + 1))
            : [Element(input, dtype, isMissingNull)];
    }

    private static IEnumerable<object?> Stored(NDArray array, DType dtype)
    {
        ElementReader reader = new(array.Ref);
        for (var block = reader.Read(); block.Count > 0; block = reader.Read())
        {
            foreach (object? value in block)
            {
                yield return Element(value, dtype);
            }
        }
    }

    private static object? Element(object? input, DType dtype, bool isMissingNull = false)
    {
        object? value = Bare(input);
        if (!dtype.IsRecord || value is null or string or ValueType or KeptElement)
        {
            return TableCell.Read(ArrayLiteral.Plain(input), dtype);
        }
        IReadOnlyList<Field> fields = dtype.Fields!;
        if (value is IList list)
        {
            return list.Count == fields.Count ? Values(fields, i => list[i]) : ArrayLiteral.Plain(input);
        }
        ((RecordCodec)dtype.Codec).RequireNames();
        object?[] values = FieldValues(input!, value, fields, isMissingNull);
        return KeptElement.OfHost(input) is { } kept && kept.DType.Equals(dtype) ? kept with { Value = values } : values;
    }

    private static object?[] FieldValues(object input, object value, IReadOnlyList<Field> fields, bool isMissingNull)
    {
        var properties = value is IDictionary or Record ? null : PSObject.AsPSObject(input).Properties;
        Columns columns = new(Find, () => value switch
        {
            IDictionary dictionary => dictionary.Keys.Cast<object>().Select(key => $"{key}"),
            Record record => record.Keys,
            _ => properties!.Select(property => property.Name),
        }, isMissingNull);
        return Values(fields, i => Part(columns, fields[i].Name, fields[i].DType));

        (bool, object?) Find(string name) => value switch
        {
            IDictionary dictionary => dictionary.Contains(name) ? (true, dictionary[name]) : default,
            Record record => (record.TryGetValue(name, out object? found), found),
            _ => properties![name] is { } property ? (true, property.Value) : default,
        };
    }

    /// <summary>The value of a field or of a part of one: where there is no such column, those of its parts.</summary>
    private static object? Part(Columns columns, string name, DType dtype)
        => columns.Find(name) is (true, var value) ? WithParts(value, name, dtype)
            : dtype.Fields is { } fields ? Values(fields, i => Part(columns, ColumnName.OfField(name, fields[i].Name), fields[i].DType))
            : dtype.SubType is { } element ? Elements(columns, name, element, dtype.SubShape!, [])
            : columns.IsMissingNull ? null
            : throw Error.FieldMissing(name, columns.Names());

    // Export-Csv writes the type of a list, or the properties of an object as one text, which would go to every part that takes text.
    private static object? WithParts(object? value, string name, DType dtype)
        => (dtype.IsRecord || dtype.SubType is not null) && Bare(value) is string text ? throw Error.TextForParts(text, name) : value;

    private static object?[] Elements(Columns columns, string name, DType element, long[] shape, long[] index)
    {
        object?[] items = new object?[shape[index.Length]];
        for (int i = 0; i < items.Length; i++)
        {
            long[] at = [.. index, i];
            items[i] = at.Length < shape.Length ? Elements(columns, name, element, shape, at)
                : Element(Part(columns, ColumnName.OfElement(name, at), element), element);
        }
        return items;
    }

    private static object?[] Values(IReadOnlyList<Field> fields, Func<int, object?> valueOf)
    {
        object?[] values = new object?[fields.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Element(valueOf(i), fields[i].DType);
        }
        return values;
    }

    /// <summary>A plain number, bool or character without its wrapper; null for anything else, also for one that keeps its bytes.</summary>
    internal static object? Number(object? value)
    {
        object? bare = value is PSObject wrapped && wrapped.GetType() == typeof(PSObject) ? wrapped.BaseObject : value;
        return bare is not null && bare.GetType().IsPrimitive ? bare : null;
    }

    /// <summary>Returns a value without its wrapper. A property bag consists only of its wrapper, so it keeps it.</summary>
    internal static object? Bare(object? value)
        => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}

using System.Collections;
using System.Management.Automation;
using MemMap.Compute;

namespace MemMap.Parameters;

/// <summary>
/// Converts objects of the pipeline to elements that dtypes accept. An array or a list gives its elements in C order. A record's fields are
/// looked up by name in an object's properties or a dictionary's keys; other properties and keys are ignored.
/// </summary>
internal static class PipelineElements
{
    /// <summary>Returns the elements of an object.</summary>
    /// <exception cref="ArgumentException">Lists are nested too deeply, or an element does not fit the dtype.</exception>
    internal static IEnumerable<object?> Of(object? input, DType dtype) => Of(input, dtype, 0);

    private static IEnumerable<object?> Of(object? input, DType dtype, int depth)
    {
        object? value = Bare(input);
        return depth > HostObjects.MaxDepth ? throw Error.ValueTooDeep()
            : value is NDArray array ? Stored(array, dtype)
            : ArrayLiteral.IsNested(value, dtype) ? ((IEnumerable)value!).Cast<object?>().SelectMany(item => Of(item, dtype, depth + 1))
            : [Element(input, dtype)];
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

    private static object? Element(object? input, DType dtype)
    {
        object? value = Bare(input);
        if (!dtype.IsRecord || value is null or string or ValueType)
        {
            return ArrayLiteral.Plain(input);
        }
        IReadOnlyList<Field> fields = dtype.Fields!;
        if (value is IList list)
        {
            return list.Count == fields.Count ? Values(fields, i => list[i]) : ArrayLiteral.Plain(input);
        }
        var properties = value is IDictionary or Record ? null : PSObject.AsPSObject(input!).Properties;
        return Values(fields, i =>
        {
            string name = fields[i].Name;
            return value switch
            {
                IDictionary dictionary => dictionary.Contains(name) ? dictionary[name] : throw Error.FieldMissing(name),
                Record record => record.TryGetValue(name, out object? found) ? found : throw Error.FieldMissing(name),
                _ => properties![name] is { } property ? property.Value : throw Error.FieldMissing(name),
            };
        });
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

    /// <summary>Returns a value without its wrapper. A property bag consists only of its wrapper, so it keeps it.</summary>
    internal static object? Bare(object? value)
        => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}

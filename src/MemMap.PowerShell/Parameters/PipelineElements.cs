using System.Collections;
using System.Management.Automation;
using MemMap.Compute;

namespace MemMap.Parameters;

/// <summary>
/// What elements an object of the pipeline stands for, in the form that dtypes take. An array or a list gives its elements in C order; a
/// record's fields are looked up by name among an object's properties or a dictionary's keys, and what else it has is left out.
/// </summary>
internal static class PipelineElements
{
    /// <summary>The elements of an object.</summary>
    /// <exception cref="ArgumentException">Lists nest too deep, or an element is none of the dtype.</exception>
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

    /// <summary>A value without the wrapper around it. A bag of properties has nothing in it but the wrapper.</summary>
    internal static object? Bare(object? value)
        => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}

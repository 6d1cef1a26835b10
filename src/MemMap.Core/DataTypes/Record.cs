using System.Collections;
using System.Diagnostics.CodeAnalysis;
using MemMap.DataTypes;

namespace MemMap;

/// <summary>One element of a record dtype: the names and values of its fields, in order.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "numpy and users say record; that it reads like a dictionary is secondary")]
public sealed class Record : IReadOnlyDictionary<string, object?>
{
    private readonly string[] _names;
    private readonly object?[] _values;

    // Takes ownership; the records of one array share their names.
    internal Record(string[] names, object?[] values, DType dtype, byte[]? bytes)
    {
        (_names, _values, DType) = (names, values, dtype);
        Kept = bytes is null ? null : new KeptElement(this, dtype, bytes);
    }

    /// <summary>The dtype that it was read as.</summary>
    internal DType DType { get; }

    /// <summary>The record with the bytes it was read from, where there is something between its fields.</summary>
    internal KeptElement? Kept { get; }

    /// <summary>Where it was read from, if setting a field of the host's object is to write it there; null for a copy.</summary>
    internal IRecordPlace? Place { get; set; }

    /// <summary>The number of fields.</summary>
    public int Count => _names.Length;

    /// <summary>The fields' names.</summary>
    public IEnumerable<string> Keys => _names;

    /// <summary>The fields' values.</summary>
    public IEnumerable<object?> Values => _values.Select(Plain);

    /// <summary>The value of a field by its position.</summary>
    public object? this[int index] => Plain(_values[index]);

    /// <summary>The value of a field by name, case-sensitive.</summary>
    /// <exception cref="KeyNotFoundException">There is no field of that name.</exception>
    public object? this[string key] => TryGetValue(key, out object? value) ? value : throw Error.FieldUnknown(key, _names);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => Array.IndexOf(_names, key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        int index = Array.IndexOf(_names, key);
        value = index >= 0 ? Plain(_values[index]) : null;
        return index >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
        => _names.Zip(Values, KeyValuePair.Create).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>
    /// An element as the host wants it: a record, or one that was kept with its bytes, in the host's own form, any other value as it is.
    /// </summary>
    internal static object? ToHost(object? element) => element switch
    {
        Record record => HostObjects.WrapRecord(record),
        KeptElement kept => KeptElement.ToHost(kept),
        _ => element,
    };

    /// <summary>The values as a Python tuple, such as <c>(1, 2.5, 'abc')</c>.</summary>
    public override string ToString() => PythonText.Tuple([.. Values]);

    /// <summary>The value of a field, with its bytes where it doesn't tell all of them.</summary>
    internal object? Stored(string name)
        => Array.IndexOf(_names, name) is >= 0 and var index ? _values[index] : throw Error.FieldUnknown(name, _names);

    /// <summary>The names and values of all fields, with their bytes as <see cref="Stored(string)"/> has them.</summary>
    internal IEnumerable<(string Name, object? Value)> StoredFields => _names.Zip(_values);

    /// <summary>The name and value of a field by its position, as <see cref="StoredFields"/> has them.</summary>
    internal (string Name, object? Value) StoredField(int index) => (_names[index], _values[index]);

    private static object? Plain(object? value) => value is KeptElement kept ? kept.Value : value;
}

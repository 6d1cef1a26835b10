using System.Collections;

namespace MemMap.DataTypes;

/// <summary>
/// Records. One is written from a dictionary or a <see cref="Record"/> by name (each field once, no other names), from a list by position,
/// or from one scalar that goes to every field. The gaps between fields keep their bytes.
/// </summary>
internal sealed class RecordCodec(DType dtype) : ElementCodec
{
    private readonly Field[] _fields = [.. dtype.Fields!];
    private readonly string[] _names = [.. dtype.Fields!.Select(f => f.Name)];

    public override Type ClrType => typeof(Record);

    public override object Read(ReadOnlySpan<byte> bytes)
    {
        object?[] values = new object?[_fields.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _fields[i].DType.Codec.Read(bytes[_fields[i].Offset..]);
        }
        return new Record(_names, values);
    }

    public override void Write(Span<byte> bytes, object? value)
    {
        // Work on a copy: a field that can't be written must not leave half a record behind.
        byte[] element = bytes[..dtype.ItemSize].ToArray();
        object?[] values = Values(value);
        for (int i = 0; i < values.Length; i++)
        {
            _fields[i].DType.Codec.Write(element.AsSpan(_fields[i].Offset), values[i]);
        }
        element.CopyTo(bytes);
    }

    private object?[] Values(object? value)
    {
        switch (value)
        {
            case Record record:
                CheckNames(record.Keys);
                return [.. _names.Select(name => record[name])];
            case IDictionary dictionary:
                CheckNames(dictionary.Keys.Cast<object>().Select(key => key.ToString() ?? ""));
                return [.. _names.Select(name => dictionary[name])];
            case IList list and not byte[]:
                return list.Count == _fields.Length ? [.. list.Cast<object?>()] : throw Error.RecordCount(list.Count, _fields.Length);
            default:
                return [.. Enumerable.Repeat(value, _fields.Length)];
        }
    }

    // A hashtable of PowerShell finds its keys in any letter case, so the names are compared in the same way.
    private void CheckNames(IEnumerable<string> given)
    {
        HashSet<string> names = new(given, StringComparer.OrdinalIgnoreCase);
        string? missing = _names.FirstOrDefault(name => !names.Contains(name));
        if (missing is not null)
        {
            throw Error.FieldMissing(missing);
        }
        names.ExceptWith(_names);
        if (names.Count > 0)
        {
            throw Error.FieldUnknown(names.First(), _names);
        }
    }
}

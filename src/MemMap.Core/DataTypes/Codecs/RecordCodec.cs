using System.Collections;

namespace MemMap.DataTypes;

/// <summary>
/// Records. One is written from a dictionary or a <see cref="Record"/> by name (each field once, no other names), from a list by position,
/// or from one scalar that goes to every field. The gaps between fields keep their bytes; a record that was kept brings those it had. Of
/// fields that share bytes, a dictionary may leave out some, and of a record that was kept those are written whose values were changed.
/// </summary>
internal sealed class RecordCodec(DType dtype) : ElementCodec
{
    // The value of a field that is left out.
    private static readonly object Omitted = new();

    private readonly Field[] _fields = [.. dtype.Fields!];
    private readonly string[] _names = [.. dtype.Fields!.Select(f => f.Name)];
    private readonly string? _sameName
        = dtype.Fields!.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1)?.Last().Name;
    private readonly bool[] _isShared = RecordBits.Shared(dtype);
    private readonly bool _shares = RecordBits.Shared(dtype).Contains(true);
    private readonly (int Start, int Length, byte[]? Mask)[] _gaps = [.. RecordBits.Gaps(dtype)];

    public override Type ClrType => typeof(Record);

    public override object Read(ReadOnlySpan<byte> bytes)
    {
        object?[] values = new object?[_fields.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = ReadKept(_fields[i].DType, bytes[_fields[i].Offset..]);
        }
        return new Record(_names, values, dtype, _shares || HasGapBytes(bytes) ? bytes[..dtype.ItemSize].ToArray() : null);
    }

    public override void WriteKept(Span<byte> bytes, KeptElement kept)
    {
        byte[] element = [.. kept.Bytes];
        if (!_shares)
        {
            Write(element, kept.Value);
        }
        else
        {
            object?[] values = Values(kept.Value);
            for (int i = 0; i < values.Length; i++)
            {
                Field field = _fields[i];
                if (values[i] != Omitted && (!_isShared[i] || !SubArrayCodec.IsSame(Plain(ReadKept(field.DType,
                    kept.Bytes.AsSpan(field.Offset))), Plain(values[i]))))
                {
                    Write(field.DType, element.AsSpan(field.Offset), values[i]);
                }
            }
        }
        element.CopyTo(bytes);
    }

    private static object? Plain(object? value) => value switch
    {
        KeptElement kept => Plain(kept.Value),
        Record record => record.Values.Select(Plain).ToArray(),
        IDictionary fields => fields.Values.Cast<object?>().Select(Plain).ToArray(),
        _ => value,
    };

    public override void Write(Span<byte> bytes, object? value)
    {
        // Work on a copy: a field that can't be written must not leave half a record behind.
        byte[] element = bytes[..dtype.ItemSize].ToArray();
        object?[] values = Values(value);
        int i = 0;
        try
        {
            for (; i < values.Length; i++)
            {
                if (values[i] != Omitted)
                {
                    Write(_fields[i].DType, element.AsSpan(_fields[i].Offset), values[i]);
                }
            }
        }
        catch (Exception exception)
        {
            Error.NoteField(exception, _fields[i].Name);
            throw;
        }
        element.CopyTo(bytes);
    }

    private object?[] Values(object? value)
    {
        switch (value)
        {
            case Record record when record.Keys.SequenceEqual(_names):
                return [.. record.StoredFields.Select(field => field.Value)];
            case Record record:
                CheckNames(record.Keys);
                return [.. _names.Select(record.Stored)];
            case IDictionary dictionary:
                CheckNames(dictionary.Keys.Cast<object>().Select(key => key.ToString() ?? ""));
                return [.. _names.Select((name, i) => _isShared[i] && !dictionary.Contains(name) ? Omitted : dictionary[name])];
            case IList list and not byte[]:
                return list.Count == _fields.Length ? [.. list.Cast<object?>()] : throw Error.RecordCount(list.Count, _fields.Length);
            default:
                return [.. Enumerable.Repeat(value, _fields.Length)];
        }
    }

    /// <summary>
    /// Fails where two fields have names that are one to a dictionary of a host, which finds its keys in any letter case.
    /// </summary>
    /// <exception cref="ArgumentException">There are such fields.</exception>
    internal void RequireNames()
    {
        if (_sameName is { } name)
        {
            throw Error.FieldsDifferByCase(_names.First(one => one.Equals(name, StringComparison.OrdinalIgnoreCase)), name);
        }
    }

    private IEnumerable<string> Sharers(int index) => _fields
        .Where((field, i) => i != index && field.Offset < _fields[index].Offset + _fields[index].DType.ItemSize
            && _fields[index].Offset < field.Offset + field.DType.ItemSize)
        .Select(field => field.Name);

    private bool HasGapBytes(ReadOnlySpan<byte> bytes)
    {
        foreach ((int start, int length, byte[]? mask) in _gaps)
        {
            if (mask is null ? bytes.Slice(start, length).ContainsAnyExcept((byte)0) : (bytes[start] & mask[0]) != 0)
            {
                return true;
            }
        }
        return false;
    }

    // A hashtable of PowerShell finds its keys in any letter case, so the names are compared in the same way.
    private void CheckNames(IEnumerable<string> given)
    {
        List<string> all = [.. given];
        HashSet<string> names = new(all, StringComparer.OrdinalIgnoreCase);
        if (all.Find(name => !_names.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw Error.FieldUnknown(unknown, _names);
        }
        // Of fields that share bytes, one is enough.
        string? missing = _names.Where((name, i) => !names.Contains(name) && !(_isShared[i]
            && Sharers(i).Any(names.Contains))).FirstOrDefault();
        if (missing is not null)
        {
            throw Error.FieldMissing(missing, []);
        }
        if (all.Count < _names.Length && !_shares)
        {
            RequireNames();
        }
    }
}

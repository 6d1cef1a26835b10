using System.Collections;

namespace MemMap.DataTypes;

/// <summary>
/// Records. One is written from a dictionary or a <see cref="Record"/> by name (each field once, no other names), from a list by position,
/// or from one scalar that goes to every field. The gaps between fields keep their bytes; a record that was kept brings those it had.
/// </summary>
internal sealed class RecordCodec(DType dtype) : ElementCodec
{
    private readonly Field[] _fields = [.. dtype.Fields!];
    private readonly string[] _names = [.. dtype.Fields!.Select(f => f.Name)];
    private readonly string? _sameName
        = dtype.Fields!.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1)?.Last().Name;
    private readonly (int Start, byte[] Bits)[] _gaps = [.. GapsOf(dtype)];

    public override Type ClrType => typeof(Record);

    public override object Read(ReadOnlySpan<byte> bytes)
    {
        object?[] values = new object?[_fields.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = ReadKept(_fields[i].DType, bytes[_fields[i].Offset..]);
        }
        return new Record(_names, values, dtype, HasGapBytes(bytes) ? bytes[..dtype.ItemSize].ToArray() : null);
    }

    public override void WriteKept(Span<byte> bytes, KeptElement kept)
    {
        byte[] element = [.. kept.Bytes];
        Write(element, kept.Value);
        element.CopyTo(bytes);
    }

    public override void Write(Span<byte> bytes, object? value)
    {
        // Work on a copy: a field that can't be written must not leave half a record behind.
        byte[] element = bytes[..dtype.ItemSize].ToArray();
        object?[] values = Values(value);
        for (int i = 0; i < values.Length; i++)
        {
            Write(_fields[i].DType, element.AsSpan(_fields[i].Offset), values[i]);
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
                return [.. _names.Select(name => dictionary[name])];
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

    private bool HasGapBytes(ReadOnlySpan<byte> bytes)
    {
        foreach ((int start, byte[] bits) in _gaps)
        {
            for (int i = 0; i < bits.Length; i++)
            {
                if ((bytes[start + i] & bits[i]) != 0)
                {
                    return true;
                }
            }
        }
        return false;
    }

    /// <summary>The bits of an element that belong to no field, in runs of bytes that have such bits.</summary>
    private static IEnumerable<(int Start, byte[] Bits)> GapsOf(DType dtype)
    {
        byte[] gaps = Enumerable.Repeat((byte)0xff, dtype.ItemSize).ToArray();
        foreach (Field field in dtype.Fields!)
        {
            Cover(field.DType, gaps.AsSpan(field.Offset, field.DType.ItemSize));
        }
        for (int start = 0, end; start < gaps.Length; start = end + 1)
        {
            end = start;
            while (end < gaps.Length && gaps[end] != 0)
            {
                end++;
            }
            if (end > start)
            {
                yield return (start, gaps[start..end]);
            }
        }
    }

    // A record has its own gaps.
    private static void Cover(DType dtype, Span<byte> gaps)
    {
        if (dtype.Packing is null && dtype.SubType?.Packing is null)
        {
            gaps.Clear();
        }
        else if (dtype.SubType is { } element)
        {
            for (; gaps.Length > 0; gaps = gaps[element.ItemSize..])
            {
                Cover(element, gaps[..element.ItemSize]);
            }
        }
        else
        {
            // All of the element's bits set to zero leave those that are not its own.
            Span<byte> zero = stackalloc byte[sizeof(ulong)];
            dtype.Packing!.Pack(zero[..dtype.AsNative().ItemSize], gaps, dtype.IsBigEndian);
        }
    }

    // A hashtable of PowerShell finds its keys in any letter case, so the names are compared in the same way.
    private void CheckNames(IEnumerable<string> given)
    {
        List<string> all = [.. given];
        HashSet<string> names = new(all, StringComparer.OrdinalIgnoreCase);
        string? missing = _names.FirstOrDefault(name => !names.Contains(name));
        if (missing is not null)
        {
            throw Error.FieldMissing(missing);
        }
        if (all.Count < _names.Length)
        {
            RequireNames();
        }
        names.ExceptWith(_names);
        if (names.Count > 0)
        {
            throw Error.FieldUnknown(names.First(), _names);
        }
    }
}

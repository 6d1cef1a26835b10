using System.Collections;
using System.Globalization;

namespace MemMap.DataTypes;

/// <summary>
/// Converts the forms of a dtype that are objects: Python's literals (from a dtype text or a .npy header) and values of PowerShell.
/// <code>
/// string, Type, DType                          itself
/// list of (name, spec [, shape])               a record; a name may be (title, name)
/// tuple (spec, shape)                          a sub-array, or with a size, such as ('S', 5), a string
/// dictionary with names and formats            a record; also offsets, itemsize, titles, aligned
/// dictionary name -> (spec, offset [, title])  a record
/// dictionary name -> spec (PowerShell only)    a record
/// </code>
/// </summary>
internal readonly ref struct DTypeSpec
{
    private readonly bool _align;
    private readonly int _depth;

    private DTypeSpec(bool align, int depth)
    {
        _align = align;
        _depth = depth <= DType.MaxDepth ? depth : throw Error.DTypeTooDeep(DType.MaxDepth);
    }

    public static DType FromLiteral(object? literal, bool align) => new DTypeSpec(align, 0).Read(literal);

    public static DType FromDictionary(IDictionary fields, bool align) => new DTypeSpec(align, 0).Dictionary(fields);

    /// <summary>
    /// Converts a list of the shell, which has no tuples: the items tell whether it is a list of fields, a list of dtypes or a tuple.
    /// </summary>
    public static DType FromList(object?[] items)
    {
        DTypeSpec spec = new(false, 0);
        if (items.All(item => item is IList))
        {
            return spec.Fields(items);
        }
        if (items.Any(item => item is IList || TryInteger(item) is not null))
        {
            return spec.Tuple(items);
        }
        RecordBuilder record = new(false);
        foreach (object? item in items)
        {
            record.Add("", spec.Inner.Read(item));
        }
        return record.Build();
    }

    private DTypeSpec Inner => new(_align, _depth + 1);

    private DType Read(object? spec) => spec switch
    {
        DType dtype => dtype,
        Type type => DType.FromType(type),
        string text => DTypeParser.Parse(text, _align),
        IDictionary dictionary => Dictionary(dictionary),
        object?[] tuple => Tuple(tuple),
        IList list => Fields(list),
        null => throw Error.DTypeSpec("null"),
        // A wrapped value (PowerShell's PSObject) has the text of the value that it wraps.
        _ => DTypeParser.Parse(spec.ToString() ?? "", _align),
    };

    private DType Tuple(object?[] tuple)
    {
        if (tuple is not [object spec, object argument])
        {
            throw Error.DTypeSpec($"a tuple of {tuple.Length}");
        }
        return Repeated(Inner.Read(spec), argument);
    }

    /// <summary>Repeats an element: a sub-array, or a string whose missing length is set.</summary>
    /// <param name="element">The element.</param>
    /// <param name="argument">One length, or a list of lengths. A single length of 1 is no sub-array.</param>
    internal static DType Repeated(DType element, object? argument)
    {
        bool needsLength = element is { Traits.IsFlexible: true, ItemSize: 0, IsRecord: false };
        return argument is IList list
                ? needsLength ? throw Error.SubArrayOfNoLength(element)
                    : DType.SubArray(
                        element,
                        [.. list.Cast<object?>().Select(n => TryInteger(n) ?? throw Error.DTypeSpec("a shape that is no integers"))])
            : TryInteger(argument) is not long count ? throw Error.DTypeSpec("a shape that is no integers")
            : needsLength && element.SubType is null
                ? DType.Flexible(element.Kind, count is >= 0 and <= int.MaxValue ? count : throw Error.DTypeTooLarge())
                .NewByteOrder(element.IsSwapped ? 'S' : '|')
            : DType.SubArray(element, count == 1 ? [] : [count]);
    }

    private DType Fields(IList list)
    {
        RecordBuilder record = new(_align);
        foreach (object? item in list)
        {
            if (item is not IList { Count: 2 or 3 } field)
            {
                throw Error.DTypeSpec("a field that is no tuple of name, dtype and, if wanted, shape");
            }
            (string name, string? title) = field[0] switch
            {
                string only => (only, null),
                IList { Count: 2 } both when both[0] is string first && both[1] is string second => (second, first),
                _ => throw Error.DTypeSpec("a field name that is no string"),
            };
            DType dtype = Inner.Read(field[1]);
            record.Add(name, field.Count == 3 ? Repeated(dtype, field[2]) : dtype, title);
        }
        return record.Build();
    }

    private DType Dictionary(IDictionary dictionary)
    {
        if (List("names") is not { } names || List("formats") is not { } formats)
        {
            return Placed(dictionary)
                ?? (dictionary is PythonDict ? throw Error.DTypeSpec("a dictionary without 'names' and 'formats'") : Pairs(dictionary));
        }
        IList? offsets = List("offsets"), titles = List("titles");
        if (names.Count != formats.Count || (offsets ?? names).Count != names.Count || (titles ?? names).Count != names.Count)
        {
            throw Error.DTypeListLengths();
        }
        DTypeSpec spec = new(dictionary["aligned"] as bool? ?? _align, _depth + 1);
        RecordBuilder record = new(spec._align);
        for (int i = 0; i < names.Count; i++)
        {
            record.Add(
                names[i]?.ToString() ?? throw Error.DTypeSpec("a field name that is no string"),
                spec.Read(formats[i]),
                titles?[i]?.ToString(),
                offsets is null ? null : TryInteger(offsets[i]) ?? throw Error.DTypeSpec("an offset that is no integer"));
        }
        return record.Build(
            dictionary["itemsize"] is object size ? TryInteger(size) ?? throw Error.DTypeSpec("an itemsize that is no integer") : null);

        IList? List(string key) => dictionary[key] switch
        {
            null => null,
            IList list => list,
            // PowerShell passes a list of one item as the item.
            object one => new[] { one },
        };
    }

    /// <summary>
    /// numpy's <c>{name: (dtype, offset)}</c>, also with a title behind the offset. The offsets give the order of the fields. In the shell
    /// a pair of a dtype and an integer is a sub-array, too: pairs are offsets if one of them is 0, which is no length, or if there are
    /// several without an order. Null if the dictionary is none of these.
    /// </summary>
    private DType? Placed(IDictionary dictionary)
    {
        List<(string Name, object? Spec, long Offset, string? Title)> fields = [];
        foreach (DictionaryEntry entry in dictionary)
        {
            if (entry.Value is not IList { Count: 2 or 3 } place || TryInteger(place[1]) is not long offset)
            {
                return null;
            }
            fields.Add((entry.Key.ToString() ?? "", place[0], offset, place.Count == 3 ? place[2]?.ToString() : null));
        }
        if (!(dictionary is PythonDict or Hashtable { Count: > 1 } || fields.Exists(field => field.Offset == 0)))
        {
            return null;
        }
        RecordBuilder record = new(_align);
        foreach ((string name, object? spec, long offset, string? title) in fields.OrderBy(field => field.Offset))
        {
            record.Add(name, Inner.Read(spec), title, offset);
        }
        return record.Build();
    }

    private DType Pairs(IDictionary dictionary)
    {
        // A hashtable loses the order of its entries, which is the layout.
        if (dictionary is Hashtable { Count: > 1 })
        {
            throw Error.FieldsUnordered();
        }
        RecordBuilder record = new(_align);
        foreach (DictionaryEntry entry in dictionary)
        {
            record.Add(entry.Key.ToString() ?? "", Inner.Read(entry.Value));
        }
        return record.Build();
    }

    private static long? TryInteger(object? value)
        => value is long or int or short or sbyte or byte or ushort or uint ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;
}

using MemMap.DataTypes;

namespace MemMap;

// The parts of an element, and its type in native memory.
public sealed partial class DType
{
    /// <summary>The deepest nesting of records and sub-arrays. Code that walks a dtype is recursive.</summary>
    internal const int MaxDepth = 32;

    /// <summary>
    /// The largest number of fields of a record, including nested ones. Records that contain the same record twice, level by level, grow
    /// exponentially.
    /// </summary>
    internal const long MaxFields = 1 << 16;

    /// <summary>The nesting depth of records and sub-arrays; 0 for an element without parts.</summary>
    internal int Depth { get; }

    /// <summary>The number of fields of a record, including nested ones.</summary>
    internal long FieldCount { get; }

    /// <summary>How elements are stored that no type of .NET has in memory; <see langword="null"/> for all others.</summary>
    internal Packing? Packing { get; private init; }

    /// <summary>Whether the elements' own bytes are numbers, text or raw bytes in this machine's byte order.</summary>
    internal bool IsPlain => !IsSwapped && Packing is null;

    /// <summary>
    /// The same dtype, fields included, with numbers that numpy has too. A record with other ones gets a new layout without gaps.
    /// </summary>
    internal DType AsNumpys()
    {
        if (Packing is not null)
        {
            return AsNative();
        }
        if (SubType?.AsNumpys() is { } element)
        {
            return element.Equals(SubType) ? this : SubArray(element, _subShape);
        }
        if (_fields is null || _fields.All(field => field.DType.AsNumpys().Equals(field.DType)))
        {
            return this;
        }
        RecordBuilder record = new(IsAligned);
        foreach (Field field in _fields)
        {
            record.Add(field.Name, field.DType.AsNumpys(), field.Title);
        }
        return record.Build();
    }

    /// <summary>Whether elements are stored with the most significant byte first.</summary>
    internal bool IsBigEndian => IsSwapped == BitConverter.IsLittleEndian;

    internal bool HasByteOrder => Packing is null ? Traits.HasByteOrder : Packing.Size > 1;

    /// <summary>The type of one element in kernels; <see langword="object"/> if there is none.</summary>
    internal Type MemoryType => Kind switch
    {
        ElementKind.Bool => typeof(byte),
        ElementKind.DateTime64 or ElementKind.TimeDelta64 => typeof(long),
        ElementKind.Complex64 => typeof(Complex64),
        ElementKind.Bytes or ElementKind.Text or ElementKind.Void => typeof(object),
        _ => Traits.ClrType,
    };

    /// <summary>The dtype of the real part of a complex number; for other dtypes, the dtype itself.</summary>
    internal DType RealType => Kind switch
    {
        ElementKind.Complex64 => Float32,
        ElementKind.Complex128 => Float64,
        _ => this,
    };
}

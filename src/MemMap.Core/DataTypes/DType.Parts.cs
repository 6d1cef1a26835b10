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

using MemMap.DataTypes;

namespace MemMap;

// What elements are made of in native memory.
public sealed partial class DType
{
    /// <summary>How deep records and sub-arrays may stand within one another: whatever walks a dtype does so by recursion.</summary>
    internal const int MaxDepth = 32;

    /// <summary>
    /// The most fields of a record, those of its fields included: a dtype that has another one twice, and is had twice itself, soon has
    /// more.
    /// </summary>
    internal const long MaxFields = 1 << 16;

    /// <summary>How many records and sub-arrays stand within one another; 0 for an element without parts.</summary>
    internal int Depth { get; }

    /// <summary>The fields of a record, and the fields of these.</summary>
    internal long FieldCount { get; }

    /// <summary>The type of one element as kernels see it; <see langword="object"/> where elements have no type of their own.</summary>
    internal Type MemoryType => Kind switch
    {
        ElementKind.Bool => typeof(byte),
        ElementKind.DateTime64 or ElementKind.TimeDelta64 => typeof(long),
        ElementKind.Complex64 => typeof(Complex64),
        ElementKind.Bytes or ElementKind.Text or ElementKind.Void => typeof(object),
        _ => Traits.ClrType,
    };

    /// <summary>The dtype of the real part of a complex number; of anything else, itself.</summary>
    internal DType RealType => Kind switch
    {
        ElementKind.Complex64 => Float32,
        ElementKind.Complex128 => Float64,
        _ => this,
    };
}

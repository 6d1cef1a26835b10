using MemMap.DataTypes;

namespace MemMap;

// What elements are made of in native memory.
public sealed partial class DType
{
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

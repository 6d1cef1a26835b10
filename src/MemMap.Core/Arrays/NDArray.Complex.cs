using MemMap.Compute;

namespace MemMap;

// Complex numbers: their parts, conjugates and angles.
public partial class NDArray
{
    /// <summary>The real parts of complex numbers, as a view of this array; any other array itself.</summary>
    public NDArray Real() => DType.IsComplex ? PartAt(0) : this;

    /// <summary>The imaginary parts of complex numbers, as a view of this array; for any other array a new one of zeros.</summary>
    public NDArray Imag() => DType.IsComplex ? PartAt(DType.ItemSize / 2)
        : _ref.IsLazy ? Zeros([], DType).BroadcastTo(Shape) : Zeros(Shape, DType);

    /// <summary>The angle of complex numbers in the plane, in -pi .. pi; of real numbers 0, or pi for negative ones.</summary>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind. It may be an operand.</param>
    /// <returns>A new array of floats.</returns>
    /// <exception cref="NotSupportedException">The array holds no numbers.</exception>
    public NDArray Angle(NDArray? @out = null) => Binary(Operations.Arctan2, Imag(), Real(), @out);

    private NDArray PartAt(int offset)
    {
        DType part = DType.Kind == ElementKind.Complex64 ? DType.Float32 : DType.Float64;
        return WithLayout(Layout.WithOffset(offset), DType.IsSwapped ? part.NewByteOrder() : part);
    }

    /// <summary>The complex conjugate; real numbers stay as they are, bools become int8.</summary>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind. It may be an operand.</param>
    /// <returns>A new array of the same shape.</returns>
    /// <exception cref="NotSupportedException">The function isn't defined for the dtype.</exception>
    public NDArray Conjugate(NDArray? @out = null) => Unary(Operations.Conjugate, @out);
}

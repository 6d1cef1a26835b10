using MemMap.Compute;

namespace MemMap;

// Operations bit by bit.
public partial class NDArray
{
    /// <summary>Bit by bit and, for bools the logical one; defined for bools and integers, numpy's <c>&amp;</c>.</summary>
    /// <param name="other">An array, a number or a list; it broadcasts with this array.</param>
    /// <returns>A new array of the broadcast shape.</returns>
    /// <exception cref="ArgumentException">The shapes don't broadcast.</exception>
    /// <exception cref="NotSupportedException">The operation isn't defined for the two dtypes.</exception>
    public NDArray And(object other) => Binary(Operations.BitwiseAnd, this, other);

    /// <summary>Bit by bit or, for bools the logical one; defined for bools and integers, numpy's <c>|</c>.</summary>
    /// <inheritdoc cref="And(object)"/>
    public NDArray Or(object other) => Binary(Operations.BitwiseOr, this, other);

    /// <summary>Bit by bit exclusive or, for bools the logical one; defined for bools and integers, numpy's <c>^</c>.</summary>
    /// <inheritdoc cref="And(object)"/>
    public NDArray Xor(object other) => Binary(Operations.BitwiseXor, this, other);

    /// <summary>Bits moved up; by the width of the dtype or more, or by a negative count, nothing is left.</summary>
    /// <inheritdoc cref="And(object)"/>
    public NDArray LeftShift(object other) => Binary(Operations.LeftShift, this, other);

    /// <summary>Bits moved down; by the width of the dtype or more, or by a negative count, the sign is left.</summary>
    /// <inheritdoc cref="And(object)"/>
    public NDArray RightShift(object other) => Binary(Operations.RightShift, this, other);

    /// <summary>All bits turned over, for bools the logical not; defined for bools and integers, numpy's <c>~</c>.</summary>
    /// <returns>A new array of the same shape.</returns>
    /// <exception cref="NotSupportedException">The function isn't defined for the dtype.</exception>
    public NDArray Not() => Unary(Operations.Invert);

    /// <inheritdoc cref="Not()"/>
    public NDArray Invert() => Not();
}

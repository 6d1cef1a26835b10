using MemMap.Compute;

namespace MemMap;

// Bitwise operations.
public partial class NDArray
{
    /// <summary>The bitwise and of two elements; PowerShell's <c>-band</c>.</summary>
    public static NDArray operator &(NDArray x, NDArray y) => Binary(Operations.BitwiseAnd, x, y);

    /// <inheritdoc cref="operator &amp;(NDArray, NDArray)"/>
    public static NDArray operator &(NDArray x, object y) => Binary(Operations.BitwiseAnd, x, y);

    /// <inheritdoc cref="operator &amp;(NDArray, NDArray)"/>
    public static NDArray operator &(object x, NDArray y) => Binary(Operations.BitwiseAnd, x, y);

    /// <summary>The bitwise or of two elements; PowerShell's <c>-bor</c>.</summary>
    public static NDArray operator |(NDArray x, NDArray y) => Binary(Operations.BitwiseOr, x, y);

    /// <inheritdoc cref="operator |(NDArray, NDArray)"/>
    public static NDArray operator |(NDArray x, object y) => Binary(Operations.BitwiseOr, x, y);

    /// <inheritdoc cref="operator |(NDArray, NDArray)"/>
    public static NDArray operator |(object x, NDArray y) => Binary(Operations.BitwiseOr, x, y);

    /// <summary>The bitwise exclusive or of two elements; PowerShell's <c>-bxor</c>.</summary>
    public static NDArray operator ^(NDArray x, NDArray y) => Binary(Operations.BitwiseXor, x, y);

    /// <inheritdoc cref="operator ^(NDArray, NDArray)"/>
    public static NDArray operator ^(NDArray x, object y) => Binary(Operations.BitwiseXor, x, y);

    /// <inheritdoc cref="operator ^(NDArray, NDArray)"/>
    public static NDArray operator ^(object x, NDArray y) => Binary(Operations.BitwiseXor, x, y);

    /// <summary>The left shift of each element; PowerShell's <c>-shl</c>.</summary>
    public static NDArray operator <<(NDArray x, NDArray y) => Binary(Operations.LeftShift, x, y);

    /// <inheritdoc cref="operator &lt;&lt;(NDArray, NDArray)"/>
    public static NDArray operator <<(NDArray x, object y) => Binary(Operations.LeftShift, x, y);

    /// <summary>The right shift of each element; PowerShell's <c>-shr</c>.</summary>
    public static NDArray operator >>(NDArray x, NDArray y) => Binary(Operations.RightShift, x, y);

    /// <inheritdoc cref="operator &gt;&gt;(NDArray, NDArray)"/>
    public static NDArray operator >>(NDArray x, object y) => Binary(Operations.RightShift, x, y);

    /// <summary>The bitwise complement of each element; PowerShell's <c>-bnot</c>.</summary>
    public static NDArray operator ~(NDArray x) => (x ?? throw new ArgumentNullException(nameof(x))).Not();

    /// <summary>The bitwise and, numpy's <c>&amp;</c>; the logical and for bools. Defined for bools and integers.</summary>
    /// <param name="other">An array, a number or a list; it broadcasts with this array.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind. It may be an operand.</param>
    /// <returns>A new array of the broadcast shape.</returns>
    /// <exception cref="ArgumentException">The shapes don't broadcast.</exception>
    /// <exception cref="NotSupportedException">The operation isn't defined for the two dtypes.</exception>
    public NDArray And(object other, NDArray? @out = null) => Binary(Operations.BitwiseAnd, this, other, @out);

    /// <summary>The bitwise or, numpy's <c>|</c>; the logical or for bools. Defined for bools and integers.</summary>
    /// <inheritdoc cref="And(object, NDArray)"/>
    public NDArray Or(object other, NDArray? @out = null) => Binary(Operations.BitwiseOr, this, other, @out);

    /// <summary>The bitwise exclusive or, numpy's <c>^</c>; the logical one for bools. Defined for bools and integers.</summary>
    /// <inheritdoc cref="And(object, NDArray)"/>
    public NDArray Xor(object other, NDArray? @out = null) => Binary(Operations.BitwiseXor, this, other, @out);

    /// <summary>The left shift. A count that is negative, or at least the width of the dtype, gives 0.</summary>
    /// <inheritdoc cref="And(object, NDArray)"/>
    public NDArray LeftShift(object other, NDArray? @out = null) => Binary(Operations.LeftShift, this, other, @out);

    /// <summary>The right shift. A count that is negative, or at least the width of the dtype, gives the sign: 0 or -1.</summary>
    /// <inheritdoc cref="And(object, NDArray)"/>
    public NDArray RightShift(object other, NDArray? @out = null) => Binary(Operations.RightShift, this, other, @out);

    /// <summary>The bitwise complement, numpy's <c>~</c>; the logical not for bools. Defined for bools and integers.</summary>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind. It may be an operand.</param>
    /// <returns>A new array of the same shape.</returns>
    /// <exception cref="NotSupportedException">The function isn't defined for the dtype.</exception>
    public NDArray Not(NDArray? @out = null) => Unary(Operations.Invert, @out);

    /// <inheritdoc cref="Not(NDArray)"/>
    public NDArray Invert(NDArray? @out = null) => Not(@out);
}

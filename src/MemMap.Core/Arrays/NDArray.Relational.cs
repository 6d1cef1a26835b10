using MemMap.Compute;

namespace MemMap;

// Comparisons and logic are methods: PowerShell's -gt and -and can only give one bool.
public partial class NDArray
{
    /// <summary>Where elements are less than those of another array: an array of bools.</summary>
    /// <remarks>
    /// Numbers are compared in their common dtype, but integers always by their exact values, as in numpy 2: int64 with uint64, and an
    /// array with a number that its dtype doesn't hold. Complex numbers are ordered by their real parts first. NaN and NaT are equal to
    /// nothing, themselves included. Texts (<c>S</c>, <c>U</c>) are compared with texts, by code points; dates with dates, time spans
    /// with time spans or integers, each in the finer unit.
    /// </remarks>
    /// <param name="other">An array, a number or a list; it broadcasts with this array.</param>
    /// <returns>A new array of the broadcast shape.</returns>
    /// <exception cref="ArgumentException">The shapes don't broadcast.</exception>
    /// <exception cref="NotSupportedException">The operation isn't defined for the two dtypes.</exception>
    public NDArray Lt(object other) => Elementwise.Binary(Operations.Less, this, other);

    /// <summary>Where elements are less than or equal to those of another array: an array of bools.</summary>
    /// <inheritdoc cref="Lt(object)"/>
    public NDArray Le(object other) => Elementwise.Binary(Operations.LessEqual, this, other);

    /// <summary>Where elements are equal to those of another array: an array of bools.</summary>
    /// <inheritdoc cref="Lt(object)"/>
    public NDArray Eq(object other) => Elementwise.Binary(Operations.Equal, this, other);

    /// <summary>Where elements are not equal to those of another array: an array of bools.</summary>
    /// <inheritdoc cref="Lt(object)"/>
    public NDArray Ne(object other) => Elementwise.Binary(Operations.NotEqual, this, other);

    /// <summary>Where elements are greater than or equal to those of another array: an array of bools.</summary>
    /// <inheritdoc cref="Lt(object)"/>
    public NDArray Ge(object other) => Elementwise.Binary(Operations.GreaterEqual, this, other);

    /// <summary>Where elements are greater than those of another array: an array of bools.</summary>
    /// <inheritdoc cref="Lt(object)"/>
    public NDArray Gt(object other) => Elementwise.Binary(Operations.Greater, this, other);

    /// <summary>Bit by bit and, for bools the logical one; defined for bools and integers, numpy's <c>&amp;</c>.</summary>
    /// <param name="other">An array, a number or a list; it broadcasts with this array.</param>
    /// <returns>A new array of the broadcast shape.</returns>
    /// <exception cref="ArgumentException">The shapes don't broadcast.</exception>
    /// <exception cref="NotSupportedException">The operation isn't defined for the two dtypes.</exception>
    public NDArray And(object other) => Elementwise.Binary(Operations.BitwiseAnd, this, other);

    /// <summary>Bit by bit or, for bools the logical one; defined for bools and integers, numpy's <c>|</c>.</summary>
    /// <inheritdoc cref="And(object)"/>
    public NDArray Or(object other) => Elementwise.Binary(Operations.BitwiseOr, this, other);

    /// <summary>Bit by bit exclusive or, for bools the logical one; defined for bools and integers, numpy's <c>^</c>.</summary>
    /// <inheritdoc cref="And(object)"/>
    public NDArray Xor(object other) => Elementwise.Binary(Operations.BitwiseXor, this, other);

    /// <summary>Bits moved up; by the width of the dtype or more, or by a negative count, nothing is left.</summary>
    /// <inheritdoc cref="And(object)"/>
    public NDArray LeftShift(object other) => Elementwise.Binary(Operations.LeftShift, this, other);

    /// <summary>Bits moved down; by the width of the dtype or more, or by a negative count, the sign is left.</summary>
    /// <inheritdoc cref="And(object)"/>
    public NDArray RightShift(object other) => Elementwise.Binary(Operations.RightShift, this, other);

    /// <summary>Where both elements are true: an array of bools. Any number but 0 is true, NaN included.</summary>
    /// <inheritdoc cref="And(object)"/>
    public NDArray LogicalAnd(object other) => Elementwise.Binary(Operations.LogicalAnd, this, other);

    /// <summary>Where at least one of two elements is true: an array of bools. Any number but 0 is true, NaN included.</summary>
    /// <inheritdoc cref="And(object)"/>
    public NDArray LogicalOr(object other) => Elementwise.Binary(Operations.LogicalOr, this, other);

    /// <summary>Where exactly one of two elements is true: an array of bools. Any number but 0 is true, NaN included.</summary>
    /// <inheritdoc cref="And(object)"/>
    public NDArray LogicalXor(object other) => Elementwise.Binary(Operations.LogicalXor, this, other);

    /// <summary>All bits turned over, for bools the logical not; defined for bools and integers, numpy's <c>~</c>.</summary>
    /// <returns>A new array of the same shape.</returns>
    /// <exception cref="NotSupportedException">The function isn't defined for the dtype.</exception>
    public NDArray Not() => Elementwise.Unary(Operations.Invert, this);

    /// <inheritdoc cref="Not()"/>
    public NDArray Invert() => Not();

    /// <summary>Where elements are false: an array of bools. Any number but 0 is true, NaN included.</summary>
    /// <inheritdoc cref="Not()"/>
    public NDArray LogicalNot() => Elementwise.Unary(Operations.LogicalNot, this);
}

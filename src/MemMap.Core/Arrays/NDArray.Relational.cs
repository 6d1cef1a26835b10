using MemMap.Compute;

namespace MemMap;

// Relational operators are methods: PowerShell's -gt can only give one bool.
public partial class NDArray
{
    /// <summary>Compares elements for less than. Returns an array of bools.</summary>
    /// <remarks>
    /// Numbers are compared in their common dtype, but integers always by their exact values, as in numpy 2: int64 with uint64, and an
    /// array with a number that its dtype doesn't hold. Complex numbers are ordered by their real parts first. NaN and NaT are equal to
    /// nothing, themselves included. Texts (<c>S</c>, <c>U</c>) are compared with texts, by code points; dates with dates, time spans
    /// with time spans or integers, each in the finer unit.
    /// </remarks>
    /// <param name="other">An array, a number or a list; it broadcasts with this array.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind. It may be an operand.</param>
    /// <returns>A new array of the broadcast shape.</returns>
    /// <exception cref="ArgumentException">The shapes don't broadcast.</exception>
    /// <exception cref="NotSupportedException">The operation isn't defined for the two dtypes.</exception>
    public NDArray Lt(object other, NDArray? @out = null) => Binary(Operations.Less, this, other, @out);

    /// <summary>Compares elements for less than or equal. Returns an array of bools.</summary>
    /// <inheritdoc cref="Lt(object, NDArray)"/>
    public NDArray Le(object other, NDArray? @out = null) => Binary(Operations.LessEqual, this, other, @out);

    /// <summary>Compares elements for equality. Returns an array of bools.</summary>
    /// <inheritdoc cref="Lt(object, NDArray)"/>
    public NDArray Eq(object other, NDArray? @out = null) => Binary(Operations.Equal, this, other, @out);

    /// <summary>Compares elements for inequality. Returns an array of bools.</summary>
    /// <inheritdoc cref="Lt(object, NDArray)"/>
    public NDArray Ne(object other, NDArray? @out = null) => Binary(Operations.NotEqual, this, other, @out);

    /// <summary>Compares elements for greater than or equal. Returns an array of bools.</summary>
    /// <inheritdoc cref="Lt(object, NDArray)"/>
    public NDArray Ge(object other, NDArray? @out = null) => Binary(Operations.GreaterEqual, this, other, @out);

    /// <summary>Compares elements for greater than. Returns an array of bools.</summary>
    /// <inheritdoc cref="Lt(object, NDArray)"/>
    public NDArray Gt(object other, NDArray? @out = null) => Binary(Operations.Greater, this, other, @out);
}

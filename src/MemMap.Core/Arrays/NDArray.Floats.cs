using MemMap.Compute;

namespace MemMap;

// The parts of floats, and numpy's functions of two numbers that are seldom needed. Those with two results give a list of two arrays, so
// that PowerShell takes it apart: $quotient, $rest = $a.DivMod(3).
public partial class NDArray
{
    /// <summary>Each element with the sign of the other, which may be that of -0.0 or NaN; integers become floats.</summary>
    /// <inheritdoc cref="FloorDivide(object, NDArray)"/>
    public NDArray CopySign(object other, NDArray? @out = null) => Binary(Operations.CopySign, this, other, @out);

    /// <summary>The number of the dtype next to each element in the direction of the other; integers become floats.</summary>
    /// <inheritdoc cref="FloorDivide(object, NDArray)"/>
    public NDArray NextAfter(object other, NDArray? @out = null) => Binary(Operations.NextAfter, this, other, @out);

    /// <summary>
    /// Each element times 2 to the power of the other, an integer (numpy's <c>ldexp</c>): what <see cref="FrExp"/> took apart. Not defined
    /// for exponents in uint64.
    /// </summary>
    /// <inheritdoc cref="FloorDivide(object, NDArray)"/>
    public NDArray LdExp(object other, NDArray? @out = null) => Binary(Operations.LdExp, this, other, @out);

    /// <summary>The logarithm of the sum of the exponentials of two elements, without overflow in between.</summary>
    /// <inheritdoc cref="FloorDivide(object, NDArray)"/>
    public NDArray LogAddExp(object other, NDArray? @out = null) => Binary(Operations.LogAddExp, this, other, @out);

    /// <summary>As <see cref="LogAddExp(object, NDArray)"/>, with powers of 2 and logarithms to base 2.</summary>
    /// <inheritdoc cref="FloorDivide(object, NDArray)"/>
    public NDArray LogAddExp2(object other, NDArray? @out = null) => Binary(Operations.LogAddExp2, this, other, @out);

    /// <summary>
    /// The greatest common divisor of two integers: 0 of two zeros, otherwise positive (but for the smallest integer of a dtype, which is
    /// its own absolute value).
    /// </summary>
    /// <inheritdoc cref="FloorDivide(object, NDArray)"/>
    public NDArray Gcd(object other, NDArray? @out = null) => Binary(Operations.Gcd, this, other, @out);

    /// <summary>The least common multiple of two integers: 0 if one of them is; what doesn't fit the dtype wraps.</summary>
    /// <inheritdoc cref="FloorDivide(object, NDArray)"/>
    public NDArray Lcm(object other, NDArray? @out = null) => Binary(Operations.Lcm, this, other, @out);

    /// <summary>
    /// The results of <see cref="FloorDivide(object, NDArray)"/> and <see cref="Remainder(object, NDArray)"/>: quotient and rest.
    /// </summary>
    /// <param name="other">An array, a number or a list; it broadcasts with this array.</param>
    /// <param name="out1">The array that takes the quotients, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind. It may be an operand.</param>
    /// <param name="out2">The array that takes the rests, in the same way.</param>
    /// <returns>Two arrays of the broadcast shape.</returns>
    /// <exception cref="ArgumentException">The shapes don't broadcast.</exception>
    /// <exception cref="NotSupportedException">The operation isn't defined for the two dtypes.</exception>
    public NDArray[] DivMod(object other, NDArray? out1 = null, NDArray? out2 = null)
        => Two(
            other, (x, y, lazily) => Elementwise.Binary(Operations.FloorDivide, x, y, lazily),
            (x, y, lazily) => Elementwise.Binary(Operations.Remainder, x, y, lazily), out1, out2);

    /// <summary>
    /// The fraction and the whole part of each element, both with its sign; an infinity is its whole part. Integers become floats.
    /// </summary>
    /// <param name="out1">The array that takes the fractions, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind. It may be this array.</param>
    /// <param name="out2">The array that takes the whole parts, in the same way.</param>
    /// <returns>Two arrays of the same shape.</returns>
    /// <exception cref="NotSupportedException">The elements are not real numbers.</exception>
    public NDArray[] ModF(NDArray? out1 = null, NDArray? out2 = null) => Two(Operations.ModF, Operations.Trunc, out1, out2);

    /// <summary>
    /// The mantissa of each element, from 0.5 to below 1 by its absolute value, and the exponent, an int32: the element is the mantissa
    /// times 2 to the power of the exponent (<see cref="LdExp(object, NDArray)"/>). 0, infinities and NaN are their own mantissa, with the
    /// exponent 0. Integers become floats.
    /// </summary>
    /// <inheritdoc cref="ModF(NDArray, NDArray)"/>
    /// <param name="out1">The array that takes the mantissas, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind. It may be this array.</param>
    /// <param name="out2">The array that takes the exponents, in the same way.</param>
    public NDArray[] FrExp(NDArray? out1 = null, NDArray? out2 = null) => Two(Operations.FrExp, Operations.FrExpExponent, out1, out2);

    private NDArray[] Two(UnaryOperation first, UnaryOperation second, NDArray? out1, NDArray? out2)
        => Two(null, (x, _, _) => Elementwise.Unary(first, x.Ref), (x, _, _) => Elementwise.Unary(second, x.Ref), out1, out2);

    /// <summary>Two results of the same operands. The first one may replace an operand: then the second is computed of a copy.</summary>
    private NDArray[] Two(
        object? other, Func<NDArray, object?, bool, ArrayRef> first, Func<NDArray, object?, bool, ArrayRef> second, NDArray? out1,
        NDArray? out2)
    {
        NDArray x = Apart(this, out1), y = HostObjects.Unwrap(other) is NDArray array ? Apart(array, out1) : this;
        object? value = HostObjects.Unwrap(other) is NDArray ? y : other;
        // Both are known to be defined, and to fit their targets, before anything is written.
        NDArray one = new(first(x.Lazy(), value, true)), two = new(second(x.Lazy(), value, true));
        out1?._ref.RequireTarget(one.Layout.Shape, one.DType);
        out2?._ref.RequireTarget(two.Layout.Shape, two.DType);
        return [Taken(one, out1), Taken(two, out2)];

        NDArray Taken(NDArray results, NDArray? @out)
            => @out is not null ? results.Compute(@out) : x.IsLazy || y.IsLazy ? results : results.Compute();
    }

    private static NDArray Apart(NDArray operand, NDArray? written)
        => written is not null && operand.Buffer.SharesBytesWith(written.Buffer) ? new(operand._ref.Copy()) : operand;
}

using MemMap.Compute;

namespace MemMap;

// numpy's functions of single elements.
public partial class NDArray
{
    /// <summary>The square root; NaN for negative real numbers.</summary>
    /// <remarks>
    /// Integers and bools give the smallest float that holds them all, as in numpy: 8 bits float16, 16 bits float32, more float64. float16
    /// is computed in float32 and complex64 in complex128; results are within a few units in the last place of numpy's.
    /// </remarks>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind. It may be an operand.</param>
    /// <returns>A new array of the same shape.</returns>
    /// <exception cref="NotSupportedException">The function isn't defined for the dtype.</exception>
    public NDArray Sqrt(NDArray? @out = null) => Unary(Operations.Sqrt, @out);

    /// <summary>The cube root, also of negative numbers; not defined for complex ones.</summary>
    /// <inheritdoc cref="Sqrt(NDArray)"/>
    public NDArray Cbrt(NDArray? @out = null) => Unary(Operations.Cbrt, @out);

    /// <summary>e to the power of each element.</summary>
    /// <inheritdoc cref="Sqrt(NDArray)"/>
    public NDArray Exp(NDArray? @out = null) => Unary(Operations.Exp, @out);

    /// <summary>2 to the power of each element.</summary>
    /// <inheritdoc cref="Sqrt(NDArray)"/>
    public NDArray Exp2(NDArray? @out = null) => Unary(Operations.Exp2, @out);

    /// <summary>e to the power of each element, less 1; accurate near 0.</summary>
    /// <inheritdoc cref="Sqrt(NDArray)"/>
    public NDArray Expm1(NDArray? @out = null) => Unary(Operations.Expm1, @out);

    /// <summary>The natural logarithm; of 0 minus infinity, of negative real numbers NaN.</summary>
    /// <inheritdoc cref="Sqrt(NDArray)"/>
    public NDArray Log(NDArray? @out = null) => Unary(Operations.Log, @out);

    /// <summary>The logarithm to base 2.</summary>
    /// <inheritdoc cref="Sqrt(NDArray)"/>
    public NDArray Log2(NDArray? @out = null) => Unary(Operations.Log2, @out);

    /// <summary>The logarithm to base 10.</summary>
    /// <inheritdoc cref="Sqrt(NDArray)"/>
    public NDArray Log10(NDArray? @out = null) => Unary(Operations.Log10, @out);

    /// <summary>The natural logarithm of 1 plus each element; accurate near 0.</summary>
    /// <inheritdoc cref="Sqrt(NDArray)"/>
    public NDArray Log1p(NDArray? @out = null) => Unary(Operations.Log1p, @out);

    /// <summary>The sine of angles in radians.</summary>
    /// <inheritdoc cref="Sqrt(NDArray)"/>
    public NDArray Sin(NDArray? @out = null) => Unary(Operations.Sin, @out);

    /// <summary>The cosine of angles in radians.</summary>
    /// <inheritdoc cref="Sqrt(NDArray)"/>
    public NDArray Cos(NDArray? @out = null) => Unary(Operations.Cos, @out);

    /// <summary>The tangent of angles in radians.</summary>
    /// <inheritdoc cref="Sqrt(NDArray)"/>
    public NDArray Tan(NDArray? @out = null) => Unary(Operations.Tan, @out);

    /// <summary>The angle whose sine the element is, in -pi/2 .. pi/2.</summary>
    /// <inheritdoc cref="Sqrt(NDArray)"/>
    public NDArray Arcsin(NDArray? @out = null) => Unary(Operations.Arcsin, @out);

    /// <summary>The angle whose cosine the element is, in 0 .. pi.</summary>
    /// <inheritdoc cref="Sqrt(NDArray)"/>
    public NDArray Arccos(NDArray? @out = null) => Unary(Operations.Arccos, @out);

    /// <summary>The angle whose tangent the element is, in -pi/2 .. pi/2.</summary>
    /// <inheritdoc cref="Sqrt(NDArray)"/>
    public NDArray Arctan(NDArray? @out = null) => Unary(Operations.Arctan, @out);

    /// <summary>The hyperbolic sine.</summary>
    /// <inheritdoc cref="Sqrt(NDArray)"/>
    public NDArray Sinh(NDArray? @out = null) => Unary(Operations.Sinh, @out);

    /// <summary>The hyperbolic cosine.</summary>
    /// <inheritdoc cref="Sqrt(NDArray)"/>
    public NDArray Cosh(NDArray? @out = null) => Unary(Operations.Cosh, @out);

    /// <summary>The hyperbolic tangent.</summary>
    /// <inheritdoc cref="Sqrt(NDArray)"/>
    public NDArray Tanh(NDArray? @out = null) => Unary(Operations.Tanh, @out);

    /// <summary>The inverse of the hyperbolic sine.</summary>
    /// <inheritdoc cref="Sqrt(NDArray)"/>
    public NDArray Arcsinh(NDArray? @out = null) => Unary(Operations.Arcsinh, @out);

    /// <summary>The inverse of the hyperbolic cosine; NaN of real numbers below 1.</summary>
    /// <inheritdoc cref="Sqrt(NDArray)"/>
    public NDArray Arccosh(NDArray? @out = null) => Unary(Operations.Arccosh, @out);

    /// <summary>The inverse of the hyperbolic tangent; NaN of real numbers beyond -1 .. 1.</summary>
    /// <inheritdoc cref="Sqrt(NDArray)"/>
    public NDArray Arctanh(NDArray? @out = null) => Unary(Operations.Arctanh, @out);

    /// <summary>Angles in degrees from angles in radians; not defined for complex numbers.</summary>
    /// <inheritdoc cref="Sqrt(NDArray)"/>
    public NDArray Degrees(NDArray? @out = null) => Unary(Operations.Degrees, @out);

    /// <summary>Angles in radians from angles in degrees; not defined for complex numbers.</summary>
    /// <inheritdoc cref="Sqrt(NDArray)"/>
    public NDArray Radians(NDArray? @out = null) => Unary(Operations.Radians, @out);

    /// <summary>The largest whole number not above each element; not defined for complex numbers.</summary>
    /// <inheritdoc cref="Sqrt(NDArray)"/>
    public NDArray Floor(NDArray? @out = null) => Unary(Operations.Floor, @out);

    /// <summary>The smallest whole number not below each element; not defined for complex numbers.</summary>
    /// <inheritdoc cref="Sqrt(NDArray)"/>
    public NDArray Ceiling(NDArray? @out = null) => Unary(Operations.Ceil, @out);

    /// <summary>The nearest whole number, halves to the even one; of complex numbers both parts.</summary>
    /// <inheritdoc cref="Sqrt(NDArray)"/>
    public NDArray Rint(NDArray? @out = null) => Unary(Operations.Rint, @out);

    /// <summary>Each element without its fraction; not defined for complex numbers.</summary>
    /// <inheritdoc cref="Sqrt(NDArray)"/>
    public NDArray Trunc(NDArray? @out = null) => Unary(Operations.Trunc, @out);

    /// <summary>
    /// Each element rounded to a number of decimals, halves to the even digit, by numpy's steps (scaled, rounded, scaled back); what no
    /// longer fits an integer dtype wraps.
    /// </summary>
    /// <param name="decimals">The number of digits after the decimal point; negative to round to tens, hundreds and so on.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind. It may be an operand.</param>
    /// <returns>A new array of the same shape and dtype; integers change only for negative <paramref name="decimals"/>, bools become
    /// float16.</returns>
    /// <exception cref="NotSupportedException">The array holds no numbers.</exception>
    public NDArray Round(int decimals = 0, NDArray? @out = null) => Unary(new Round(decimals), @out);

    /// <summary>Each element, but at least <paramref name="min"/> and at most <paramref name="max"/>; NaN stays.</summary>
    /// <param name="min">The lower limit: a number, or an array or list that broadcasts; null for none.</param>
    /// <param name="max">The upper limit, which wins where it is below the lower one; null for none.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind. It may be an operand.</param>
    /// <returns>A new array; its dtype is the common one of all three.</returns>
    /// <exception cref="OverflowException">A limit is an integer that the array's integer dtype doesn't hold.</exception>
    /// <exception cref="NotSupportedException">The dtype has no order.</exception>
    public NDArray Clip(object? min, object? max, NDArray? @out = null)
        => Answer(MemMap.Compute.Clip.Run(@out is null ? _ref : Lazy()._ref, min, max), @out);

    /// <summary>The absolute value: of complex numbers a real one; the smallest integer of a dtype is its own.</summary>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind. It may be an operand.</param>
    /// <returns>A new array of the same shape.</returns>
    /// <exception cref="NotSupportedException">The function isn't defined for the dtype.</exception>
    public NDArray Abs(NDArray? @out = null) => Unary(Operations.Absolute, @out);

    /// <summary>
    /// The negated elements; unsigned integers wrap. Not defined for bools and dates. PowerShell reads <c>-$a</c> as <c>0 - $a</c>, which
    /// differs for floats that are 0 (no -0) and for bools.
    /// </summary>
    /// <inheritdoc cref="Abs(NDArray)"/>
    public NDArray Negative(NDArray? @out = null) => Unary(Operations.Negative, @out);

    /// <summary>
    /// -1, 0 or 1 by the sign, NaN of NaN, -1 of NaT; z / |z| of complex numbers, as in numpy 2. Not defined for bools and dates.
    /// </summary>
    /// <inheritdoc cref="Abs(NDArray)"/>
    public NDArray Sign(NDArray? @out = null) => Unary(Operations.Sign, @out);

    /// <summary>Each element times itself; integers wrap, bools become int8.</summary>
    /// <inheritdoc cref="Abs(NDArray)"/>
    public NDArray Square(NDArray? @out = null) => Unary(Operations.Square, @out);

    /// <summary>1 divided by each element, in its own dtype: of integers 0 but for 1 and -1. Bools become int8.</summary>
    /// <inheritdoc cref="Abs(NDArray)"/>
    public NDArray Reciprocal(NDArray? @out = null) => Unary(Operations.Reciprocal, @out);

    /// <summary>Tests elements for NaN or NaT; complex numbers for NaN in either part. Returns an array of bools.</summary>
    /// <inheritdoc cref="Abs(NDArray)"/>
    public NDArray IsNaN(NDArray? @out = null) => Unary(Operations.IsNaN, @out);

    /// <summary>Tests elements for infinity; complex numbers for infinity in either part. Returns an array of bools.</summary>
    /// <inheritdoc cref="Abs(NDArray)"/>
    public NDArray IsInf(NDArray? @out = null) => Unary(Operations.IsInf, @out);

    /// <summary>Tests elements for being finite: neither infinite nor NaN nor NaT. Returns an array of bools.</summary>
    /// <inheritdoc cref="Abs(NDArray)"/>
    public NDArray IsFinite(NDArray? @out = null) => Unary(Operations.IsFinite, @out);

    /// <summary>Tests dates or time spans for NaT. Returns an array of bools. Not defined for numbers.</summary>
    /// <inheritdoc cref="Abs(NDArray)"/>
    public NDArray IsNaT(NDArray? @out = null) => Unary(Operations.IsNaT, @out);

    /// <summary>Tests for a negative sign, also of -0.0. Returns an array of bools. Not defined for complex numbers.</summary>
    /// <inheritdoc cref="Abs(NDArray)"/>
    public NDArray SignBit(NDArray? @out = null) => Unary(Operations.SignBit, @out);
}

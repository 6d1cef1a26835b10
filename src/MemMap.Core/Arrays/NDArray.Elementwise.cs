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
    /// <returns>A new array of the same shape.</returns>
    /// <exception cref="NotSupportedException">The function isn't defined for the dtype.</exception>
    public NDArray Sqrt() => Unary(Operations.Sqrt);

    /// <summary>The cube root, also of negative numbers; not defined for complex ones.</summary>
    /// <inheritdoc cref="Sqrt()"/>
    public NDArray Cbrt() => Unary(Operations.Cbrt);

    /// <summary>e to the power of each element.</summary>
    /// <inheritdoc cref="Sqrt()"/>
    public NDArray Exp() => Unary(Operations.Exp);

    /// <summary>2 to the power of each element.</summary>
    /// <inheritdoc cref="Sqrt()"/>
    public NDArray Exp2() => Unary(Operations.Exp2);

    /// <summary>e to the power of each element, less 1; accurate near 0.</summary>
    /// <inheritdoc cref="Sqrt()"/>
    public NDArray Expm1() => Unary(Operations.Expm1);

    /// <summary>The natural logarithm; of 0 minus infinity, of negative real numbers NaN.</summary>
    /// <inheritdoc cref="Sqrt()"/>
    public NDArray Log() => Unary(Operations.Log);

    /// <summary>The logarithm to base 2.</summary>
    /// <inheritdoc cref="Sqrt()"/>
    public NDArray Log2() => Unary(Operations.Log2);

    /// <summary>The logarithm to base 10.</summary>
    /// <inheritdoc cref="Sqrt()"/>
    public NDArray Log10() => Unary(Operations.Log10);

    /// <summary>The natural logarithm of 1 plus each element; accurate near 0.</summary>
    /// <inheritdoc cref="Sqrt()"/>
    public NDArray Log1p() => Unary(Operations.Log1p);

    /// <summary>The sine of angles in radians.</summary>
    /// <inheritdoc cref="Sqrt()"/>
    public NDArray Sin() => Unary(Operations.Sin);

    /// <summary>The cosine of angles in radians.</summary>
    /// <inheritdoc cref="Sqrt()"/>
    public NDArray Cos() => Unary(Operations.Cos);

    /// <summary>The tangent of angles in radians.</summary>
    /// <inheritdoc cref="Sqrt()"/>
    public NDArray Tan() => Unary(Operations.Tan);

    /// <summary>The angle whose sine the element is, in -pi/2 .. pi/2.</summary>
    /// <inheritdoc cref="Sqrt()"/>
    public NDArray Arcsin() => Unary(Operations.Arcsin);

    /// <summary>The angle whose cosine the element is, in 0 .. pi.</summary>
    /// <inheritdoc cref="Sqrt()"/>
    public NDArray Arccos() => Unary(Operations.Arccos);

    /// <summary>The angle whose tangent the element is, in -pi/2 .. pi/2.</summary>
    /// <inheritdoc cref="Sqrt()"/>
    public NDArray Arctan() => Unary(Operations.Arctan);

    /// <summary>The hyperbolic sine.</summary>
    /// <inheritdoc cref="Sqrt()"/>
    public NDArray Sinh() => Unary(Operations.Sinh);

    /// <summary>The hyperbolic cosine.</summary>
    /// <inheritdoc cref="Sqrt()"/>
    public NDArray Cosh() => Unary(Operations.Cosh);

    /// <summary>The hyperbolic tangent.</summary>
    /// <inheritdoc cref="Sqrt()"/>
    public NDArray Tanh() => Unary(Operations.Tanh);

    /// <summary>The inverse of the hyperbolic sine.</summary>
    /// <inheritdoc cref="Sqrt()"/>
    public NDArray Arcsinh() => Unary(Operations.Arcsinh);

    /// <summary>The inverse of the hyperbolic cosine; NaN of real numbers below 1.</summary>
    /// <inheritdoc cref="Sqrt()"/>
    public NDArray Arccosh() => Unary(Operations.Arccosh);

    /// <summary>The inverse of the hyperbolic tangent; NaN of real numbers beyond -1 .. 1.</summary>
    /// <inheritdoc cref="Sqrt()"/>
    public NDArray Arctanh() => Unary(Operations.Arctanh);

    /// <summary>Angles in degrees from angles in radians; not defined for complex numbers.</summary>
    /// <inheritdoc cref="Sqrt()"/>
    public NDArray Degrees() => Unary(Operations.Degrees);

    /// <summary>Angles in radians from angles in degrees; not defined for complex numbers.</summary>
    /// <inheritdoc cref="Sqrt()"/>
    public NDArray Radians() => Unary(Operations.Radians);

    /// <summary>The largest whole number not above each element; not defined for complex numbers.</summary>
    /// <inheritdoc cref="Sqrt()"/>
    public NDArray Floor() => Unary(Operations.Floor);

    /// <summary>The smallest whole number not below each element; not defined for complex numbers.</summary>
    /// <inheritdoc cref="Sqrt()"/>
    public NDArray Ceiling() => Unary(Operations.Ceil);

    /// <summary>The nearest whole number, halves to the even one; of complex numbers both parts.</summary>
    /// <inheritdoc cref="Sqrt()"/>
    public NDArray Rint() => Unary(Operations.Rint);

    /// <summary>Each element without its fraction; not defined for complex numbers.</summary>
    /// <inheritdoc cref="Sqrt()"/>
    public NDArray Trunc() => Unary(Operations.Trunc);

    /// <summary>
    /// Each element rounded to a number of decimals, halves to the even digit, by numpy's steps (scaled, rounded, scaled back); what no
    /// longer fits an integer dtype wraps.
    /// </summary>
    /// <param name="decimals">The number of digits after the decimal point; negative to round to tens, hundreds and so on.</param>
    /// <returns>A new array of the same shape and dtype; integers change only for negative <paramref name="decimals"/>, bools become
    /// float16.</returns>
    /// <exception cref="NotSupportedException">The array holds no numbers.</exception>
    public NDArray Round(int decimals = 0) => Unary(new Round(decimals));

    /// <summary>Each element, but at least <paramref name="min"/> and at most <paramref name="max"/>; NaN stays.</summary>
    /// <param name="min">The lower limit: a number, or an array or list that broadcasts; null for none.</param>
    /// <param name="max">The upper limit, which wins where it is below the lower one; null for none.</param>
    /// <returns>A new array; its dtype is the common one of all three.</returns>
    /// <exception cref="OverflowException">A limit is an integer that the array's integer dtype doesn't hold.</exception>
    /// <exception cref="NotSupportedException">The dtype has no order.</exception>
    public NDArray Clip(object? min, object? max) => new(MemMap.Compute.Clip.Run(_ref, min, max));

    /// <summary>The absolute value: of complex numbers a real one; the smallest integer of a dtype is its own.</summary>
    /// <returns>A new array of the same shape.</returns>
    /// <exception cref="NotSupportedException">The function isn't defined for the dtype.</exception>
    public NDArray Abs() => Unary(Operations.Absolute);

    /// <summary>
    /// The negated elements; unsigned integers wrap. Not defined for bools and dates. PowerShell reads <c>-$a</c> as <c>0 - $a</c>, which
    /// differs for floats that are 0 (no -0) and for bools.
    /// </summary>
    /// <inheritdoc cref="Abs()"/>
    public NDArray Negative() => Unary(Operations.Negative);

    /// <summary>
    /// -1, 0 or 1 by the sign, NaN of NaN, -1 of NaT; z / |z| of complex numbers, as in numpy 2. Not defined for bools and dates.
    /// </summary>
    /// <inheritdoc cref="Abs()"/>
    public NDArray Sign() => Unary(Operations.Sign);

    /// <summary>Each element times itself; integers wrap, bools become int8.</summary>
    /// <inheritdoc cref="Abs()"/>
    public NDArray Square() => Unary(Operations.Square);

    /// <summary>1 divided by each element, in its own dtype: of integers 0 but for 1 and -1. Bools become int8.</summary>
    /// <inheritdoc cref="Abs()"/>
    public NDArray Reciprocal() => Unary(Operations.Reciprocal);

    /// <summary>Tests elements for NaN or NaT; complex numbers for NaN in either part. Returns an array of bools.</summary>
    /// <inheritdoc cref="Abs()"/>
    public NDArray IsNaN() => Unary(Operations.IsNaN);

    /// <summary>Tests elements for infinity; complex numbers for infinity in either part. Returns an array of bools.</summary>
    /// <inheritdoc cref="Abs()"/>
    public NDArray IsInf() => Unary(Operations.IsInf);

    /// <summary>Tests elements for being finite: neither infinite nor NaN nor NaT. Returns an array of bools.</summary>
    /// <inheritdoc cref="Abs()"/>
    public NDArray IsFinite() => Unary(Operations.IsFinite);

    /// <summary>Tests dates or time spans for NaT. Returns an array of bools. Not defined for numbers.</summary>
    /// <inheritdoc cref="Abs()"/>
    public NDArray IsNaT() => Unary(Operations.IsNaT);

    /// <summary>Tests for a negative sign, also of -0.0. Returns an array of bools. Not defined for complex numbers.</summary>
    /// <inheritdoc cref="Abs()"/>
    public NDArray SignBit() => Unary(Operations.SignBit);
}

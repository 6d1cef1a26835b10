using System.Numerics;
using MemMap.Compute;

namespace MemMap;

// Sums of products: of rows and columns, and of windows. They run on all cores, and the operands may be larger than memory.
public partial class NDArray
{
    /// <summary>
    /// The product of matrices, numpy's <c>@</c>: the last two axes are matrices, and those before broadcast. A single axis is a row on
    /// the left and a column on the right, and isn't in the result. Integers wrap; bools give whether any product is true.
    /// </summary>
    /// <param name="other">An array or a list, of as many rows as this array has columns.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind. It may be an operand.</param>
    /// <returns>A new array of the common dtype; a .NET number for two arrays of one dimension.</returns>
    /// <exception cref="ArgumentException">The lengths don't match, or one of the two is a single number.</exception>
    /// <exception cref="NotSupportedException">The elements are not numbers.</exception>
    public object? MatMul(object other, NDArray? @out = null)
        => Product(MemMap.Compute.MatMul.Run(_ref, Operand(other), @out?._ref), @out);

    /// <summary>
    /// numpy's <c>dot</c>: of two arrays of one dimension the sum of their products, of matrices their product
    /// (<see cref="MatMul(object, NDArray)"/>), of others the sum over the last axis of this array and the last but one of the other. A
    /// single number multiplies.
    /// </summary>
    /// <inheritdoc cref="MatMul(object, NDArray)"/>
    public object? Dot(object other, NDArray? @out = null)
    {
        if (NDim == 0 || HostObjects.Unwrap(other) is not { } plain || !ArrayLiteral.IsList(plain) || plain is NDArray { NDim: 0 })
        {
            return Reduced(Elementwise.Binary(Operations.Multiply, this, other, isLazy: @out is not null), @out);
        }
        return Product(MemMap.Compute.MatMul.Dot(_ref, Operand(other), @out?._ref), @out);
    }

    /// <summary>
    /// The convolution of two arrays of one dimension: element k is the sum of a[n] v[k - n]. It is computed as such sums, without a
    /// Fourier transform.
    /// </summary>
    /// <param name="other">An array or a list; it is in memory as a whole, if it is the shorter of the two.</param>
    /// <param name="mode">Which results are wanted.</param>
    /// <returns>A new array of the common dtype.</returns>
    /// <exception cref="ArgumentException">An array has no elements, or more than one dimension.</exception>
    /// <exception cref="NotSupportedException">The elements are not numbers.</exception>
    public NDArray Convolve(object other, ConvolveMode mode = ConvolveMode.Full)
        => new(MemMap.Compute.Correlate.Convolve(_ref, Operand(other), mode));

    /// <summary>
    /// The cross-correlation of two arrays of one dimension: element k is the sum of a[n + k] and the conjugate of v[n].
    /// </summary>
    /// <inheritdoc cref="Convolve(object, ConvolveMode)"/>
    public NDArray Correlate(object other, ConvolveMode mode = ConvolveMode.Valid)
        => new(MemMap.Compute.Correlate.Run(_ref, Operand(other), mode));

    /// <summary>The elements as places between points, interpolated linearly; numpy's <c>interp</c>.</summary>
    /// <param name="xp">The places of the points: real numbers that don't decrease, or with a period in any order.</param>
    /// <param name="fp">The values at the points, real or complex.</param>
    /// <param name="left">The value before the first point; null for that of the point.</param>
    /// <param name="right">The value after the last point; null for that of the point.</param>
    /// <param name="period">The period of the places, such as 360; null for none.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind. It may be this array.</param>
    /// <returns>A new array of the same shape, in float64 or complex128.</returns>
    /// <exception cref="ArgumentException">The points have other than one axis, different lengths, or places that decrease; or the period
    /// is 0.</exception>
    /// <exception cref="NotSupportedException">The elements or places are not real numbers.</exception>
    public NDArray Interp(object xp, object fp, object? left = null, object? right = null, double? period = null, NDArray? @out = null)
        => Unary(new Interp(Operand(xp), Operand(fp), NumberOf(left), NumberOf(right), period), @out);

    /// <summary>
    /// The values along an axis without jumps: periods are added so that neighbours differ by at most half of one, as do angles that wrap
    /// around.
    /// </summary>
    /// <param name="discont">The smallest jump that is taken out; null, or less than half a period, for that.</param>
    /// <param name="axis">The axis to go along, negative counted from the end.</param>
    /// <param name="period">The period; null for 2 pi. Beside integers an integer, such as 360, leaves them integers.</param>
    /// <returns>A new array of the same shape.</returns>
    /// <exception cref="ArgumentException">The axis is out of bounds.</exception>
    /// <exception cref="NotSupportedException">The elements are not real numbers.</exception>
    public NDArray Unwrap(object? discont = null, int axis = -1, object? period = null)
        => new(MemMap.Compute.Unwrap.Run(_ref, HostObjects.Unwrap(discont), axis, HostObjects.Unwrap(period) ?? 2 * Math.PI));

    private static ArrayRef Operand(object value)
        => ArrayLiteral.Create(HostObjects.Unwrap(value) ?? throw new ArgumentNullException(nameof(value)), null);

    private static object? Product(ArrayRef result, NDArray? @out) => @out ?? FaceOf(result.ItemOrSelf());

    private static Complex? NumberOf(object? value)
        => HostObjects.Unwrap(value) is { } number ? (Complex)ArrayLiteral.Create(number, DType.Complex128).Item()! : null;
}

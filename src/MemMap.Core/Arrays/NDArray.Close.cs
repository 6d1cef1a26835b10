using MemMap.Compute;

namespace MemMap;

// Equality of numbers that were rounded, and of whole arrays; NaN and infinities replaced.
public partial class NDArray
{
    /// <summary>
    /// Whether elements are equal within a tolerance: their distance is at most <paramref name="atol"/> + <paramref name="rtol"/> times the
    /// size of the other, so the two are not alike. Infinities are close to themselves only. Returns an array of bools.
    /// </summary>
    /// <param name="other">An array, a number or a list; it broadcasts with this array.</param>
    /// <param name="rtol">The relative tolerance.</param>
    /// <param name="atol">The absolute tolerance.</param>
    /// <param name="equalNaN">Whether NaN is close to NaN.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind. It may be an operand.</param>
    /// <returns>A new array of the broadcast shape.</returns>
    /// <exception cref="ArgumentException">The shapes don't broadcast.</exception>
    /// <exception cref="NotSupportedException">The elements are not numbers.</exception>
    public NDArray IsClose(object other, double rtol = 1e-5, double atol = 1e-8, bool equalNaN = false, NDArray? @out = null)
        => Binary(new IsClose(rtol, atol, equalNaN), this, other, @out);

    /// <summary>
    /// Whether all elements are equal within a tolerance, by the rule of <see cref="IsClose(object, double, double, bool, NDArray)"/>; in
    /// one pass and bounded memory. True for no elements.
    /// </summary>
    /// <param name="other">An array, a number or a list; it broadcasts with this array.</param>
    /// <param name="rtol">The relative tolerance.</param>
    /// <param name="atol">The absolute tolerance.</param>
    /// <param name="equalNaN">Whether NaN is close to NaN.</param>
    /// <exception cref="ArgumentException">The shapes don't broadcast.</exception>
    /// <exception cref="NotSupportedException">The elements are not numbers.</exception>
    public bool AllClose(object other, double rtol = 1e-5, double atol = 1e-8, bool equalNaN = false)
        => (bool)Lazy().IsClose(other, rtol, atol, equalNaN).All()!;

    /// <summary>
    /// Whether another array has the same shape and equal elements. It stops at the first window with a difference. Elements that can't be
    /// compared, such as numbers with text, are not equal; records are compared field by field.
    /// </summary>
    /// <param name="other">An array, a number or a list.</param>
    /// <param name="equalNaN">Whether NaN equals NaN, and NaT equals NaT.</param>
    /// <exception cref="ArgumentException">Lists at the same depth have different lengths.</exception>
    public bool ArrayEqual(object other, bool equalNaN = false)
        => Array(other) is var array && Layout.Shape.SequenceEqual(array.Layout.Shape)
            && Compare(array, new CompareOptions { StopsAtFirst = true, NaNDiffers = !equalNaN }).Equal;

    /// <summary>
    /// The elements with NaN and infinities replaced, also in the parts of complex numbers. Integers, bools and times stay as they are.
    /// </summary>
    /// <param name="nan">What replaces NaN.</param>
    /// <param name="posInf">What replaces infinity; null for the largest number of the dtype.</param>
    /// <param name="negInf">What replaces minus infinity; null for the smallest number of the dtype.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind. It may be this array.</param>
    /// <returns>A new array of the same shape and dtype.</returns>
    /// <exception cref="NotSupportedException">The elements are neither numbers nor times.</exception>
    public NDArray NanToNum(double nan = 0, double? posInf = null, double? negInf = null, NDArray? @out = null)
        => Unary(new NanToNum(nan, posInf, negInf), @out);
}

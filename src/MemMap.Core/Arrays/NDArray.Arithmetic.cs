using MemMap.Compute;

namespace MemMap;

// Operators are static and public for C#; PowerShell finds them on either operand.
public partial class NDArray
{
    private static NDArray Binary(BinaryOperation operation, object? x, object? y, NDArray? @out = null)
        => Answer(Elementwise.Binary(operation, x, y, isLazy: @out is not null), @out);

    private NDArray Unary(UnaryOperation operation, NDArray? @out)
        => Answer(Elementwise.Unary(operation, @out is null ? _ref : Lazy()._ref), @out);

    /// <summary>Results for users. What shall take them gets them computed by the block, so that they are nowhere in between.</summary>
    private static NDArray Answer(ArrayRef results, NDArray? @out) => @out is null ? new(results) : new NDArray(results).Compute(@out);

    /// <summary>Element-wise sum, with numpy's promotion and broadcasting; a number is a weak scalar that takes the array's type.</summary>
    public static NDArray operator +(NDArray x, NDArray y) => Binary(Operations.Add, x, y);

    /// <inheritdoc cref="operator +(NDArray, NDArray)"/>
    public static NDArray operator +(NDArray x, object y) => Binary(Operations.Add, x, y);

    /// <inheritdoc cref="operator +(NDArray, NDArray)"/>
    public static NDArray operator +(object x, NDArray y) => Binary(Operations.Add, x, y);

    /// <summary>Element-wise difference, with numpy's promotion and broadcasting.</summary>
    public static NDArray operator -(NDArray x, NDArray y) => Binary(Operations.Subtract, x, y);

    /// <inheritdoc cref="operator -(NDArray, NDArray)"/>
    public static NDArray operator -(NDArray x, object y) => Binary(Operations.Subtract, x, y);

    /// <inheritdoc cref="operator -(NDArray, NDArray)"/>
    public static NDArray operator -(object x, NDArray y) => Binary(Operations.Subtract, x, y);

    /// <summary>Element-wise product, with numpy's promotion and broadcasting.</summary>
    public static NDArray operator *(NDArray x, NDArray y) => Binary(Operations.Multiply, x, y);

    /// <inheritdoc cref="operator *(NDArray, NDArray)"/>
    public static NDArray operator *(NDArray x, object y) => Binary(Operations.Multiply, x, y);

    /// <inheritdoc cref="operator *(NDArray, NDArray)"/>
    public static NDArray operator *(object x, NDArray y) => Binary(Operations.Multiply, x, y);

    /// <summary>Element-wise true quotient, with numpy's promotion and broadcasting; integers are divided in float64.</summary>
    public static NDArray operator /(NDArray x, NDArray y) => Binary(Operations.Divide, x, y);

    /// <inheritdoc cref="operator /(NDArray, NDArray)"/>
    public static NDArray operator /(NDArray x, object y) => Binary(Operations.Divide, x, y);

    /// <inheritdoc cref="operator /(NDArray, NDArray)"/>
    public static NDArray operator /(object x, NDArray y) => Binary(Operations.Divide, x, y);

    /// <summary>
    /// Element-wise remainder of <see cref="FloorDivide(object, NDArray)"/>, with the sign of the divisor (not with the dividend's, as in
    /// C#); of integers by 0 it is 0.
    /// </summary>
    public static NDArray operator %(NDArray x, NDArray y) => Binary(Operations.Remainder, x, y);

    /// <inheritdoc cref="operator %(NDArray, NDArray)"/>
    public static NDArray operator %(NDArray x, object y) => Binary(Operations.Remainder, x, y);

    /// <inheritdoc cref="operator %(NDArray, NDArray)"/>
    public static NDArray operator %(object x, NDArray y) => Binary(Operations.Remainder, x, y);

    /// <inheritdoc cref="Negative(NDArray)"/>
    public static NDArray operator -(NDArray x) => (x ?? throw new ArgumentNullException(nameof(x))).Negative();

    /// <summary>
    /// The quotient rounded down, numpy's <c>//</c>. Of integers by 0 it is 0, of the smallest one by -1 it wraps; of floats by 0 it is
    /// infinite or NaN. Two time spans give an int64.
    /// </summary>
    /// <param name="other">An array, a number or a list; it broadcasts with this array.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind. It may be an operand.</param>
    /// <returns>A new array of the broadcast shape.</returns>
    /// <exception cref="ArgumentException">The shapes don't broadcast.</exception>
    /// <exception cref="NotSupportedException">The operation isn't defined for the two dtypes.</exception>
    public NDArray FloorDivide(object other, NDArray? @out = null) => Binary(Operations.FloorDivide, this, other, @out);

    /// <summary>
    /// The remainder of <see cref="FloorDivide(object, NDArray)"/>, numpy's <c>%</c>, with the sign of the divisor; 0 for integers divided
    /// by 0.
    /// </summary>
    /// <inheritdoc cref="FloorDivide(object, NDArray)"/>
    public NDArray Remainder(object other, NDArray? @out = null) => Binary(Operations.Remainder, this, other, @out);

    /// <summary>
    /// The remainder of truncated division, like C#'s <c>%</c>, with the sign of the dividend; 0 for integers divided by 0.
    /// </summary>
    /// <inheritdoc cref="FloorDivide(object, NDArray)"/>
    public NDArray Fmod(object other, NDArray? @out = null) => Binary(Operations.Fmod, this, other, @out);

    /// <summary>Each element to a power, numpy's <c>**</c>; integers stay integers and wrap.</summary>
    /// <inheritdoc cref="FloorDivide(object, NDArray)"/>
    /// <exception cref="ArgumentException">The shapes don't broadcast, or an integer has a negative integer power.</exception>
    public NDArray Power(object other, NDArray? @out = null) => Binary(Operations.Power, this, other, @out);

    /// <summary>The smaller of two elements; NaN (or NaT) if either is. Complex numbers compare by their real parts first.</summary>
    /// <inheritdoc cref="FloorDivide(object, NDArray)"/>
    public NDArray Minimum(object other, NDArray? @out = null) => Binary(Operations.Minimum, this, other, @out);

    /// <summary>The larger of two elements; NaN (or NaT) if either is. Complex numbers compare by their real parts first.</summary>
    /// <inheritdoc cref="FloorDivide(object, NDArray)"/>
    public NDArray Maximum(object other, NDArray? @out = null) => Binary(Operations.Maximum, this, other, @out);

    /// <summary>The smaller of two elements; if one is NaN (or NaT), the other.</summary>
    /// <inheritdoc cref="FloorDivide(object, NDArray)"/>
    public NDArray Fmin(object other, NDArray? @out = null) => Binary(Operations.Fmin, this, other, @out);

    /// <summary>The larger of two elements; if one is NaN (or NaT), the other.</summary>
    /// <inheritdoc cref="FloorDivide(object, NDArray)"/>
    public NDArray Fmax(object other, NDArray? @out = null) => Binary(Operations.Fmax, this, other, @out);

    /// <summary>
    /// The angle of the point whose y is this element and whose x is the other, in -pi .. pi; integers become floats as in
    /// <see cref="Sqrt(NDArray)"/>.
    /// </summary>
    /// <inheritdoc cref="FloorDivide(object, NDArray)"/>
    public NDArray Arctan2(object other, NDArray? @out = null) => Binary(Operations.Arctan2, this, other, @out);

    /// <summary>
    /// The length of the hypotenuse over two sides, without overflow in between; integers become floats as in <see cref="Sqrt(NDArray)"/>.
    /// </summary>
    /// <inheritdoc cref="FloorDivide(object, NDArray)"/>
    public NDArray Hypot(object other, NDArray? @out = null) => Binary(Operations.Hypot, this, other, @out);
}

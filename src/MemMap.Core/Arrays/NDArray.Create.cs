using MemMap.Compute;
using MemMap.DataTypes;

namespace MemMap;

public partial class NDArray
{
    /// <summary>A new array in memory, filled with zeros.</summary>
    /// <param name="shape">The length of each axis; none for a single element.</param>
    /// <param name="dtype">The dtype of an element; null for float64.</param>
    /// <param name="order">Which axis is fastest in memory.</param>
    /// <exception cref="ArgumentException">A length is negative.</exception>
    /// <exception cref="InsufficientMemoryException">There is not enough memory; the message states the required number of
    /// bytes.</exception>
    public static NDArray Zeros(long[] shape, DType? dtype = null, MemoryOrder order = MemoryOrder.C)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return new(ArrayRef.Zeros(shape, dtype ?? DType.Float64, order));
    }

    /// <summary>A new array in memory from a number, a .NET array, or nested lists.</summary>
    /// <param name="value">The values. A typed array (<c>float[]</c>, <c>int[,]</c>) gives its own dtype; from other lists it is inferred
    /// as numpy does.</param>
    /// <param name="dtype">The dtype of an element; null to infer it.</param>
    /// <exception cref="ArgumentException">Lists at the same depth have different lengths.</exception>
    public static NDArray Array(object value, DType? dtype = null)
        => HostObjects.Unwrap(value) is var plain && plain is NDArray array && (dtype is null || array.DType.Equals(dtype)) ? array
            : new(ArrayLiteral.Create(plain, dtype));

    /// <summary>The integers from 0 to before <paramref name="stop"/>, as int64.</summary>
    /// <param name="stop">The end, not included.</param>
    public static NDArray Arange(long stop) => Arange(0, stop);

    /// <summary>
    /// The integers from <paramref name="start"/> to before <paramref name="stop"/>, as int64 unless another dtype is named.
    /// </summary>
    /// <param name="start">The first number.</param>
    /// <param name="stop">The end, not included.</param>
    /// <param name="step">The distance of neighbours; negative to count down.</param>
    /// <param name="dtype">The dtype of the result.</param>
    /// <exception cref="ArgumentException">The step is 0.</exception>
    public static NDArray Arange(long start, long stop, long step = 1, DType? dtype = null)
        => new(ArrayLiteral.Range(start, stop, step, dtype ?? DType.Int64));

    /// <summary>Returns an array whose elements, in C order, have the given bytes.</summary>
    internal static NDArray FromBytes(byte[] bytes, long[] shape, DType dtype) => new(ArrayRef.FromBytes(bytes, shape, dtype));

    /// <summary>A copy of the elements in memory, contiguous in the given order.</summary>
    /// <param name="order">Which axis is fastest in the copy.</param>
    public NDArray Copy(MemoryOrder order = MemoryOrder.C) => new(_ref.Copy(order));

    /// <summary>
    /// A copy with every element cast to another dtype: integers wrap, floats lose their fraction, text is cut off, records go field by
    /// field. A string dtype without a length gets the one that the elements need.
    /// </summary>
    /// <param name="dtype">The dtype of an element of the copy.</param>
    /// <param name="casting">The casting rule; the default allows any cast.</param>
    /// <exception cref="InvalidCastException">There is no cast between the two dtypes, or none by that rule.</exception>
    /// <exception cref="FormatException">A text can't be read as a number or a date.</exception>
    public NDArray AsType(DType dtype, Casting casting = Casting.Unsafe)
    {
        ArgumentNullException.ThrowIfNull(dtype);
        return new(_ref.Cast(dtype, casting));
    }

    /// <summary>Assigns one value to every element.</summary>
    /// <param name="value">A number or whatever the dtype takes.</param>
    /// <exception cref="InvalidOperationException">The array is read-only.</exception>
    /// <exception cref="OverflowException">The value is out of the dtype's range.</exception>
    public void Fill(object value)
    {
        RequireWriteable();
        Elementwise.Copy(ArrayLiteral.Scalar(KeptElement.Unwrap(value, DType), DType), _ref);
    }
}

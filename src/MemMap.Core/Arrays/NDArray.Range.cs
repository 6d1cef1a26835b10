using MemMap.Compute;
using MemMap.DataTypes;

namespace MemMap;

// Arrays of one value, of numbers at equal distances, of dates.
public partial class NDArray
{
    /// <summary>A new array in memory, filled with a value.</summary>
    /// <param name="shape">The length of each axis; none for a single element.</param>
    /// <param name="fillValue">The value, or an array or a list that broadcasts to the shape.</param>
    /// <param name="dtype">The dtype of an element; null for the value's.</param>
    /// <param name="order">Which axis is fastest in memory.</param>
    /// <exception cref="ArgumentException">A length is negative, or the values don't broadcast.</exception>
    /// <exception cref="OverflowException">The value is out of the dtype's range.</exception>
    /// <exception cref="InsufficientMemoryException">There is not enough memory; the message states the required number of
    /// bytes.</exception>
    public static NDArray Full(long[] shape, object fillValue, DType? dtype = null, MemoryOrder order = MemoryOrder.C)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArrayRef value = dtype is null ? Array(fillValue)._ref : ArrayLiteral.ToAssign(KeptElement.Unwrap(fillValue, dtype), dtype);
        ArrayRef result = ArrayRef.Zeros(shape, dtype ?? value.OwnDType, order);
        Elementwise.Copy(value, result);
        return new(result);
    }

    /// <summary>A new array in memory of this array's shape and memory order, filled with a value.</summary>
    /// <param name="fillValue">The value, or an array or a list that broadcasts to the shape.</param>
    /// <param name="dtype">The dtype of an element; null for this array's.</param>
    /// <inheritdoc cref="Full" path="/exception"/>
    public NDArray FullLike(object fillValue, DType? dtype = null) => Full(Shape, fillValue, dtype ?? _ref.OwnDType, _ref.Order);

    /// <summary>So many numbers at equal distances from one to another.</summary>
    /// <param name="start">The first number.</param>
    /// <param name="stop">The last number, or the end where it isn't included.</param>
    /// <param name="num">The number of numbers.</param>
    /// <param name="endpoint">Whether <paramref name="stop"/> is the last of them.</param>
    /// <param name="dtype">The dtype of the result, for integers rounded down; null for float64.</param>
    /// <returns>A new array of one dimension.</returns>
    /// <exception cref="ArgumentException">The number of numbers is negative.</exception>
    public static NDArray Linspace(double start, double stop, long num = 50, bool endpoint = true, DType? dtype = null)
        => new(NumberRange.Samples(start, stop, num, endpoint, dtype ?? DType.Float64));

    /// <summary>The numbers from 0 to before <paramref name="stop"/>, as float64.</summary>
    /// <param name="stop">The end, not included.</param>
    /// <exception cref="ArgumentException">The end is no number.</exception>
    public static NDArray Arange(double stop) => Arange(0.0, stop);

    /// <summary>
    /// The numbers from <paramref name="start"/> to before <paramref name="stop"/>, as float64 unless another dtype is named. As steps are
    /// rounded, the last number may be the end itself; <see cref="Linspace"/> has a number of elements instead.
    /// </summary>
    /// <param name="start">The first number.</param>
    /// <param name="stop">The end, not included.</param>
    /// <param name="step">The distance of neighbours; negative to count down.</param>
    /// <param name="dtype">The dtype of the result.</param>
    /// <returns>A new array of one dimension.</returns>
    /// <exception cref="ArgumentException">The step is 0, or the range has no number of elements that an array can have.</exception>
    public static NDArray Arange(double start, double stop, double step = 1, DType? dtype = null)
        => new(NumberRange.Steps(start, stop, step, dtype ?? DType.Float64));

    /// <summary>The dates from <paramref name="start"/> to before <paramref name="stop"/>, as <c>datetime64</c>.</summary>
    /// <param name="start">The first date.</param>
    /// <param name="stop">The end, not included.</param>
    /// <param name="step">The number of units between neighbours; negative to count down.</param>
    /// <param name="dtype">The dtype of the result, which has the unit; null for days.</param>
    /// <returns>A new array of one dimension.</returns>
    /// <exception cref="ArgumentException">The step is 0, or the dtype is none of dates.</exception>
    public static NDArray Arange(DateTime start, DateTime stop, long step = 1, DType? dtype = null)
        => Dates(start, stop, step, dtype ?? DType.Parse("M8[D]"));

    /// <summary>The dates from <paramref name="start"/> to before <paramref name="stop"/>, as <c>datetime64</c>.</summary>
    /// <param name="start">The first date.</param>
    /// <param name="stop">The end, not included.</param>
    /// <param name="step">The time between neighbours; negative to count down.</param>
    /// <param name="dtype">The dtype of the result, with a unit of which the step is a multiple; null for units of 100 ns.</param>
    /// <returns>A new array of one dimension.</returns>
    /// <exception cref="ArgumentException">The step is 0, or less than a unit, or the dtype is none of dates.</exception>
    public static NDArray Arange(DateTime start, DateTime stop, TimeSpan step, DType? dtype = null)
    {
        dtype ??= DType.FromType(typeof(DateTime));
        TimeUnit unit = dtype.Unit ?? throw Error.NotDates(dtype);
        return Dates(start, stop, Ticks(step, DType.Time(ElementKind.TimeDelta64, unit)), dtype);
    }

    private static NDArray Dates(DateTime start, DateTime stop, long step, DType dtype)
    {
        if (dtype.Kind != ElementKind.DateTime64)
        {
            throw Error.NotDates(dtype);
        }
        DType native = dtype.AsNative();
        ArrayRef counts = ArrayLiteral.Range(Ticks(start, native), Ticks(stop, native), step, DType.Int64);
        NDArray dates = new(counts with { DType = native });
        return native.Equals(dtype) ? dates : dates.AsType(dtype);
    }

    /// <summary>The count of a dtype's units that a time is.</summary>
    private static long Ticks(object time, DType dtype) => (long)Array(time, dtype).View(DType.Int64).Item()!;
}

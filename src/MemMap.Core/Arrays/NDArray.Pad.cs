using MemMap.Compute;

namespace MemMap;

public partial class NDArray
{
    private const long MaxPadWidth = long.MaxValue / 4;

    /// <summary>The array with elements put around it.</summary>
    /// <param name="padWidth">The number of elements: one for all ends of all axes, a pair for all axes (before, behind), or a pair for
    /// each axis.</param>
    /// <param name="mode">What they are: a constant, elements of the array, a statistic of them, or a ramp.</param>
    /// <param name="constantValues">The constant, or the ends of a ramp (numpy's <c>end_values</c>), given in the same ways; null for
    /// 0.</param>
    /// <param name="statLength">The number of elements at each end that a statistic is of, given in the same ways; null for all.</param>
    /// <returns>
    /// A new array of this dtype. Along an axis, what was put around along the axes before it is repeated, too. Of a lazy array, a lazy
    /// one.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// A width is negative or no integer, a length is less than 1 or no integer, there are not as many as axes, or an empty axis has no
    /// elements to be repeated.
    /// </exception>
    /// <exception cref="NotSupportedException">The elements have no ramp, or no such statistic.</exception>
    /// <exception cref="InsufficientMemoryException">The results don't fit in memory.</exception>
    public NDArray Pad(object padWidth, PadMode mode = PadMode.Constant, object? constantValues = null, object? statLength = null)
    {
        (long Before, long After)[] widths = Pairs(padWidth, "widths", Width);
        (long Before, long After)[]? lengths = statLength is null ? null : Pairs(
            statLength, "lengths", static length => length > 0 ? length : throw Error.PadLength(length));
        DType dtype = Padding.ValueType(_ref.OwnDType, mode);
        NDArray constants = constantValues is null ? Zeros([NDim, 2], dtype)
            : PairsOf(new NDArray(ArrayLiteral.ToAssign(constantValues, dtype)).AsType(dtype));
        return new(new Padding(widths, mode, constants._ref, lengths).Run(_ref));
    }

    /// <summary>A pair of integers for each axis, each of which is checked.</summary>
    private (long Before, long After)[] Pairs(object given, string name, Func<long, long> check)
    {
        NDArray numbers = Array(given);
        if (!numbers.DType.IsInteger)
        {
            throw Error.PadWidth($"these are {numbers.DType.Called}");
        }
        System.Array.ForEach(Integers(numbers, name), number => _ = check(number));
        long[,] table = (long[,])PairsOf(numbers.AsType(DType.Int64)).ToArray();
        return [.. Enumerable.Range(0, NDim).Select(axis => (table[axis, 0], table[axis, 1]))];
    }

    /// <summary>A row of two for each axis: one value is for all, and a pair is for every axis.</summary>
    private NDArray PairsOf(NDArray values)
    {
        ReadOnlySpan<long> shape = values.Layout.Shape;
        bool fits = shape is [] or [1 or 2] or [1, 1 or 2] || (shape is [_, 1 or 2] && shape[0] == NDim);
        return fits ? values.BroadcastTo(NDim, 2)
            : throw Error.PadWidth($"what was given has shape {Error.Shape(shape)}, and the array has {NDim} axes");
    }

    private static long Width(long width) => width is >= 0 and <= MaxPadWidth ? width : throw Error.PadWidth($"{width} is none");
}

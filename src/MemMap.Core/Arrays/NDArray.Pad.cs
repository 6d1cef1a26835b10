using MemMap.Compute;

namespace MemMap;

public partial class NDArray
{
    private const long MaxPadWidth = long.MaxValue / 4;

    /// <summary>The array with elements put around it.</summary>
    /// <param name="padWidth">The number of elements: one for all ends of all axes, a pair for all axes (before, behind), or a pair for
    /// each axis.</param>
    /// <param name="mode">What they are: a constant, or elements of the array.</param>
    /// <param name="constantValues">The constant, given in the same ways; null for 0.</param>
    /// <returns>
    /// A new array of this dtype. Along an axis, what was put around along the axes before it is repeated, too. Of a lazy array, a lazy
    /// one.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// A width is negative or no integer, there are not as many as axes, or an empty axis has no elements to be repeated.
    /// </exception>
    /// <exception cref="InsufficientMemoryException">The results don't fit in memory.</exception>
    public NDArray Pad(object padWidth, PadMode mode = PadMode.Constant, object? constantValues = null)
    {
        NDArray given = Array(padWidth);
        if (!given.DType.IsInteger)
        {
            throw Error.PadWidth($"these are {given.DType.Called}");
        }
        System.Array.ForEach(Integers(given, "widths"), width => _ = Width(width));
        long[,] table = (long[,])PairsOf(given.AsType(DType.Int64)).ToArray();
        var widths = new (long Before, long After)[NDim];
        for (int axis = 0; axis < NDim; axis++)
        {
            widths[axis] = (table[axis, 0], table[axis, 1]);
        }
        NDArray constants = constantValues is null ? Zeros([NDim, 2], _ref.OwnDType)
            : PairsOf(new NDArray(ArrayLiteral.ToAssign(constantValues, _ref.OwnDType)).AsType(_ref.OwnDType));
        return new(new Padding(widths, mode, constants._ref).Run(_ref));
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

using MemMap.Compute;

namespace MemMap;

// Along an axis: running extremes, differences, slopes; weighted averages.
public partial class NDArray
{
    /// <summary>
    /// Cumulative minima along an axis (numpy's <c>minimum.accumulate</c>): element i is the smallest of elements 0 .. i, and from the
    /// first NaN (or NaT) on that. Complex numbers compare by their real parts first.
    /// </summary>
    /// <param name="axis">The axis to go along, negative counted from the end.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind. It may be this array.</param>
    /// <returns>A new array of the same shape and dtype.</returns>
    /// <exception cref="ArgumentException">The axis is out of bounds.</exception>
    /// <exception cref="NotSupportedException">The elements are strings or records.</exception>
    public NDArray MinimumAccumulate(int axis = 0, NDArray? @out = null) => Running(Operations.MinimumAccumulate, axis, @out);

    /// <summary>Cumulative maxima along an axis (numpy's <c>maximum.accumulate</c>).</summary>
    /// <inheritdoc cref="MinimumAccumulate(int, NDArray)"/>
    public NDArray MaximumAccumulate(int axis = 0, NDArray? @out = null) => Running(Operations.MaximumAccumulate, axis, @out);

    /// <summary><see cref="CumSum(int?, NDArray)"/> with NaN as 0.</summary>
    /// <inheritdoc cref="CumSum(int?, NDArray)"/>
    public NDArray NanCumSum(int? axis = null, NDArray? @out = null)
        => Running(NanScan.Run(Operations.CumSum, 0, _ref, axis, @out?._ref), @out);

    /// <summary><see cref="CumProd(int?, NDArray)"/> with NaN as 1.</summary>
    /// <inheritdoc cref="CumSum(int?, NDArray)"/>
    public NDArray NanCumProd(int? axis = null, NDArray? @out = null)
        => Running(NanScan.Run(Operations.CumProd, 1, _ref, axis, @out?._ref), @out);

    /// <summary>
    /// Differences of neighbours along an axis: element i + 1 less element i; of bools, whether the two differ. Integers wrap; dates give
    /// time spans.
    /// </summary>
    /// <param name="n">How often differences are taken: the second ones are those of the first. 0 gives the array itself.</param>
    /// <param name="axis">The axis to go along, negative counted from the end.</param>
    /// <param name="prepend">What stands before the elements along the axis: a number, or an array of the same shape but along the axis.
    /// The two are of their common dtype then.</param>
    /// <param name="append">What stands after them, in the same way.</param>
    /// <returns>An array whose axis is shorter by <paramref name="n"/>; a lazy one of a lazy array.</returns>
    /// <exception cref="ArgumentException"><paramref name="n"/> is negative, the array has no axes, the axis is out of bounds, or shapes
    /// don't fit.</exception>
    /// <exception cref="NotSupportedException">The elements have no differences.</exception>
    public NDArray Diff(int n = 1, int axis = -1, object? prepend = null, object? append = null)
    {
        ArrayRef result = MemMap.Compute.Diff.Run(_ref, n, axis, RefOf(prepend), RefOf(append));
        return n == 0 ? this : new(result);
    }

    /// <summary>
    /// Slopes along axes: inside the difference of both neighbours over their distance, at the ends that of the end and what is next to
    /// it. Distances may differ; inside, the slope of a parabola is exact.
    /// </summary>
    /// <param name="spacing">The distance of neighbours: a number for all axes; for one axis the coordinates of its positions; a list
    /// with a number or an array of coordinates for each axis. Null for 1.</param>
    /// <param name="axis">The axes to go along; null for all.</param>
    /// <param name="edgeOrder">2 to take the slopes at the ends from three elements, instead of two.</param>
    /// <returns>For one axis an <see cref="NDArray"/>, for several a list with one for each, of this shape: floats and complex numbers in
    /// their own dtype, integers in float64, dates as time spans.</returns>
    /// <exception cref="ArgumentException">An axis is out of bounds, or too short; or distances don't fit the axes.</exception>
    /// <exception cref="NotSupportedException">The elements are neither numbers nor times.</exception>
    public object Gradient(object? spacing = null, int[]? axis = null, int edgeOrder = 1)
    {
        NDArray[] slopes = [.. MemMap.Compute.Gradient.Run(_ref, spacing, axis, edgeOrder).Select(slope => new NDArray(slope))];
        return slopes.Length == 1 ? slopes[0] : slopes;
    }

    /// <summary>The mean of elements that count as much as their weights say: the sum of products over the sum of weights.</summary>
    /// <param name="axis">The axes to reduce; negative axes count from the last. Null for all axes.</param>
    /// <param name="weights">An array or list of the elements' shape, or of the lengths of the reduced axes; null for the
    /// <see cref="Mean(int[], bool, NDArray)"/>.</param>
    /// <param name="keepDims">Whether reduced axes stay, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    /// <returns>A .NET number; an array of them where an axis is left. Integers are averaged in float64.</returns>
    /// <exception cref="ArgumentException">An axis is out of bounds, or the weights have another shape.</exception>
    /// <exception cref="DivideByZeroException">Weights sum to 0.</exception>
    /// <exception cref="NotSupportedException">The elements are not numbers.</exception>
    public object? Average(int[]? axis = null, object? weights = null, bool keepDims = false, NDArray? @out = null)
        => RefOf(weights) is { } given ? Reduced(MemMap.Compute.Average.Run(_ref, given, axis, keepDims).Averages, @out)
            : Mean(axis, keepDims, @out);

    /// <inheritdoc cref="Average(int[], object, bool, NDArray)"/>
    /// <param name="axis">The axis to reduce; a negative axis counts from the last.</param>
    /// <param name="weights">An array or list of the elements' shape, or of the axis' length; null for the
    /// <see cref="Mean(int[], bool, NDArray)"/>.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    public object? Average(int axis, object? weights = null, bool keepDims = false, NDArray? @out = null)
        => Average([axis], weights, keepDims, @out);

    private static NDArray Running(ArrayRef results, NDArray? @out) => @out ?? new(results);

    private static ArrayRef? RefOf(object? value)
        => HostObjects.Unwrap(value) is { } given ? ArrayLiteral.Create(given, null) : null;
}

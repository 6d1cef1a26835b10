using MemMap.Compute;
using MemMap.Geometry;

namespace MemMap;

// Selection of elements by position or condition, and their indices.
public partial class NDArray
{
    /// <summary>The elements at positions counted in C order, in the shape of the positions; always a copy.</summary>
    /// <param name="indices">An integer, a list or an array of them; negative ones count from the end.</param>
    /// <exception cref="IndexOutOfRangeException">A position is out of bounds.</exception>
    public NDArray Take(object indices) => Ravel().Take(indices, 0);

    /// <summary>The elements at some positions of one axis, which is replaced by the axes of the positions; always a copy.</summary>
    /// <param name="indices">An integer, a list or an array of them; negative ones count from the end.</param>
    /// <param name="axis">The axis; a negative one counts from the last.</param>
    /// <exception cref="IndexOutOfRangeException">A position is out of bounds.</exception>
    public NDArray Take(object indices, int axis)
    {
        axis = Layout.NormalizeAxis(axis, NDim);
        NDArray positions = Array(indices);
        positions = positions.Size == 0 || positions.DType.Kind == ElementKind.Bool ? positions.AsType(DType.Int64) : positions;
        if (positions.Size > 0 && Layout.Shape[axis] == 0)
        {
            throw Error.EmptyTake();
        }
        object?[] index = [.. Enumerable.Repeat<object?>(":", axis), positions];
        return (NDArray)GetItem(index)!;
    }

    /// <summary>
    /// Elements of <paramref name="x"/> where the condition is true and of <paramref name="y"/> where it isn't, broadcast together.
    /// </summary>
    /// <param name="condition">Whether to take from <paramref name="x"/>; anything but zero is true.</param>
    /// <param name="x">An array, a list or a number, which beside an array takes the array's type.</param>
    /// <param name="y">As <paramref name="x"/>.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind. It may be an operand.</param>
    /// <exception cref="ArgumentException">The shapes don't broadcast.</exception>
    /// <exception cref="InvalidCastException">The two have no common dtype.</exception>
    public static NDArray Where(NDArray condition, object x, object y, NDArray? @out = null)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArrayRef truth = @out is null ? condition._ref : condition.Lazy()._ref;
        return Answer(MemMap.Compute.Where.Run(truth, HostObjects.Unwrap(x), HostObjects.Unwrap(y)), @out);
    }

    /// <summary>The indices of the elements that are not zero (for text: not empty), an int64 array for each axis, in C order.</summary>
    public NDArray[] NonZero()
    {
        NDArray table = ArgWhere();
        return NDim == 0 ? Reshape(1).NonZero()
            : [.. Enumerable.Range(0, NDim).Select(axis => ((NDArray)table.GetItem([":", axis])!).Copy())];
    }

    /// <summary>The indices of the elements that are not zero, a row for each element with a column for each axis.</summary>
    public NDArray ArgWhere() => new(MemMap.Compute.ArgWhere.Run(_ref));
}

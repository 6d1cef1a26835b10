using MemMap.Geometry;

namespace MemMap;

// Views with other axes, or with the elements of an axis in another order.
public partial class NDArray
{
    /// <summary>The view with one axis moved to another position; the others keep their order.</summary>
    /// <param name="source">The axis; negative counts from the end.</param>
    /// <param name="destination">Its position in the view; negative counts from the end.</param>
    /// <returns>A view of as many axes.</returns>
    /// <exception cref="ArgumentException">An axis is out of bounds.</exception>
    public NDArray MoveAxis(int source, int destination) => MoveAxis([source], [destination]);

    /// <summary>The view with some axes moved to other positions; the others keep their order.</summary>
    /// <param name="source">The axes; negative ones count from the end.</param>
    /// <param name="destination">The position in the view of each.</param>
    /// <returns>A view of as many axes.</returns>
    /// <exception cref="ArgumentException">An axis is out of bounds or named twice, or there are not as many positions.</exception>
    public NDArray MoveAxis(int[] source, int[] destination)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        return WithLayout(Layout.MoveAxis(source, destination));
    }

    /// <summary>The view with a new axis of length 1.</summary>
    /// <param name="axis">Its position in the view; negative counts from the end.</param>
    /// <returns>A view of one axis more.</returns>
    /// <exception cref="ArgumentException">The position is out of bounds.</exception>
    public NDArray ExpandDims(int axis) => WithLayout(Layout.ExpandDims(axis));

    /// <summary>The view with the elements in reverse order along all axes.</summary>
    public NDArray Flip() => Flip([.. Enumerable.Range(0, NDim)]);

    /// <summary>The view with the elements in reverse order along some axes.</summary>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <returns>A view of this shape.</returns>
    /// <exception cref="ArgumentException">An axis is out of bounds or named twice.</exception>
    public NDArray Flip(params int[] axes)
    {
        ArgumentNullException.ThrowIfNull(axes);
        return WithLayout(Layout.Flip(axes));
    }

    /// <summary>The view turned by right angles in the plane of two axes, from the first towards the second.</summary>
    /// <param name="k">The number of right angles; negative turns the other way.</param>
    /// <param name="axes">The two axes; null for the first two of the array.</param>
    /// <returns>A view; an odd number of turns exchanges the lengths of the two axes.</returns>
    /// <exception cref="ArgumentException">There are not two axes, or one is out of bounds.</exception>
    public NDArray Rot90(int k = 1, int[]? axes = null)
    {
        axes ??= [0, 1];
        return axes.Length == 2 ? WithLayout(Layout.Rot90(k, axes[0], axes[1])) : throw Error.TurnAxes(axes.Length);
    }

    /// <summary>The view of the elements whose indices on two axes differ by a number: those of a diagonal.</summary>
    /// <param name="offset">How far the diagonal is from the main one: positive above it, negative below.</param>
    /// <param name="axis1">The axis of the rows; negative counts from the end.</param>
    /// <param name="axis2">The axis of the columns.</param>
    /// <returns>
    /// A view without the two axes, and with the diagonal as last axis. It can be assigned to where the array can, while numpy's is
    /// read-only.
    /// </returns>
    /// <exception cref="ArgumentException">The array has less than two axes, or one is out of bounds or named twice.</exception>
    public NDArray Diagonal(long offset = 0, int axis1 = 0, int axis2 = 1) => WithLayout(Layout.Diagonal(offset, axis1, axis2));

    /// <summary>The sum of a diagonal.</summary>
    /// <param name="offset">How far the diagonal is from the main one: positive above it, negative below.</param>
    /// <param name="axis1">The axis of the rows; negative counts from the end.</param>
    /// <param name="axis2">The axis of the columns.</param>
    /// <param name="out">The array that takes the sums, as for <see cref="Sum(int[], bool, NDArray)"/>.</param>
    /// <returns>A .NET number for two axes; for more an array of the sums, without the two.</returns>
    /// <inheritdoc cref="Diagonal" path="/exception"/>
    /// <exception cref="NotSupportedException">The elements have no sum.</exception>
    public object? Trace(long offset = 0, int axis1 = 0, int axis2 = 1, NDArray? @out = null)
        => Diagonal(offset, axis1, axis2).Sum(-1, false, @out);

    /// <summary>The array with at least one axis: one without gets an axis of length 1.</summary>
    /// <returns>A view, or the array itself.</returns>
    public NDArray AtLeast1d() => NDim >= 1 ? this : ExpandDims(0);

    /// <summary>The array with at least two axes: new ones have length 1 and come first.</summary>
    /// <returns>A view, or the array itself.</returns>
    public NDArray AtLeast2d() => NDim >= 2 ? this : AtLeast1d().ExpandDims(0);

    /// <summary>The array with at least three axes: a line of n elements gets shape (1, n, 1), a table (m, n) gets (m, n, 1).</summary>
    /// <returns>A view, or the array itself.</returns>
    public NDArray AtLeast3d() => NDim >= 3 ? this : AtLeast2d().ExpandDims(2);
}

using MemMap.Geometry;

namespace MemMap;

public partial class NDArray
{
    /// <summary>
    /// The elements in another shape: a view where the layout allows it, otherwise a copy. One dimension may be -1 and is computed.
    /// </summary>
    /// <param name="shape">The new shape; its product must be <see cref="Size"/>.</param>
    /// <exception cref="ArgumentException">The product differs, or more than one dimension is -1.</exception>
    public NDArray Reshape(params long[] shape) => Reshape(shape, MemoryOrder.C);

    /// <inheritdoc cref="Reshape(long[])"/>
    /// <param name="shape">The new shape.</param>
    /// <param name="order">The order in which elements are taken from the old shape and put into the new one.</param>
    public NDArray Reshape(long[] shape, MemoryOrder order)
        => _ref.TryReshape(shape, order) is { } view ? ViewOf(view) : new(_ref.Reshape(shape, order));

    /// <summary>The view with its axes reversed.</summary>
    public NDArray Transpose() => WithLayout(Layout.Transpose());

    /// <summary>The view with its axes in another order.</summary>
    /// <param name="axes">For each axis of the result, the axis of this array; negative ones count from the end.</param>
    /// <exception cref="ArgumentException">The axes are not a permutation of this array's.</exception>
    public NDArray Transpose(params int[] axes) => WithLayout(Layout.Transpose(axes));

    /// <summary>The view with two axes interchanged.</summary>
    /// <param name="axis1">The one axis.</param>
    /// <param name="axis2">The other axis.</param>
    public NDArray SwapAxes(int axis1, int axis2) => WithLayout(Layout.SwapAxes(axis1, axis2));

    /// <summary>One dimension with all elements: a view where the layout allows it, otherwise a copy.</summary>
    public NDArray Ravel() => Reshape(-1);

    /// <inheritdoc cref="Ravel()"/>
    /// <param name="order">The order in which the elements are taken.</param>
    public NDArray Ravel(MemoryOrder order) => Reshape([-1], order);

    /// <summary>One dimension with a copy of all elements.</summary>
    public NDArray Flatten() => Copy().Ravel();

    /// <inheritdoc cref="Flatten()"/>
    /// <param name="order">The order in which the elements are taken.</param>
    public NDArray Flatten(MemoryOrder order) => Copy(order).Ravel(order);

    /// <summary>The view without axes of length 1.</summary>
    public NDArray Squeeze() => WithLayout(Layout.Squeeze());

    /// <summary>The view without some axes of length 1.</summary>
    /// <param name="axes">The axes to drop; each must have length 1.</param>
    /// <exception cref="ArgumentException">An axis is longer than 1.</exception>
    public NDArray Squeeze(params int[] axes) => WithLayout(Layout.Squeeze(axes));

    /// <summary>A read-only view in a larger shape that repeats elements along new axes and axes of length 1.</summary>
    /// <param name="shape">The shape to broadcast to.</param>
    /// <exception cref="ArgumentException">The array doesn't broadcast to that shape.</exception>
    public NDArray BroadcastTo(params long[] shape) => ViewOf(_ref.BroadcastTo(shape));
}

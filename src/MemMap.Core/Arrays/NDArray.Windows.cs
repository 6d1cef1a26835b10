using MemMap.Compute;
using MemMap.Geometry;

namespace MemMap;

// Views in which one element may stand at several indices.
public partial class NDArray
{
    /// <summary>All windows of a length along one axis.</summary>
    /// <param name="window">The number of elements of a window.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <returns>
    /// A read-only view: the axis has an index for each window, and a new last axis the elements of it. Reductions along that one, such as
    /// <c>Mean(-1)</c>, are moving ones.
    /// </returns>
    /// <exception cref="ArgumentException">The window is longer than the axis, or the axis is out of bounds.</exception>
    public NDArray SlidingWindowView(long window, int axis) => SlidingWindowView([window], [axis]);

    /// <summary>All windows of some lengths along some axes.</summary>
    /// <param name="window">The number of elements of a window along each of the axes.</param>
    /// <param name="axes">The axes; negative ones count from the end. Null for all of them, in order.</param>
    /// <returns>A read-only view: the axes have an index for each window, and new last axes, of the window's shape, its elements.</returns>
    /// <exception cref="ArgumentException">
    /// There are not as many lengths as axes, a window is longer than its axis, or an axis is out of bounds.
    /// </exception>
    public NDArray SlidingWindowView(long[] window, int[]? axes = null)
    {
        ArgumentNullException.ThrowIfNull(window);
        return ViewOf(_ref.WithLayout(Layout.SlidingWindows(window, axes)) with { IsReadOnly = true });
    }

    /// <summary>The view of any shape and strides from the first element on, within the bytes of this array's elements.</summary>
    /// <param name="shape">The length of each axis.</param>
    /// <param name="strides">The number of bytes between neighbours along each axis: <see cref="ItemSize"/> for elements side by
    /// side.</param>
    /// <returns>A view; it is read-only where its elements may overlap.</returns>
    /// <exception cref="ArgumentException">
    /// There are not as many strides as axes, or an element would be before the first or behind the last byte of the array, which numpy
    /// doesn't check.
    /// </exception>
    public NDArray AsStrided(long[] shape, long[] strides)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(strides);
        Layout layout = Layout.Strided(shape, strides, ItemSize);
        return ViewOf(_ref.WithLayout(layout) with { IsReadOnly = _ref.IsReadOnly || layout.MayRepeat(ItemSize) });
    }

    /// <summary>Arrays in the shape that all of them broadcast to.</summary>
    /// <param name="arrays">Arrays, lists or numbers.</param>
    /// <returns>A read-only view of each.</returns>
    /// <exception cref="ArgumentException">The shapes don't broadcast.</exception>
    public static NDArray[] BroadcastArrays(params object[] arrays)
    {
        NDArray[] faces = FacesOf(arrays);
        long[] shape = Broadcast.Shapes(System.Array.ConvertAll(faces, face => face.Shape));
        return System.Array.ConvertAll(faces, face => face.BroadcastTo(shape));
    }

    /// <summary>The items of a list as arrays.</summary>
    private static NDArray[] FacesOf(object[] arrays)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        return System.Array.ConvertAll(arrays, item => Array(item));
    }

    private static ArrayRef[] RefsOf(object[] arrays) => System.Array.ConvertAll(FacesOf(arrays), face => face._ref);
}

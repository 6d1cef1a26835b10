namespace MemMap;

public partial class NDArray
{
    /// <summary>Another array object over the same elements.</summary>
    public NDArray View() => WithLayout(Layout);

    /// <summary>
    /// The same bytes read as elements of another dtype. Where the size differs, the last axis becomes shorter or longer; it must then be
    /// contiguous and its bytes must divide. A view of a map is a map.
    /// </summary>
    /// <param name="dtype">The dtype of an element in the view; a <c>V</c> without a length takes the length of the elements.</param>
    /// <exception cref="ArgumentException">The sizes don't fit, or the last axis isn't contiguous.</exception>
    public NDArray View(DType dtype)
    {
        ArgumentNullException.ThrowIfNull(dtype);
        return ViewOf(_ref.View(dtype));
    }
}

using MemMap.Geometry;

namespace MemMap;

public partial class NDArray
{
    /// <summary>Another array object over the same elements.</summary>
    public NDArray View() => WithLayout(Layout);

    /// <summary>
    /// The same bytes read as elements of another dtype. Where the size differs, the last axis becomes shorter or longer; it must then be
    /// contiguous and its bytes must divide. A view of a map is a map.
    /// </summary>
    /// <param name="dtype">What one element is in the view; a <c>V</c> without a length takes that of the elements.</param>
    /// <exception cref="ArgumentException">The sizes don't fit, or the last axis isn't contiguous.</exception>
    public NDArray View(DType dtype)
    {
        ArgumentNullException.ThrowIfNull(dtype);
        if (dtype is { Kind: ElementKind.Void, ItemSize: 0, IsRecord: false, SubType: null })
        {
            dtype = DType.Flexible(ElementKind.Void, ItemSize);
        }
        return WithLayout(dtype.ItemSize == ItemSize ? Layout : Resized(dtype), dtype);
    }

    private Layout Resized(DType dtype)
    {
        long[] shape = Shape, strides = Strides;
        int last = NDim - 1;
        if (last < 0)
        {
            throw Error.ViewOfScalar();
        }
        if (shape[last] != 1 && Size != 0 && strides[last] != ItemSize)
        {
            throw Error.ViewNotContiguous();
        }
        long bytes = shape[last] * ItemSize;
        if (dtype.ItemSize < ItemSize)
        {
            if (dtype.ItemSize == 0 || ItemSize % dtype.ItemSize != 0)
            {
                throw Error.ViewSmaller(DType, dtype);
            }
        }
        else if (bytes % dtype.ItemSize != 0)
        {
            throw Error.ViewLarger(bytes, dtype);
        }
        shape[last] = bytes / dtype.ItemSize;
        strides[last] = dtype.ItemSize;
        return new Layout(shape, strides, Layout.Offset);
    }
}

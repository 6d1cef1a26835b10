using MemMap.Geometry;

namespace MemMap;

public partial class MemMapArray
{
    /// <summary>
    /// Changes the length of the first axis of this array, its map and the file, in place. New elements are zero. Their disk space is
    /// reserved, unless the map is sparse.
    /// </summary>
    /// <remarks>
    /// Views that were taken before stay what they are: those whose elements are all there go on as if nothing had happened, use of the
    /// others is an error. Other threads may work with views meanwhile, but not with this array itself; nobody may where it becomes
    /// shorter.
    /// </remarks>
    /// <param name="length">The new length of the first axis.</param>
    /// <exception cref="InvalidOperationException">
    /// The array is a view, was opened by a handle, has no axes or is in Fortran order; its mode doesn't change files; the file goes on
    /// after the map; or it is to become shorter and is being worked on.
    /// </exception>
    /// <exception cref="ArgumentException">The length is negative or too large.</exception>
    /// <exception cref="IOException">There is no space, or the system refuses: Windows cuts no file that is also mapped
    /// elsewhere.</exception>
    /// <exception cref="ObjectDisposedException">The map is closed.</exception>
    public void Resize(long length)
    {
        RequireWholeMap();
        lock (_file)
        {
            long[] shape = Shape;
            long before = shape[0];
            shape[0] = length;
            _file.Resize(Layout.CheckedByteSize(shape, ItemSize), before, length);
            MoveTo(Layout.Contiguous(shape, ItemSize));
        }
    }

    /// <summary>
    /// Takes this array and its map to the present length of the file, in whole rows, in any mode. The file is not changed. Views stay what
    /// they are; those whose elements the file does not have any more are an error when they are used.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The array is a view, was opened by a handle, has no axes or is in Fortran order, or is one of several of its file.
    /// </exception>
    /// <exception cref="IOException">The system refuses.</exception>
    /// <exception cref="ObjectDisposedException">The map is closed.</exception>
    public void Fit()
    {
        RequireWholeMap();
        lock (_file)
        {
            long[] shape = Shape;
            long rowBytes = ItemSize * Layout.CheckedSize(shape.AsSpan(1));
            if (rowBytes > 0)
            {
                shape[0] = _file.Fit(rowBytes);
                MoveTo(Layout.Contiguous(shape, ItemSize));
            }
        }
    }

    private void RequireWholeMap()
    {
        if (!Maps.TryGetValue(_file, out MemMapArray? map) || map != this)
        {
            throw Error.ResizeView();
        }
        if (_isSent)
        {
            throw Error.ResizeSent(FileName);
        }
        if (NDim == 0 || (NDim > 1 && _order == MemoryOrder.F))
        {
            throw Error.ResizeAxes(NDim);
        }
    }

    /// <inheritdoc cref="Resize(long)"/>
    /// <param name="shape">The new shape, which may differ only in the first axis.</param>
    /// <exception cref="ArgumentException">Another axis than the first would change.</exception>
    public void Resize(long[] shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Length != NDim || NDim == 0 || !Layout.Shape[1..].SequenceEqual(shape.AsSpan(1)))
        {
            throw Error.ResizeShape(Layout.Shape, shape);
        }
        Resize(shape[0]);
    }
}

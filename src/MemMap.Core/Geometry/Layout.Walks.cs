namespace MemMap.Geometry;

// Views that walk the same elements in another way: backward, along a diagonal, in windows, by strides of the caller's.
internal sealed partial class Layout
{
    /// <summary>The layout with the elements in reverse order along some axes.</summary>
    internal Layout Flip(ReadOnlySpan<int> axes)
    {
        long[] strides = [.. _strides];
        long offset = Offset;
        foreach (int axis in NormalizeAxes(axes, NDim))
        {
            offset += Math.Max(0, _shape[axis] - 1) * strides[axis];
            strides[axis] = -strides[axis];
        }
        return new([.. _shape], strides, offset);
    }

    /// <summary>The layout turned by so many right angles, from the first of two axes towards the second.</summary>
    internal Layout Rot90(int turns, int first, int second)
    {
        int[] axes = NormalizeAxes([first, second], NDim);
        return (turns & 3) switch
        {
            0 => this,
            1 => Flip([axes[1]]).SwapAxes(axes[0], axes[1]),
            2 => Flip(axes),
            _ => Flip([axes[0]]).SwapAxes(axes[0], axes[1]),
        };
    }

    /// <summary>
    /// The elements whose indices on two axes differ by <paramref name="offset"/>, as a new last axis in place of the two.
    /// </summary>
    internal Layout Diagonal(long offset, int axis1, int axis2)
    {
        if (NDim < 2)
        {
            throw Error.DiagonalAxes(NDim);
        }
        int[] axes = NormalizeAxes([axis1, axis2], NDim);
        (int row, int column) = (axes[0], axes[1]);
        long rows = _shape[row], columns = _shape[column];
        long down = -Math.Clamp(offset, -rows, 0), right = Math.Clamp(offset, 0, columns), length = Math.Min(rows - down, columns - right);
        Layout rest = SelectAxes(OtherAxes(axes));
        long start = length == 0 ? 0 : (down * _strides[row]) + (right * _strides[column]);
        // The stride of a single element is never used, so it may wrap.
        return new([.. rest._shape, length], [.. rest._strides, unchecked(_strides[row] + _strides[column])], Offset + start);
    }

    /// <summary>All windows of some lengths along some axes: an axis for each of these is added, which walks within the window.</summary>
    /// <param name="window">The length of the window, for each of the axes.</param>
    /// <param name="axes">The axes; one may occur several times. Null for all, in order.</param>
    internal Layout SlidingWindows(ReadOnlySpan<long> window, int[]? axes)
    {
        axes ??= AllAxes();
        if (window.Length != axes.Length)
        {
            throw Error.WindowAxes(window.Length, axes.Length);
        }
        long[] shape = [.. _shape, .. window], strides = [.. _strides, .. window];
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = NormalizeAxis(axes[i], NDim);
            if (window[i] < 0 || window[i] > shape[axis])
            {
                throw Error.WindowLength(window[i], axis, shape[axis]);
            }
            shape[axis] -= window[i] - 1;
            strides[NDim + i] = _strides[axis];
        }
        return new(shape, strides, Offset);
    }

    /// <summary>A layout of any shape and strides from this one's first element on.</summary>
    /// <exception cref="ArgumentException">It has elements beyond the bytes of this one's.</exception>
    internal Layout Strided(ReadOnlySpan<long> shape, ReadOnlySpan<long> strides, int itemSize)
    {
        if (shape.Length != strides.Length)
        {
            throw Error.StridesMismatch(shape.Length, strides.Length);
        }
        Layout result = new(shape.ToArray(), strides.ToArray(), Offset);
        (long first, long end) = Extent(itemSize);
        if (result.Size > 0 && !IsWithin(shape, strides, first - Offset, end - Offset - itemSize))
        {
            throw Error.StridesBeyond(shape, strides, first - Offset, end - Offset);
        }
        return result;
    }

    /// <summary>Whether elements of this shape, and these strides, begin between two distances from the one with index 0.</summary>
    private static bool IsWithin(ReadOnlySpan<long> shape, ReadOnlySpan<long> strides, long lowest, long highest)
    {
        Int128 low = 0, high = 0;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            Int128 reach = (Int128)(shape[axis] - 1) * strides[axis];
            low += Int128.Min(reach, 0);
            high += Int128.Max(reach, 0);
        }
        return low >= lowest && high <= highest;
    }

    /// <summary>
    /// Whether two elements may have bytes in common. It may be true of a layout in which none have: axes that interleave.
    /// </summary>
    internal bool MayRepeat(int itemSize)
    {
        long reach = itemSize;
        foreach (int axis in AllAxes().Where(axis => Size > 0 && _shape[axis] > 1).OrderBy(axis => Math.Abs(_strides[axis])))
        {
            long stride = Math.Abs(_strides[axis]);
            if (stride < reach)
            {
                return true;
            }
            reach += (_shape[axis] - 1) * stride;
        }
        return false;
    }
}

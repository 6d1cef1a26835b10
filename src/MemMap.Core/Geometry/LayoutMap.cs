namespace MemMap.Geometry;

/// <summary>
/// Maps views of a contiguous array to views of another one of the same shape: the elements with the same indices. Axes that both walk as
/// one are merged first, so a view that reshapes both alike is mapped too.
/// </summary>
internal sealed class LayoutMap
{
    private readonly int _itemSize;
    private readonly long _offset;
    private readonly int _count;

    // By merged axis, the outermost first: its length, and the step in elements of the one array and in bytes of the other.
    private readonly long[] _lengths, _steps, _strides;

    /// <param name="contiguous">The contiguous array, in C order or another order of the axes, from offset 0.</param>
    /// <param name="itemSize">The size of its elements.</param>
    /// <param name="other">The other array, in the same shape.</param>
    internal LayoutMap(Layout contiguous, int itemSize, Layout other)
    {
        _itemSize = itemSize;
        _offset = other.Offset;
        (_lengths, _steps, _strides) = (new long[contiguous.NDim], new long[contiguous.NDim], new long[contiguous.NDim]);
        foreach (int axis in itemSize == 0 || contiguous.Size == 0 ? [] : contiguous.AxesInMemory())
        {
            (long length, long stride) = (contiguous.Shape[axis], other.Strides[axis]);
            if (length == 1)
            {
                continue;
            }
            bool isMerged = _count > 0 && _strides[_count - 1] == length * stride;
            int at = isMerged ? _count - 1 : _count++;
            _lengths[at] = isMerged ? _lengths[at] * length : length;
            (_steps[at], _strides[at]) = (contiguous.Strides[axis] / itemSize, stride);
        }
    }

    /// <summary>
    /// The view of the other array; null if no layout is one: an axis of the view then runs over several of the other array's.
    /// </summary>
    /// <param name="view">A view of the contiguous array.</param>
    internal Layout? Apply(Layout view)
    {
        long[] strides = new long[view.NDim];
        if (view.Size == 0 || _itemSize == 0)
        {
            return new(view.Shape.ToArray(), strides, _offset);
        }
        (long first, _) = view.Extent(_itemSize);
        Span<long> reach = stackalloc long[_count];
        if (!TrySplit(first, 1, reach, out long offset))
        {
            return null;
        }
        offset += _offset;
        for (int axis = 0; axis < strides.Length; axis++)
        {
            long last = view.Shape[axis] - 1, stride = view.Strides[axis];
            if (last == 0)
            {
                continue;
            }
            if (!TrySplit(Math.Abs(stride), last, reach, out long moved))
            {
                return null;
            }
            // The extent begins at the far end of an axis that runs backward.
            (strides[axis], offset) = stride < 0 ? (-moved, offset + (moved * last)) : (moved, offset);
        }
        return new(view.Shape.ToArray(), strides, offset);
    }

    /// <summary>
    /// Splits a distance in bytes into steps along the axes, and adds so many of these to the reach of the view. Returns false if it is no
    /// number of elements, or a view that reaches there would carry from one axis to the next.
    /// </summary>
    private bool TrySplit(long bytes, long times, Span<long> reach, out long moved)
    {
        (long rest, long part) = Math.DivRem(bytes, _itemSize);
        moved = 0;
        for (int axis = 0; axis < reach.Length; axis++)
        {
            (long steps, rest) = Math.DivRem(rest, _steps[axis]);
            reach[axis] += steps * times;
            moved += steps * _strides[axis];
            if (reach[axis] >= _lengths[axis])
            {
                return false;
            }
        }
        return part == 0 && rest == 0;
    }
}

namespace MemMap.Geometry;

// Views that rename, drop or add axes. The elements do not change.
internal sealed partial class Layout
{
    /// <summary>The number of an axis, from 0. A negative axis counts from the end.</summary>
    internal static int NormalizeAxis(int axis, int ndim)
    {
        int normalized = axis < 0 ? axis + ndim : axis;
        return (uint)normalized < (uint)ndim ? normalized : throw Error.AxisOutOfBounds(axis, ndim);
    }

    /// <summary>The numbers of several axes, from 0, in the given order. Duplicates are an error.</summary>
    internal static int[] NormalizeAxes(ReadOnlySpan<int> axes, int ndim)
    {
        int[] normalized = new int[axes.Length];
        bool[] isTaken = new bool[ndim];
        for (int k = 0; k < axes.Length; k++)
        {
            int axis = NormalizeAxis(axes[k], ndim);
            normalized[k] = isTaken[axis] ? throw Error.DuplicateAxis(axes[k]) : axis;
            isTaken[axis] = true;
        }
        return normalized;
    }

    /// <summary>The axes in memory order: by descending strides.</summary>
    internal int[] AxesInMemory() => [.. AllAxes().OrderByDescending(axis => Math.Abs(_strides[axis]))];

    /// <summary>The layout of some axes, in the given order, at index 0 of the others.</summary>
    internal Layout SelectAxes(ReadOnlySpan<int> axes)
    {
        long[] shape = new long[axes.Length], strides = new long[axes.Length];
        for (int k = 0; k < axes.Length; k++)
        {
            shape[k] = _shape[axes[k]];
            strides[k] = _strides[axes[k]];
        }
        return new(shape, strides, Offset);
    }

    /// <summary>The layout with the axes reversed.</summary>
    internal Layout Transpose()
    {
        long[] shape = [.. _shape], strides = [.. _strides];
        Array.Reverse(shape);
        Array.Reverse(strides);
        return new(shape, strides, Offset);
    }

    /// <summary>The layout with the axes in the given order, a permutation of all axes.</summary>
    internal Layout Transpose(ReadOnlySpan<int> axes)
        => axes.Length == NDim ? SelectAxes(NormalizeAxes(axes, NDim)) : throw Error.AxesMismatch(axes.Length, NDim);

    /// <summary>The layout with two axes exchanged.</summary>
    internal Layout SwapAxes(int axis1, int axis2)
    {
        int[] order = AllAxes();
        (axis1, axis2) = (NormalizeAxis(axis1, NDim), NormalizeAxis(axis2, NDim));
        (order[axis1], order[axis2]) = (axis2, axis1);
        return SelectAxes(order);
    }

    /// <summary>The layout with some axes moved to new positions. The others keep their order.</summary>
    internal Layout MoveAxis(ReadOnlySpan<int> source, ReadOnlySpan<int> destination)
    {
        if (source.Length != destination.Length)
        {
            throw Error.MoveAxisMismatch(source.Length, destination.Length);
        }
        int[] from = NormalizeAxes(source, NDim), to = NormalizeAxes(destination, NDim);
        List<int> order = [.. OtherAxes(from)];
        // In ascending order of destination, so that each insertion leaves the earlier ones in place.
        Array.Sort(to, from);
        for (int k = 0; k < to.Length; k++)
        {
            order.Insert(to[k], from[k]);
        }
        return SelectAxes([.. order]);
    }

    /// <summary>The layout without the axes of length 1.</summary>
    internal Layout Squeeze() => SelectAxes([.. AllAxes().Where(axis => _shape[axis] != 1)]);

    /// <summary>The layout without the given axes, each of which must have length 1.</summary>
    internal Layout Squeeze(ReadOnlySpan<int> axes)
    {
        int[] dropped = NormalizeAxes(axes, NDim);
        foreach (int axis in dropped)
        {
            if (_shape[axis] != 1)
            {
                throw Error.CannotSqueeze(axis, _shape[axis]);
            }
        }
        return SelectAxes(OtherAxes(dropped));
    }

    /// <summary>The layout with a new axis of length 1, at <paramref name="axis"/> in the result.</summary>
    internal Layout ExpandDims(int axis)
    {
        int at = NormalizeAxis(axis, NDim + 1);
        return new([.. _shape[..at], 1, .. _shape[at..]], [.. _strides[..at], 0, .. _strides[at..]], Offset);
    }

    private int[] AllAxes() => OtherAxes([]);

    // Loops, not LINQ: .NET has no native code for sets of numbers, and would compile it for the first array of a session.
    private int[] OtherAxes(ReadOnlySpan<int> axes)
    {
        bool[] isTaken = new bool[NDim];
        foreach (int axis in axes)
        {
            isTaken[axis] = true;
        }
        int[] others = new int[NDim - axes.Length];
        for (int axis = 0, k = 0; axis < NDim; axis++)
        {
            if (!isTaken[axis])
            {
                others[k++] = axis;
            }
        }
        return others;
    }

    /// <summary>
    /// The range of one axis from <paramref name="start"/>, of length <paramref name="length"/>. It must lie within the axis.
    /// </summary>
    internal Layout Narrow(int axis, long start, long length)
    {
        long[] shape = Shape.ToArray();
        shape[axis] = length;
        return new(shape, _strides, Offset + (start * _strides[axis]));
    }

    /// <summary>
    /// The elements from one position in C order up to before another, as layouts in that order: rows, and what is left of one before and
    /// behind.
    /// </summary>
    internal IEnumerable<Layout> Range(long start, long end)
    {
        if (start >= end)
        {
            return [];
        }
        if (start == 0 && end == Size)
        {
            return [this];
        }
        long row = Size / Shape[0], first = start / row, last = end / row;
        if (first == last)
        {
            return Row(first).Range(start % row, end % row);
        }
        long whole = first + (start % row == 0 ? 0 : 1);
        return [
            .. whole == first ? [] : Row(first).Range(start % row, row),
            .. whole < last ? [Narrow(0, whole, last - whole)] : Array.Empty<Layout>(),
            .. end % row == 0 ? [] : Row(last).Range(0, end % row)];
    }

    private Layout Row(long index) => Narrow(0, index, 1).Squeeze([0]);
}

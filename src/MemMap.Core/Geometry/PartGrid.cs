namespace MemMap.Geometry;

/// <summary>
/// Divides an array into parts, such as the files of a joined array or the chunks of a store, and finds the part of an element. Parts are
/// numbered in C order.
/// <code>
/// shape (5, 6), cut after 3 rows and after 2 columns
///     +-----+---------+      position  8 (row 1, column 2) is in part 1, at position 4 of it;
///     |  0  |    1    |      the run that begins there has 4 elements: columns 2 to 5
///     +-----+---------+
///     |  2  |    3    |
///     +-----+---------+
/// </code>
/// </summary>
internal sealed class PartGrid
{
    private readonly PartAxis[] _axes;
    private readonly long[] _steps;
    private readonly int _last;

    /// <param name="axes">The cuts of each axis.</param>
    /// <exception cref="OverflowException">There are too many elements or parts.</exception>
    internal PartGrid(PartAxis[] axes)
    {
        _axes = axes;
        Shape = [.. axes.Select(axis => axis.Length)];
        Size = Layout.CheckedSize(Shape);
        _last = Array.FindLastIndex(axes, axis => axis.Count != 1);
        _steps = new long[axes.Length];
        long step = 1;
        for (int axis = axes.Length - 1; axis >= 0; axis--)
        {
            _steps[axis] = step;
            step *= axes[axis].Length;
        }
        Count = checked(axes.Aggregate(1L, (count, axis) => count * axis.Count));
    }

    /// <summary>The shape of the whole array.</summary>
    internal long[] Shape { get; }

    /// <summary>The number of elements of the whole array.</summary>
    internal long Size { get; }

    /// <summary>The number of parts.</summary>
    internal long Count { get; }

    /// <summary>Returns the grid of parts that follow one another along one axis.</summary>
    /// <param name="shape">The shape of the whole array.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="ends">The end of each part on that axis, ascending.</param>
    internal static PartGrid Along(ReadOnlySpan<long> shape, int axis, long[] ends)
    {
        var axes = new PartAxis[shape.Length];
        for (int i = 0; i < axes.Length; i++)
        {
            axes[i] = i == axis ? PartAxis.At(ends) : PartAxis.Every(shape[i], shape[i]);
        }
        return new PartGrid(axes);
    }

    /// <summary>Finds an element.</summary>
    /// <param name="position">Its position in the whole array, in C order.</param>
    /// <returns>A run of elements from there that are consecutive in one part, too: the longest one if no part is empty.</returns>
    internal PartRun Locate(long position)
    {
        long part = 0, local = 0, rest = position;
        for (int axis = 0; axis < _last; axis++)
        {
            (long index, rest) = Math.DivRem(rest, _steps[axis]);
            PartAxis cuts = _axes[axis];
            long number = cuts.PartOf(index), begin = cuts.Begin(number);
            part = (part * cuts.Count) + number;
            local = (local * (cuts.End(number) - begin)) + (index - begin);
        }
        if (_last < 0)
        {
            return new PartRun(0, position, Size - position, position);
        }
        PartAxis inner = _axes[_last];
        (long at, rest) = Math.DivRem(rest, _steps[_last]);
        long last = inner.PartOf(at), first = inner.Begin(last), end = inner.End(last);
        part = (part * inner.Count) + last;
        local = (((local * (end - first)) + (at - first)) * _steps[_last]) + rest;
        return new PartRun(part, local, ((end - at) * _steps[_last]) - rest, ((at - first) * _steps[_last]) + rest);
    }

    /// <summary>Cuts a view of the array into pieces, each of which is in one part, along one axis.</summary>
    /// <param name="view">The view. Its offsets are in bytes, from the first element of the array.</param>
    /// <param name="itemSize">The size of an element of the array in bytes.</param>
    /// <param name="axis">The axis of the array along which its parts follow one another.</param>
    /// <param name="bytes">The size of an element of the view in bytes.</param>
    /// <returns>
    /// The pieces in the order of an axis of the view; <see langword="null"/> if an index of the view is in several parts.
    /// </returns>
    internal List<GridPiece>? Pieces(Layout view, int itemSize, int axis, int bytes)
    {
        List<GridPiece> pieces = [];
        if (view.Size == 0)
        {
            return pieces;
        }
        long step = _steps[axis] * itemSize, period = step * _axes[axis].Length;
        int along = -1;
        (long low, long high) = (0, bytes);
        for (int i = 0; i < view.NDim; i++)
        {
            long stride = view.Strides[i], reach = stride * (view.Shape[i] - 1);
            if (reach != 0 && Math.Abs(stride) < step)
            {
                (low, high) = (low + Math.Min(reach, 0), high + Math.Max(reach, 0));
            }
            else if (reach != 0 && stride % period != 0)
            {
                if (along >= 0 || stride % step != 0)
                {
                    return null;
                }
                along = i;
            }
        }
        if (_axes.Count(cuts => cuts.Count != 1) > 1)
        {
            return null; // Parts along several axes are in no order of one axis.
        }
        long offset = view.Offset % period, within = offset % step;
        if (within + low < 0 || within + high > step)
        {
            return null;
        }
        long index = offset / step, count = along < 0 ? 1 : view.Shape[along], pace = along < 0 ? 0 : view.Strides[along] / step;
        PartAxis cuts = _axes[axis];
        for (long i = 0; i < count;)
        {
            long at = index + (i * pace);
            if (at < 0 || at >= cuts.Length)
            {
                return null;
            }
            long part = cuts.PartOf(at);
            long room = pace > 0 ? (cuts.End(part) - 1 - at) / pace : pace < 0 ? (at - cuts.Begin(part)) / -pace : count;
            long here = Math.Min(room, count - i - 1) + 1;
            pieces.Add(new GridPiece(part, i, here));
            i += here;
        }
        return pieces;
    }

    /// <summary>The index on an axis of an element, given its position in C order.</summary>
    internal long IndexOf(long position, int axis) => position / _steps[axis] % _axes[axis].Length;

    /// <summary>The number of a part on each axis.</summary>
    internal long[] Coordinates(long part)
    {
        var place = new long[_axes.Length];
        for (int axis = place.Length - 1; axis >= 0; axis--)
        {
            (part, place[axis]) = Math.DivRem(part, _axes[axis].Count);
        }
        return place;
    }

    /// <summary>The first index of a part on an axis, and its length there.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="number">The number of the part on that axis.</param>
    internal (long First, long Length) Extent(int axis, long number)
    {
        long first = _axes[axis].Begin(number);
        return (first, _axes[axis].End(number) - first);
    }
}

/// <summary>Consecutive elements of one part that are consecutive in the whole array, too.</summary>
/// <param name="Part">The number of the part.</param>
/// <param name="First">The position of the first element in the part, in C order.</param>
/// <param name="Count">The number of elements.</param>
/// <param name="Before">The number of elements before the first one that are consecutive with it in both.</param>
internal readonly record struct PartRun(long Part, long First, long Count, long Before);

/// <summary>The part of a view that is in one part of an array.</summary>
/// <param name="Part">The number of the part.</param>
/// <param name="First">The first index of the view in it.</param>
/// <param name="Count">The number of indices.</param>
internal readonly record struct GridPiece(long Part, long First, long Count);

/// <summary>The cuts of one axis: at given places, or at regular intervals.</summary>
internal sealed class PartAxis
{
    private readonly long[]? _ends;
    private readonly long _step;

    private PartAxis(long length, long step, long count, long[]? ends) => (Length, _step, Count, _ends) = (length, step, count, ends);

    /// <summary>The length of the axis.</summary>
    internal long Length { get; }

    /// <summary>The number of parts along the axis.</summary>
    internal long Count { get; }

    /// <summary>Cuts an axis at some places.</summary>
    /// <param name="ends">The end of each part, ascending. A part may be empty.</param>
    internal static PartAxis At(long[] ends) => new(ends[^1], 0, ends.Length, ends);

    /// <summary>Cuts an axis at regular intervals. The last part may be shorter.</summary>
    /// <param name="length">The length of the axis.</param>
    /// <param name="step">The length of a part.</param>
    internal static PartAxis Every(long length, long step)
        => new(length, Math.Max(1, step), length == 0 ? 1 : ((length - 1) / Math.Max(1, step)) + 1, null);

    internal long PartOf(long index) => _ends is null ? index / _step : Partition.PartOf(_ends, index);

    internal long Begin(long number) => _ends is null ? number * _step : number == 0 ? 0 : _ends[number - 1];

    internal long End(long number) => _ends is null ? Math.Min(Length, (number + 1) * _step) : _ends[number];
}

namespace MemMap.Geometry;

/// <summary>
/// Cuts a layout into pieces, each of which lies in one part of a buffer that consists of several consecutive parts.
/// <code>
/// buffer        |  part 0   |  part 1   |  part 2   |
/// a[2:7] of 9     . . x . . | . . .     |             pieces: part 0 [0, 1), part 1 [1, 4), part 2 [4, 5)
/// </code>
/// Along the axis with the largest stride, each index must lie in one part; otherwise the layout can't be cut.
/// </summary>
internal static class Partition
{
    /// <summary>The pieces in the order of the axis along which they are cut; none for an empty layout.</summary>
    /// <param name="layout">The layout to cut. Its offsets count from the start of the first part.</param>
    /// <param name="itemSize">The size of one element in bytes.</param>
    /// <param name="ends">The end of each part in bytes, ascending. A part begins at the end of the previous one.</param>
    /// <param name="axis">The axis along which the pieces are cut.</param>
    /// <returns><see langword="null"/> if an index of that axis has elements in more than one part.</returns>
    internal static List<Piece>? Split(Layout layout, int itemSize, ReadOnlySpan<long> ends, out int axis)
    {
        axis = FarthestAxis(layout);
        List<Piece> pieces = [];
        if (layout.Size == 0)
        {
            return pieces;
        }
        long length = layout.NDim == 0 ? 1 : layout.Shape[axis], stride = layout.NDim == 0 ? 0 : layout.Strides[axis];
        (long first, long end) = (layout.NDim == 0 ? layout : layout.Narrow(axis, 0, 1)).Extent(itemSize);
        long reach = end - first;
        for (long i = 0; i < length;)
        {
            long low = first + (i * stride);
            int part = PartOf(ends, low);
            long begin = part == 0 ? 0 : ends[part - 1];
            if (low + reach > ends[part])
            {
                return null;
            }
            long room = stride > 0 ? (ends[part] - reach - low) / stride : stride < 0 ? (low - begin) / -stride : length;
            long count = Math.Min(room, length - i - 1) + 1;
            pieces.Add(new Piece(part, i, count, layout.NDim == 0 ? layout : layout.Narrow(axis, i, count)));
            i += count;
        }
        return pieces;
    }

    /// <summary>The number of the part that contains a byte.</summary>
    internal static int PartOf(ReadOnlySpan<long> ends, long offset)
    {
        int low = 0, high = ends.Length - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = offset < ends[middle] ? (low, middle) : (middle + 1, high);
        }
        return low;
    }

    private static int FarthestAxis(Layout layout)
    {
        int farthest = 0;
        long distance = -1;
        for (int axis = 0; axis < layout.NDim; axis++)
        {
            long stride = layout.Shape[axis] > 1 ? Math.Abs(layout.Strides[axis]) : 0;
            if (stride > distance)
            {
                (farthest, distance) = (axis, stride);
            }
        }
        return farthest;
    }

    /// <summary>A piece of a layout that lies in one part.</summary>
    /// <param name="Part">The number of the part.</param>
    /// <param name="First">The first index of the piece on the axis of the cuts.</param>
    /// <param name="Count">The length of the piece on that axis.</param>
    /// <param name="Layout">The piece. Its offsets still count from the start of the first part.</param>
    internal readonly record struct Piece(int Part, long First, long Count, Layout Layout);
}

namespace MemMap.Text;

/// <summary>The visible items of each axis: all of them, or, in a summarised array, those at both ends of a long axis.</summary>
internal sealed class VisibleItems
{
    private readonly long[] _shape;
    private readonly int _edgeItems;
    private readonly bool _isSummarised;

    internal VisibleItems(ReadOnlySpan<long> shape, PrintOptions options)
    {
        _shape = shape.ToArray();
        _edgeItems = options.EdgeItems;
        _isSummarised = ExceedsThreshold(shape, options.Threshold);
    }

    internal int NDim => _shape.Length;

    /// <summary>The index among an axis' visible items before which <c>...</c> is written; -1 if all items are visible.</summary>
    internal int GapBefore(int axis) => IsCut(axis) ? _edgeItems : -1;

    internal int Count(int axis) => IsCut(axis) ? 2 * _edgeItems : (int)_shape[axis];

    /// <summary>Reads every visible element once, in C order.</summary>
    internal void ReadInto(Column column, ElementBytes element, int itemSize)
    {
        byte[] bytes = new byte[itemSize];
        long[] index = new long[NDim];
        // Each element may lie on a page of its own, which the disk has.
        CancellationToken stop = Interruption.Token;
        ReadAxis(0);

        void ReadAxis(int axis)
        {
            if (axis == NDim)
            {
                stop.ThrowIfCancellationRequested();
                element(index, bytes);
                column.Add(bytes);
                return;
            }
            for (int i = 0; i < Count(axis); i++)
            {
                index[axis] = IsCut(axis) && i >= _edgeItems ? _shape[axis] - (2 * _edgeItems) + i : i;
                ReadAxis(axis + 1);
            }
        }
    }

    private bool IsCut(int axis) => _isSummarised && _shape[axis] > 2L * _edgeItems;

    /// <summary>Divides instead of multiplying: a broadcast view can have more elements than a long can count.</summary>
    private static bool ExceedsThreshold(ReadOnlySpan<long> shape, long threshold)
    {
        long room = threshold;
        foreach (long length in shape)
        {
            room /= length;
        }
        return room == 0;
    }
}

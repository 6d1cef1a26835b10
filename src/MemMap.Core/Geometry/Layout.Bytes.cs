namespace MemMap.Geometry;

// Which bytes of the buffer belong to elements.
internal sealed partial class Layout
{
    /// <summary>
    /// Marks the bytes of elements within a range of the buffer. It visits no element outside the range, however many there are.
    /// </summary>
    /// <param name="itemSize">The size of an element in bytes.</param>
    /// <param name="start">The first byte of the range.</param>
    /// <param name="marks">A mark for each byte of the range; those of elements are set, and no other is changed.</param>
    internal void MarkBytes(int itemSize, long start, Span<bool> marks)
    {
        if (Size == 0)
        {
            return;
        }
        // The direction of an axis makes no difference, and elements side by side are one run.
        List<(long Length, long Stride)> axes = [];
        for (int axis = 0; axis < NDim; axis++)
        {
            if (_shape[axis] > 1 && _strides[axis] != 0)
            {
                axes.Add((_shape[axis], Math.Abs(_strides[axis])));
            }
        }
        axes.Sort((one, other) => other.Stride.CompareTo(one.Stride));
        long run = itemSize;
        while (axes is [.., var (length, stride)] && stride == run)
        {
            run *= length;
            axes.RemoveAt(axes.Count - 1);
        }
        Mark([.. axes], Extent(itemSize).Start - start, run, marks);
    }

    /// <param name="axes">The length and the stride of each axis, the largest stride first.</param>
    /// <param name="first">The first byte of the first run, from the start of the marks.</param>
    /// <param name="run">The number of bytes of a run.</param>
    /// <param name="marks">The marks.</param>
    private static void Mark(ReadOnlySpan<(long Length, long Stride)> axes, long first, long run, Span<bool> marks)
    {
        if (axes.IsEmpty)
        {
            (long from, long to) = (Math.Max(first, 0), Math.Min(first + run, marks.Length));
            if (from < to)
            {
                marks[(int)from..(int)to].Fill(true);
            }
            return;
        }
        long span = run;
        foreach ((long inner, long step) in axes[1..])
        {
            span += (inner - 1) * step;
        }
        (long length, long stride) = axes[0];
        // The indices from the first one that ends behind the start of the range to the last one that begins before its end.
        long lowest = first + span > 0 ? 0 : ((-first - span) / stride) + 1;
        long highest = first >= marks.Length ? -1 : Math.Min(length - 1, (marks.Length - 1 - first) / stride);
        for (long i = lowest; i <= highest; i++)
        {
            Mark(axes[1..], first + (i * stride), run, marks);
        }
    }
}

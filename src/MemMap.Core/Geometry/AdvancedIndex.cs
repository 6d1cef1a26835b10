namespace MemMap.Geometry;

/// <summary>
/// The locations of the elements that index arrays select. numpy's rule: all index arrays broadcast to one shape; a mask counts as the
/// positions of its true elements, and an integer counts as an array. The axes of that shape replace those that the arrays select from if
/// these are adjacent. They come first if a slice, ellipsis or new axis stands between them.
/// <code>
/// a[:, [0, 1], [2, 3]] of (4, 5, 6)     Sub (4,)     IndexShape (2,)  InsertAt 1    ResultShape (4, 2)
/// a[0, :, [2, 3]]      of (4, 5, 6)     Sub (5,)     IndexShape (2,)  InsertAt 0    ResultShape (2, 5)
/// </code>
/// The element at <c>(s, i)</c>, an index tuple into <see cref="Sub"/> and one into the index shape, is at
/// <c>Sub.OffsetOf(s) + Offsets[position of i in C order]</c>.
/// </summary>
internal sealed class AdvancedIndex
{
    private AdvancedIndex(Layout sub, List<Selection> selections, int insertAt, Action<long>? require)
    {
        Sub = sub;
        InsertAt = insertAt;
        IndexShape = CommonShape(selections);
        ResultShape = [.. sub.Shape[..insertAt], .. IndexShape, .. sub.Shape[insertAt..]];
        _ = Layout.CheckedSize(ResultShape);
        require?.Invoke(Math.Min(Layout.CheckedSize(IndexShape), Array.MaxLength) * sizeof(long) * (1 + selections.Count));
        Offsets = Combine(selections, IndexShape);
    }

    /// <summary>
    /// The layout of the basic items: the result's axes without those of the index arrays, at the offset of all integers.
    /// </summary>
    internal Layout Sub { get; }

    /// <summary>For each tuple of the broadcast index arrays, in C order, its offset in bytes.</summary>
    internal long[] Offsets { get; }

    /// <summary>The shape that the index arrays broadcast to.</summary>
    internal long[] IndexShape { get; }

    /// <summary>The position in the result of the axes of <see cref="IndexShape"/>.</summary>
    internal int InsertAt { get; }

    /// <summary>The shape of the result.</summary>
    internal long[] ResultShape { get; }

    /// <summary>
    /// Resolves an index. If the arrays broadcast to an empty shape, no index is checked. If only the rest of the result is empty, all
    /// indices are checked (numpy 1.24 accepts those, with a deprecation warning).
    /// </summary>
    /// <param name="layout">The layout of the array.</param>
    /// <param name="items">The index.</param>
    /// <param name="require">Throws if a number of bytes of memory is not available; called before they are allocated.</param>
    internal static AdvancedIndex Plan(Layout layout, ReadOnlySpan<IndexItem> items, Action<long>? require = null)
    {
        ViewBuilder view = new(layout, items, new long[2 * ViewBuilder.Capacity(layout, items)]);
        List<Selection> selections = [];
        int insertAt = -1;
        bool left = false, separated = false;
        foreach (IndexItem item in items)
        {
            if (item is IndexItem.Integer or IndexItem.Advanced or IndexItem.Mask)
            {
                insertAt = insertAt < 0 ? view.NDim : insertAt;
                separated |= left;
            }
            else
            {
                left |= insertAt >= 0;
            }
            switch (item)
            {
                case IndexItem.Advanced advanced:
                    selections.Add(new ArraySelection(advanced.Array, layout, view.Axis));
                    view.SkipAxes(item.Consumes);
                    break;
                case IndexItem.Mask mask:
                    selections.Add(new MaskSelection(mask, layout, view.Axis));
                    view.SkipAxes(item.Consumes);
                    break;
                default:
                    view.Add(item);
                    break;
            }
        }
        return new(view.ToLayout(), selections, separated ? 0 : Math.Max(insertAt, 0), require);
    }

    private static long[] CommonShape(List<Selection> selections)
    {
        long[] shape = [];
        foreach (Selection selection in selections)
        {
            if (!Broadcast.TryShapes(shape, selection.Shape, out shape))
            {
                throw Error.IndexShapeMismatch(selections.SelectMany(each => Enumerable.Repeat(each.Shape, each.Arrays)));
            }
        }
        return shape;
    }

    private static long[] Combine(List<Selection> selections, long[] shape)
    {
        long size = Layout.CheckedSize(shape);
        if (size == 0 || selections is [_])
        {
            return size == 0 ? [] : selections[0].Offsets();
        }
        long[] sums = size <= Array.MaxLength ? new long[size] : throw Error.IndexResultTooBig(size, Array.MaxLength);
        foreach (Selection selection in selections)
        {
            long[] offsets = selection.Offsets();
            int k = 0;
            foreach (long position in Layout.Contiguous(selection.Shape, 1).BroadcastTo(shape).Offsets)
            {
                sums[k++] += offsets[position];
            }
        }
        return sums;
    }

    /// <summary>The selection of one index array.</summary>
    /// <param name="Shape">Its shape in broadcasting.</param>
    /// <param name="Arrays">The number of arrays that numpy counts it as: a mask counts as one per axis.</param>
    private abstract record Selection(long[] Shape, int Arrays)
    {
        /// <summary>An offset for each element, in C order.</summary>
        internal abstract long[] Offsets();
    }

    private sealed record ArraySelection(IndexArray Array, Layout Layout, int Axis) : Selection(Array.Shape, 1)
    {
        internal override long[] Offsets()
        {
            long length = Layout.Shape[Axis], stride = Layout.Strides[Axis];
            long[] offsets = GC.AllocateUninitializedArray<long>(Array.Values.Length);
            for (int k = 0; k < offsets.Length; k++)
            {
                offsets[k] = Layout.NormalizeIndex(Array.Values[k], Axis, length) * stride;
            }
            return offsets;
        }
    }

    private sealed record MaskSelection(IndexItem.Mask Mask, Layout Layout, int Axis)
        : Selection([Mask.Values.AsSpan().Count(true)], Math.Max(Mask.Shape.Length, 1))
    {
        internal override long[] Offsets()
        {
            Layout masked = new(Mask.Shape, Layout.Strides.Slice(Axis, Mask.Shape.Length).ToArray(), 0);
            long[] offsets = new long[Shape[0]];
            int position = 0, count = 0;
            foreach (long offset in masked.Offsets)
            {
                if (Mask.Values[position++])
                {
                    offsets[count++] = offset;
                }
            }
            return offsets;
        }
    }
}

namespace MemMap.Geometry;

/// <summary>Indexing with integers, slices, ellipsis and new axes only: the result is a view.</summary>
internal static class BasicIndex
{
    /// <summary>The layout that the items select. None of them is an array or a bool.</summary>
    /// <param name="layout">The layout to index.</param>
    /// <param name="items">The index. Axes without an item stay whole.</param>
    /// <param name="isElement">Whether every axis got an integer and there was no ellipsis: the result is the element, not a 0-d
    /// view.</param>
    internal static Layout Apply(Layout layout, ReadOnlySpan<IndexItem> items, out bool isElement)
    {
        int capacity = ViewBuilder.Capacity(layout, items);
        Span<long> room = capacity <= Layout.MaxNDim ? stackalloc long[2 * Layout.MaxNDim] : new long[2 * capacity];
        ViewBuilder view = new(layout, items, room);
        isElement = true;
        foreach (IndexItem item in items)
        {
            isElement &= item is not IndexItem.Ellipsis;
            view.Add(item);
        }
        Layout result = view.ToLayout();
        isElement &= result.NDim == 0;
        return result;
    }
}

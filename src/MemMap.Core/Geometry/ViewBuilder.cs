using System.Diagnostics;

namespace MemMap.Geometry;

/// <summary>Builds a view of a layout from the items of an index, one after the other.</summary>
internal ref struct ViewBuilder
{
    private readonly Layout _layout;
    private readonly int _ellipsisAxes;
    private readonly Span<long> _shape;
    private readonly Span<long> _strides;
    private long _offset;

    /// <summary>Checks that the items fit the layout's axes.</summary>
    /// <param name="layout">The layout to index.</param>
    /// <param name="items">The whole index.</param>
    /// <param name="room">Scratch for the view's shape and strides: twice <see cref="Capacity"/>.</param>
    internal ViewBuilder(Layout layout, ReadOnlySpan<IndexItem> items, Span<long> room)
    {
        _layout = layout;
        _ellipsisAxes = CheckAxes(layout, items);
        _shape = room[..(room.Length / 2)];
        _strides = room[(room.Length / 2)..];
        _offset = layout.Offset;
    }

    /// <summary>The axis of the layout that the next item selects from.</summary>
    internal int Axis { get; private set; }

    /// <summary>The number of axes that the view has so far.</summary>
    internal int NDim { get; private set; }

    /// <summary>The largest possible number of axes of the view.</summary>
    internal static int Capacity(Layout layout, ReadOnlySpan<IndexItem> items) => layout.NDim + items.Length;

    /// <summary>Applies a basic item.</summary>
    internal void Add(IndexItem item)
    {
        switch (item)
        {
            case IndexItem.Integer integer:
                _offset += Layout.NormalizeIndex(integer.Value, Axis, _layout.Shape[Axis]) * _layout.Strides[Axis];
                Axis++;
                break;
            case IndexItem.SliceItem slice:
                AddSlice(slice.Slice);
                break;
            case IndexItem.NewAxis:
                AddAxis(1, 0);
                break;
            case IndexItem.Ellipsis:
                KeepAxes(_ellipsisAxes);
                break;
            default:
                throw new UnreachableException($"{item} makes no view");
        }
    }

    /// <summary>Omits axes from the view, because an array selects from them.</summary>
    internal void SkipAxes(int count) => Axis += count;

    /// <summary>The view. Axes without an item stay whole.</summary>
    internal Layout ToLayout()
    {
        KeepAxes(_layout.NDim - Axis);
        return new(_shape[..NDim].ToArray(), _strides[..NDim].ToArray(), _offset);
    }

    private void AddSlice(Slice slice)
    {
        (long start, long count, long step) = slice.Resolve(_layout.Shape[Axis]);
        long stride = _layout.Strides[Axis++];
        _offset += start * stride;
        // A step this large occurs only with a single element, whose stride is never used, so it may wrap.
        AddAxis(count, unchecked(step * stride));
    }

    private void KeepAxes(int count)
    {
        for (; count > 0; count--, Axis++)
        {
            AddAxis(_layout.Shape[Axis], _layout.Strides[Axis]);
        }
    }

    private void AddAxis(long length, long stride)
    {
        _shape[NDim] = length;
        _strides[NDim++] = stride;
    }

    // A shell passes a list of positions as one integer per axis. On a 1-d array it is clear what was meant.
    private static long[]? Positions(Layout layout, ReadOnlySpan<IndexItem> items)
    {
        long[] positions = [.. items.ToArray().OfType<IndexItem.Integer>().Select(item => item.Value)];
        return layout.NDim == 1 && positions.Length == items.Length ? positions : null;
    }

    /// <summary>The number of axes that an ellipsis stands for.</summary>
    private static int CheckAxes(Layout layout, ReadOnlySpan<IndexItem> items)
    {
        int consumed = 0, ellipses = 0;
        foreach (IndexItem item in items)
        {
            consumed += item.Consumes;
            ellipses += item is IndexItem.Ellipsis ? 1 : 0;
        }
        int rest = ellipses > 1 ? throw Error.MultipleEllipses()
            : consumed > layout.NDim ? throw Error.TooManyIndices(layout.NDim, consumed, Positions(layout, items))
            : layout.NDim - consumed;
        int axis = 0;
        foreach (IndexItem item in items)
        {
            if (item is IndexItem.Mask mask)
            {
                CheckMask(layout, axis, mask);
            }
            axis += item is IndexItem.Ellipsis ? rest : item.Consumes;
        }
        return rest;
    }

    private static void CheckMask(Layout layout, int axis, IndexItem.Mask mask)
    {
        foreach (long length in mask.Shape)
        {
            if (layout.Shape[axis] != length)
            {
                throw Error.BooleanIndexMismatch(axis, layout.Shape[axis], length);
            }
            axis++;
        }
    }
}

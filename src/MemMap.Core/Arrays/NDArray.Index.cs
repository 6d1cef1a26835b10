using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap;

// Elements and views by index.
public partial class NDArray
{
    /// <summary>Elements or a view by index, as the indexer gives them.</summary>
    /// <param name="items">The index, one item or expression after the other; none for the whole array.</param>
    /// <returns>A .NET value, a view or a copy.</returns>
    internal object? GetItem(ReadOnlySpan<object?> items)
    {
        if (FieldView(items) is { } view)
        {
            return view;
        }
        if (OwnMask(items) is { } mask)
        {
            return new NDArray(MaskSelection.Take(mask, _ref));
        }
        if (RowsOf(items) is { } rows)
        {
            return new NDArray(rows.Take(_ref));
        }
        IndexItem[] index = IndexArguments.Parse(items);
        if (!IndexArguments.IsAdvanced(index))
        {
            Layout layout = BasicIndex.Apply(Layout, index, out bool isElement);
            // A sub-array's axes are already the array's own, so what is left here is one element.
            return isElement ? ReadElement(layout.Offset) : WithLayout(layout);
        }
        return new NDArray(new IndexSelection(AdvancedIndex.Plan(Layout, index, AvailableMemory.RequireManaged)).Take(_ref));
    }

    /// <summary>The mask that is the whole index and has this array's shape; null if the index is none.</summary>
    private ArrayRef? OwnMask(ReadOnlySpan<object?> items)
        => items.Length == 1 && HostObjects.Unwrap(items[0]) is IArrayFace { Ref: { DType.Kind: ElementKind.Bool, NDim: > 0 } mask }
            && mask.Layout.Shape.SequenceEqual(Layout.Shape) ? mask : null;

    /// <summary>
    /// The rows that an array of integers selects where it is the whole index; null if the index is none, or takes more than that.
    /// </summary>
    private RowSelection? RowsOf(ReadOnlySpan<object?> items)
        => items.Length == 1 && HostObjects.Unwrap(items[0]) is IArrayFace index ? RowSelection.TryCreate(_ref, index.Ref) : null;
}

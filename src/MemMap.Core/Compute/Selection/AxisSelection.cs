using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>The elements at some positions of one axis.</summary>
internal static class AxisSelection
{
    /// <summary>A new array of the elements; the axis has the length of the positions.</summary>
    /// <exception cref="IndexOutOfRangeException">A position is out of bounds.</exception>
    internal static ArrayRef Take(ArrayRef array, long[] positions, int axis)
    {
        IndexItem[] index = [
            .. Enumerable.Repeat(new IndexItem.SliceItem(new Slice(null, null, null)), axis),
            new IndexItem.Advanced(new IndexArray(positions, [positions.Length]))];
        return new IndexSelection(AdvancedIndex.Plan(array.Layout, index, AvailableMemory.RequireManaged)).Take(array);
    }
}

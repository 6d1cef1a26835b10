using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>Computes the order that sorts an array along an axis.</summary>
internal static unsafe class ArgSort
{
    /// <summary>Writes the positions of a line's elements in another order than the sorted one.</summary>
    internal delegate void LineOrder(LineSorter sorter, byte* line, long* positions, bool isParallel);

    /// <summary>A new array of the positions along an axis in sorted order.</summary>
    /// <param name="array">The array.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="order">Another order; null for the sorted one.</param>
    internal static ArrayRef Run(ArrayRef array, int axis, LineOrder? order = null)
    {
        ArrayRef arranged = Sort.AxisLast(array, axis);
        ArrayRef result = ArrayRef.Allocate(arranged.Layout.Shape, DType.Int64);
        DType native = Sort.LineType(array.DType);
        LineSorter sorter = LineSorter.Of(native);
        long length = array.Layout.Shape[axis];
        order ??= (sorter, line, places, isParallel) => sorter.ArgSort(line, length, places, isParallel);
        using BufferLease lease = result.Buffer.Lease();
        var positions = (long*)lease.Pointer;
        LineLoop.Run(
            arranged, array.NDim - 1, native, writeBack: false,
            (line, number, isParallel) => order(sorter, line, positions + (number * length), isParallel));
        int last = array.NDim - 1;
        return axis == last ? result : result.WithLayout(result.Layout.MoveAxis([last], [axis])).Copy();
    }
}

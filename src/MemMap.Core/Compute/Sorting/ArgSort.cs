using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>Computes the order that sorts an array along an axis.</summary>
internal static unsafe class ArgSort
{
    /// <summary>A new array of the positions along an axis in sorted order.</summary>
    internal static ArrayRef Run(ArrayRef array, int axis)
    {
        ArrayRef arranged = Sort.AxisLast(array, axis);
        ArrayRef result = ArrayRef.Allocate(arranged.Layout.Shape, DType.Int64);
        DType native = Sort.LineType(array.DType);
        LineSorter sorter = LineSorter.Of(native);
        long length = array.Layout.Shape[axis];
        using BufferLease lease = result.Buffer.Lease();
        var positions = (long*)lease.Pointer;
        LineLoop.Run(
            arranged, array.NDim - 1, native, writeBack: false,
            (line, number, isParallel) => sorter.ArgSort(line, length, positions + (number * length), isParallel));
        int last = array.NDim - 1;
        return axis == last ? result : result.WithLayout(result.Layout.MoveAxis([last], [axis])).Copy();
    }
}

using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>Sorts arrays along an axis.</summary>
internal static unsafe class Sorting
{
    /// <summary>Sorts the lines along an axis where they are.</summary>
    internal static void InPlace(NDArray array, int axis)
    {
        array.RequireWriteable();
        DType native = LineType(array.DType);
        LineSorter sorter = LineSorter.Of(native);
        LineLoop.Run(
            AxisLast(array, axis), array.NDim - 1, native, writeBack: true,
            (line, _, isParallel) => sorter.Sort(line, Length(array, axis), isParallel));
    }

    /// <summary>A new array of the positions along an axis in sorted order.</summary>
    internal static NDArray Positions(NDArray array, int axis)
    {
        NDArray arranged = AxisLast(array, axis);
        NDArray result = NDArray.Allocate(arranged.Layout.Shape, DType.Int64, MemoryOrder.C, zeroed: false);
        DType native = LineType(array.DType);
        LineSorter sorter = LineSorter.Of(native);
        long length = Length(array, axis);
        using BufferLease lease = result.Buffer.Lease();
        var positions = (long*)lease.Pointer;
        LineLoop.Run(
            arranged, array.NDim - 1, native, writeBack: false,
            (line, number, isParallel) => sorter.ArgSort(line, length, positions + (number * length), isParallel));
        int last = array.NDim - 1;
        return axis == last ? result : result.WithLayout(result.Layout.MoveAxis([last], [axis])).Copy();
    }

    /// <summary>What elements are in a line: native, but for a record's fields, which are compared as they stand.</summary>
    internal static DType LineType(DType dtype) => dtype.IsRecord ? dtype : dtype.AsNative();

    private static NDArray AxisLast(NDArray array, int axis) => array.WithLayout(array.Layout.MoveAxis([axis], [array.NDim - 1]));

    private static long Length(NDArray array, int axis) => array.Layout.Shape[axis];
}

namespace MemMap.Compute;

/// <summary>Sorts arrays along an axis.</summary>
internal static unsafe class Sort
{
    /// <summary>Sorts the lines along an axis in place.</summary>
    internal static void InPlace(ArrayRef array, int axis)
    {
        array.RequireWriteable();
        DType native = LineType(array.DType);
        LineSorter sorter = LineSorter.Of(native);
        LineLoop.Run(
            AxisLast(array, axis), array.NDim - 1, native, writeBack: true,
            (line, _, isParallel) => sorter.Sort(line, Length(array, axis), isParallel));
    }

    /// <summary>The dtype of elements in a line: native, except for records, whose fields are compared in their own byte order.</summary>
    internal static DType LineType(DType dtype) => dtype.IsRecord ? dtype : dtype.AsNative();

    /// <summary>The array with an axis moved to the end.</summary>
    internal static ArrayRef AxisLast(ArrayRef array, int axis) => array.WithLayout(array.Layout.MoveAxis([axis], [array.NDim - 1]));

    private static long Length(ArrayRef array, int axis) => array.Layout.Shape[axis];
}

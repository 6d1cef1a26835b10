using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>Sorts arrays along an axis.</summary>
internal static unsafe class Sort
{
    /// <summary>From this length on, a line does not fit in a core's cache: a copy is sorted on its way.</summary>
    private const long CopyItems = 1 << 17;

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

    /// <summary>A sorted copy.</summary>
    /// <param name="array">The elements.</param>
    /// <param name="axis">The axis to sort along; null for all elements as one line.</param>
    internal static ArrayRef Copy(ArrayRef array, int? axis)
    {
        if (TryCopyLine(array, axis) is { } line)
        {
            return line;
        }
        ArrayRef copy = array.Copy();
        copy = axis is null ? copy.Ravel() : copy;
        InPlace(copy, axis ?? 0);
        return copy;
    }

    /// <summary>A sorted copy of a long line of numbers or times that is in memory or mapped as it is; null for anything else.</summary>
    private static ArrayRef? TryCopyLine(ArrayRef array, int? axis)
    {
        DType dtype = array.DType;
        if (array.Size < CopyItems || (axis is not null && array.NDim != 1) || !array.IsContiguous || array.IsLazy
            || array.Buffer.IsBuffered || !dtype.IsPlain || !dtype.Equals(LineType(dtype)))
        {
            return null;
        }
        LineSorter sorter = LineSorter.Of(dtype);
        using LeaseSet leases = new();
        LeasedMemory memory = leases.Add(array.Buffer);
        // What is released behind a reader is read once.
        if (memory.File is not null || memory.Window is not null)
        {
            return null;
        }
        byte* source = memory.UpTo(array.Layout.Offset + array.NBytes) + array.Layout.Offset;
        if ((nuint)source % (nuint)dtype.Alignment != 0)
        {
            return null;
        }
        ArrayRef copy = ArrayRef.Allocate([array.Size], dtype);
        bool isDone = false;
        try
        {
            using BufferLease lease = copy.Lease();
            isDone = sorter.TryCopy(source, lease.Pointer + copy.Layout.Offset, array.Size, leases.Verify);
            return isDone ? copy : null;
        }
        finally
        {
            if (!isDone)
            {
                copy.Buffer.Close();
            }
        }
    }

    /// <summary>The dtype of elements in a line: native, except for records, whose fields are compared in their own byte order.</summary>
    internal static DType LineType(DType dtype) => dtype.IsRecord ? dtype : dtype.AsNative();

    /// <summary>The array with an axis moved to the end.</summary>
    internal static ArrayRef AxisLast(ArrayRef array, int axis) => array.WithLayout(array.Layout.MoveAxis([axis], [array.NDim - 1]));

    private static long Length(ArrayRef array, int axis) => array.Layout.Shape[axis];
}

using System.Runtime.CompilerServices;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// The distinct elements of an array, or the distinct parts of it along an axis: where each occurs first, how often it does, and which of
/// them stands where. The array is sorted by positions, so that its elements stay where they are.
/// </summary>
/// <param name="Values">The distinct elements in order.</param>
/// <param name="Indices">The position of the first occurrence of each.</param>
/// <param name="Inverse">For each position, the number of its element among the distinct ones.</param>
/// <param name="Counts">How often each occurs.</param>
internal sealed unsafe record DistinctPositions(ArrayRef Values, ArrayRef Indices, ArrayRef Inverse, ArrayRef Counts)
{
    /// <summary>Those of all elements, at positions in C order. The inverse has the array's shape.</summary>
    internal static DistinctPositions Of(ArrayRef array)
    {
        ArrayRef line = CastCopy.Convert(array, Sort.LineType(array.OwnDType), MemoryOrder.C, Casting.Unsafe).Ravel();
        DistinctPositions found = OfLine(line);
        return found with { Values = found.Values.AsType(array.OwnDType), Inverse = found.Inverse.Reshape(array.Layout.Shape) };
    }

    /// <summary>Those of the parts at each index of an axis, which are compared element by element, in C order.</summary>
    internal static DistinctPositions Of(ArrayRef array, int axis)
    {
        ArrayRef rows = array.WithLayout(array.Layout.MoveAxis([axis], [0]));
        ArrayRef copy = CastCopy.Convert(rows, Sort.LineType(array.OwnDType), MemoryOrder.C, Casting.Unsafe);
        long[] shape = copy.Shape;
        long items = shape[0] == 0 ? 0 : copy.Size / shape[0];
        DType row = DType.SubArray(copy.DType, [items]);
        DistinctPositions found = OfLine(new ArrayRef(copy.Buffer, Geometry.Layout.Contiguous([shape[0]], row.ItemSize), row));
        shape[0] = found.Values.Size;
        ArrayRef values = new(found.Values.Buffer, Geometry.Layout.Contiguous(shape, copy.ItemSize), copy.DType);
        values = values.WithLayout(values.Layout.MoveAxis([0], [axis]));
        return found with { Values = values.AsType(array.OwnDType).Copy() };
    }

    /// <param name="line">Elements in memory, one after the other, in the dtype that they are sorted in.</param>
    private static DistinctPositions OfLine(ArrayRef line)
    {
        long count = line.Size, itemSize = line.ItemSize;
        ElementOrder order = ElementOrder.Of(line.DType);
        ArrayRef positions = ArrayRef.Allocate([count], DType.Int64), inverse = ArrayRef.Allocate([count], DType.Int64);
        List<long> starts = [];
        using BufferLease elements = line.Lease(), sorted = positions.Lease(), numbers = inverse.Lease();
        byte* element = elements.Pointer + line.Layout.Offset;
        long* at = (long*)sorted.Pointer, number = (long*)numbers.Pointer;
        LineSorter.Of(line.DType).ArgSort(element, count, at, isParallel: true);
        ParallelWork.InPieces(count, (first, end) =>
        {
            for (long i = first; i < end; i++)
            {
                if (i == 0 || order.CompareDistinct(element + (at[i - 1] * itemSize), element + (at[i] * itemSize)) != 0)
                {
                    AvailableMemory.RequireGrowth(starts);
                    starts.Add(i);
                }
                number[at[i]] = starts.Count - 1;
            }
        });
        ArrayRef values = ArrayRef.Allocate([starts.Count], line.DType), indices = ArrayRef.Allocate([starts.Count], DType.Int64),
            counts = ArrayRef.Allocate([starts.Count], DType.Int64);
        using BufferLease value = values.Lease(), index = indices.Lease(), many = counts.Lease();
        for (int i = 0; i < starts.Count; i++)
        {
            long from = at[starts[i]];
            ((long*)index.Pointer)[i] = from;
            ((long*)many.Pointer)[i] = (i + 1 < starts.Count ? starts[i + 1] : count) - starts[i];
            Unsafe.CopyBlockUnaligned(value.Pointer + (i * itemSize), element + (from * itemSize), (uint)itemSize);
        }
        return new(values, indices, inverse, counts);
    }
}

using System.Numerics.Tensors;
using MemMap.DataTypes;

namespace MemMap.Compute;

/// <summary>Tells of elements between which edges they are.</summary>
internal static unsafe class Digitize
{
    /// <summary>
    /// For each element, the number of the first edge beyond it; lazy for a lazy array.
    /// </summary>
    /// <param name="array">The elements.</param>
    /// <param name="bins">The edges, ascending or descending, in one dimension.</param>
    /// <param name="right">Whether an element on an edge belongs to the bin that ends there.</param>
    internal static ArrayRef Run(ArrayRef array, ArrayRef bins, bool right)
    {
        DType dtype = Promotion.PromoteTypes(array.DType, bins.DType);
        if (dtype.IsComplex || dtype.IsRecord)
        {
            throw Error.NoLoop("digitize", dtype);
        }
        bool isDescending = !IsAscending(bins);
        if (isDescending)
        {
            bins = bins.WithLayout(bins.Layout.Flip([0]));
            _ = IsAscending(bins) ? true : throw Error.BinsNotMonotonic();
        }
        Loop search = SearchSorted.Among("digitize", bins, array.DType, isRight: !right);
        long count = bins.Size;
        Loop loop = !isDescending ? search : search with
        {
            Kernel = (blocks, items) =>
            {
                search.Kernel(blocks, items);
                Span<long> ranks = new(blocks[1], items);
                TensorPrimitives.Subtract(count, ranks, ranks);
            },
        };
        return Elementwise.Results(loop, [array], array.Layout.Shape, array.Order);
    }

    private static bool IsAscending(ArrayRef bins)
    {
        if (bins.NDim != 1)
        {
            throw Error.BinsNotMonotonic();
        }
        if (bins.Size < 2)
        {
            return true;
        }
        ArrayRef lower = bins.WithLayout(bins.Layout.Narrow(0, 0, bins.Size - 1)),
            upper = bins.WithLayout(bins.Layout.Narrow(0, 1, bins.Size - 1));
        return Elementwise.Count(Operations.LessEqual, lower, upper) == bins.Size - 1;
    }
}

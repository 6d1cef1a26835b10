using MemMap.DataTypes;

namespace MemMap.Compute;

/// <summary>
/// Arrays as sets of their distinct elements, in the dtype that two of them have in common. NaN and NaT are no element of any set but the
/// one that they stand in, as they equal nothing.
/// </summary>
internal static unsafe class Sets
{
    /// <summary>Whether each element is one of a set; lazy for a lazy array.</summary>
    /// <param name="array">The elements.</param>
    /// <param name="set">The set.</param>
    /// <param name="isInverted">Whether results are the opposite.</param>
    internal static ArrayRef IsIn(ArrayRef array, ArrayRef set, bool isInverted)
    {
        DType dtype = Common(array, set);
        SortedElements elements = SortedElements.Of(WithoutNaN(Distinct(set, dtype)), dtype);
        byte flip = isInverted ? (byte)1 : (byte)0;
        Loop loop = new(
            (blocks, count) =>
            {
                elements.Contains(blocks[0], blocks[1], count);
                for (int i = 0; isInverted && i < count; i++)
                {
                    blocks[1][i] ^= flip;
                }
            },
            DType.Bool, elements.DType, DType.Bool);
        return Elementwise.Results(loop, [array], array.Layout.Shape, array.Order);
    }

    /// <summary>The elements of both.</summary>
    internal static ArrayRef Intersect(ArrayRef x, ArrayRef y)
    {
        DType dtype = Common(x, y);
        return Part(Distinct(x, dtype), y, isInverted: false);
    }

    /// <summary>The elements of either.</summary>
    internal static ArrayRef Union(ArrayRef x, ArrayRef y)
    {
        DType dtype = Common(x, y);
        return Distinct(Concatenation.Run([Distinct(x, dtype), Distinct(y, dtype)], 0, dtype), dtype);
    }

    /// <summary>The elements of the first array, in its dtype, that the second one hasn't.</summary>
    internal static ArrayRef Difference(ArrayRef x, ArrayRef y) => Part(Distinct(x, x.OwnDType), y, isInverted: true);

    /// <summary>The elements of one of the two alone.</summary>
    internal static ArrayRef SymmetricDifference(ArrayRef x, ArrayRef y)
    {
        DType dtype = Common(x, y);
        (x, y) = (Distinct(x, dtype), Distinct(y, dtype));
        ArrayRef result = Concatenation.Run([Part(x, y, isInverted: true), Part(y, x, isInverted: true)], 0, dtype);
        Sort.InPlace(result, 0);
        return result;
    }

    private static DType Common(ArrayRef x, ArrayRef y) => Promotion.PromoteTypes(x.DType, y.DType);

    private static ArrayRef Distinct(ArrayRef array, DType dtype)
        => Unique.Run(array.DType.Equals(dtype) ? array : array.Cast(dtype)).Values;

    private static ArrayRef Part(ArrayRef distinct, ArrayRef set, bool isInverted)
        => new MaskSelection(IsIn(distinct, set, isInverted)).Take(distinct);

    /// <summary>The elements that equal themselves.</summary>
    private static ArrayRef WithoutNaN(ArrayRef array)
        => array.DType is { IsFloating: true } or { IsComplex: true } or { Traits.IsTime: true }
            ? new MaskSelection(Elementwise.Binary(Operations.Equal, array, array)).Take(array) : array;
}

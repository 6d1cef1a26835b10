using System.Runtime.CompilerServices;
using MemMap.DataTypes;
using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>Selects elements from one of two arrays by a condition.</summary>
internal static unsafe class Where
{
    /// <summary>
    /// A new array with elements of x or y, broadcast together; a lazy one if any of the three is. The selected elements are moved as
    /// bytes, whatever the dtype.
    /// </summary>
    internal static ArrayRef Run(ArrayRef condition, object? x, object? y)
    {
        (ArrayRef first, ArrayRef second) = (Operand(x, y), Operand(y, x));
        DType dtype = Promotion.PromoteTypes(first.DType, second.DType);
        long[] shape = Broadcast.Shapes(condition.Layout.Shape, Broadcast.Shapes(first.Layout.Shape, second.Layout.Shape));
        bool isLazy = condition.IsLazy || first.IsLazy || second.IsLazy;
        ArrayRef truth = condition.DType.Kind == ElementKind.Bool ? condition : NonZero.Run(condition);
        // Cast both to the result's dtype first: a cast needs the element's dtype, the selection only its bytes.
        (first, second) = (As(first, dtype, isLazy), As(second, dtype, isLazy));
        DType raw = DType.Flexible(ElementKind.Void, dtype.ItemSize);
        Loop loop = new(Choose(dtype.ItemSize), raw, DType.Bool, raw, raw, raw);
        ArrayRef[] inputs = [truth, first with { DType = raw }, second with { DType = raw }];
        return Elementwise.Results(loop, inputs, shape, MemoryOrder.C) with { DType = dtype };
    }

    private static ArrayRef Operand(object? value, object? beside)
    {
        bool isScalar = beside is IArrayFace && !ArrayLiteral.IsList(value);
        return ArrayLiteral.Create(value, isScalar ? Promotion.ResultTypeWithScalar(((IArrayFace)beside!).Ref.DType, value!) : null);
    }

    private static ArrayRef As(ArrayRef array, DType dtype, bool isLazy)
        => array.DType.Equals(dtype) ? array : (array with { IsLazy = isLazy }).Cast(dtype);

    private static Kernel Choose(int itemSize) => (blocks, count) =>
    {
        byte* bits = blocks[0], result = blocks[3];
        for (int i = 0; i < count; i++, result += itemSize)
        {
            Unsafe.CopyBlockUnaligned(result, blocks[bits[i] != 0 ? 1 : 2] + ((long)i * itemSize), (uint)itemSize);
        }
    };
}

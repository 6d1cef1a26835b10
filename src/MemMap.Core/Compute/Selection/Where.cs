using System.Runtime.CompilerServices;
using MemMap.DataTypes;
using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>Chooses elements of one array or another by a condition.</summary>
internal static unsafe class Where
{
    /// <summary>Elements of one array or another, broadcast together; what is chosen is moved as bytes, whatever the dtype.</summary>
    internal static NDArray Run(NDArray condition, object? x, object? y)
    {
        (NDArray first, NDArray second) = (Operand(x, y), Operand(y, x));
        DType dtype = Promotion.PromoteTypes(first.DType, second.DType);
        long[] shape = Broadcast.Shapes(condition.Layout.Shape, Broadcast.Shapes(first.Layout.Shape, second.Layout.Shape));
        NDArray result = NDArray.Allocate(shape, dtype, MemoryOrder.C, zeroed: false);
        CastPlan one = CastPlan.Between(first.DType, dtype), other = CastPlan.Between(second.DType, dtype);
        NDArray truth = condition.DType.Kind == ElementKind.Bool ? condition : NonZero.Run(condition);
        // Each in the result's dtype first: a cast may need all of an element, a choice only its bytes.
        (first, second) = (As(first, dtype, one), As(second, dtype, other));
        DType raw = DType.Flexible(ElementKind.Void, dtype.ItemSize);
        using var leases = new LeaseSet();
        BlockLoop.Run(
            [
                new Operand(leases.Add(truth.Buffer), truth.Layout.BroadcastTo(shape), DType.Bool, DType.Bool, IsOutput: false),
                new Operand(leases.Add(first.Buffer), first.Layout.BroadcastTo(shape), raw, raw, IsOutput: false),
                new Operand(leases.Add(second.Buffer), second.Layout.BroadcastTo(shape), raw, raw, IsOutput: false),
                new Operand(leases.Add(result.Buffer), result.Layout, raw, raw, IsOutput: true),
            ],
            Choose(dtype.ItemSize),
            leases.Verify);
        return result;
    }

    private static NDArray Operand(object? value, object? beside)
        => value as NDArray
            ?? (beside is NDArray array && !ArrayLiteral.IsList(value)
                ? ArrayLiteral.Create(value, Promotion.ResultTypeWithScalar(array.DType, value!))
                : ArrayLiteral.Create(value, null));

    private static NDArray As(NDArray array, DType dtype, CastPlan plan)
        => plan.Source.Equals(plan.Target) && plan.SourceBlock.Equals(plan.TargetBlock) ? array : array.AsType(dtype);

    private static Kernel Choose(int itemSize) => (blocks, count) =>
    {
        byte* bits = blocks[0], result = blocks[3];
        for (int i = 0; i < count; i++, result += itemSize)
        {
            Unsafe.CopyBlockUnaligned(result, blocks[bits[i] != 0 ? 1 : 2] + ((long)i * itemSize), (uint)itemSize);
        }
    };
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMap.DataTypes;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>Choosing elements by a condition, and finding those that meet it.</summary>
internal static unsafe class Choice
{
    /// <summary>Elements of one array or another, broadcast together; what is chosen is moved as bytes, whatever the dtype.</summary>
    internal static NDArray Where(NDArray condition, object? x, object? y)
    {
        (NDArray first, NDArray second) = (Operand(x, y), Operand(y, x));
        DType dtype = Promotion.PromoteTypes(first.DType, second.DType);
        long[] shape = Broadcast.Shapes(condition.Layout.Shape, Broadcast.Shapes(first.Layout.Shape, second.Layout.Shape));
        NDArray result = NDArray.Allocate(shape, dtype, MemoryOrder.C, zeroed: false);
        CastPlan one = CastPlan.Between(first.DType, dtype), other = CastPlan.Between(second.DType, dtype);
        NDArray truth = condition.DType.Kind == ElementKind.Bool ? condition : Truth(condition);
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

    /// <summary>The indices of all elements that are not zero, a row for each.</summary>
    internal static NDArray ArgWhere(NDArray array)
    {
        NDArray truth = array.DType.Kind == ElementKind.Bool ? array : Truth(array);
        List<long> found = [];
        using (var leases = new LeaseSet())
        {
            BlockLoop.Run(
                [new Operand(leases.Add(truth.Buffer), truth.Layout, DType.Bool, DType.Bool, IsOutput: false)],
                (blocks, count, start) =>
                {
                    ReadOnlySpan<byte> bits = new(blocks[0], count);
                    for (int at = 0; bits[at..].IndexOfAnyExcept((byte)0) is int next and >= 0; at++)
                    {
                        at += next;
                        found.Add(start + at);
                    }
                },
                leases.Verify,
                inOrder: true);
        }
        NDArray result = NDArray.Allocate([found.Count, array.NDim], DType.Int64, MemoryOrder.C, zeroed: false);
        using BufferLease lease = result.Buffer.Lease();
        var row = (long*)lease.Pointer;
        foreach (long position in CollectionsMarshal.AsSpan(found))
        {
            long rest = position;
            for (int axis = array.NDim - 1; axis >= 0; axis--)
            {
                (rest, row[axis]) = Math.DivRem(rest, array.Layout.Shape[axis]);
            }
            row += array.NDim;
        }
        return result;
    }

    private static NDArray Operand(object? value, object? beside)
        => value as NDArray
            ?? (beside is NDArray array && !ArrayLiteral.IsList(value)
                ? ArrayLiteral.Create(value, Promotion.ResultTypeWithScalar(array.DType, value!))
                : ArrayLiteral.Create(value, null));

    private static NDArray As(NDArray array, DType dtype, CastPlan plan)
        => plan.Source.Equals(plan.Target) && plan.SourceBlock.Equals(plan.TargetBlock) ? array : array.AsType(dtype);

    /// <summary>Whether elements are not zero: of text and raw bytes in any byte, of records in any field.</summary>
    private static NDArray Truth(NDArray array)
    {
        if (array.DType.IsNumeric || array.DType.Traits.IsTime)
        {
            return array.AsType(DType.Bool);
        }
        if (array.DType.Fields is { } fields)
        {
            NDArray any = NDArray.Zeros(array.Shape, DType.Bool);
            foreach (Field field in fields)
            {
                Merge(Truth(array.Field(field.Name)), any);
            }
            return any;
        }
        NDArray bytes = NDArray.Allocate(array.Layout.Shape, DType.Bool, MemoryOrder.C, zeroed: false);
        int itemSize = array.ItemSize;
        DType raw = DType.Flexible(ElementKind.Void, itemSize);
        using var leases = new LeaseSet();
        BlockLoop.Run(
            [
                new Operand(leases.Add(array.Buffer), array.Layout, raw, raw, IsOutput: false),
                new Operand(leases.Add(bytes.Buffer), bytes.Layout, DType.Bool, DType.Bool, IsOutput: true),
            ],
            (blocks, count) =>
            {
                for (int i = 0; i < count; i++)
                {
                    blocks[1][i] = new ReadOnlySpan<byte>(blocks[0] + ((long)i * itemSize), itemSize).ContainsAnyExcept((byte)0) ? (byte)1 : (byte)0;
                }
            },
            leases.Verify);
        return bytes;
    }

    /// <summary>Sets to true what is true in a part; one of a sub-array's elements is enough.</summary>
    private static void Merge(NDArray part, NDArray any)
    {
        if (part.NDim == any.NDim)
        {
            Elementwise.Copy(Where(any, any, part), any);
            return;
        }
        int last = part.NDim - 1;
        for (long i = 0; i < part.Layout.Shape[last]; i++)
        {
            Merge(part.WithLayout(part.Layout.Narrow(last, i, 1).Squeeze([last])), any);
        }
    }

    private static Kernel Choose(int itemSize) => (blocks, count) =>
    {
        byte* bits = blocks[0], result = blocks[3];
        for (int i = 0; i < count; i++, result += itemSize)
        {
            Unsafe.CopyBlockUnaligned(result, blocks[bits[i] != 0 ? 1 : 2] + ((long)i * itemSize), (uint)itemSize);
        }
    };
}

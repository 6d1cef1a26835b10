using System.Runtime.InteropServices;
using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>
/// Casts from and to records, which are raw bytes in a block. Records are cast field by field, in order; names do not matter. An element
/// that is no record is assigned to every field. A record of one field casts as that field does.
/// </summary>
internal static unsafe class RecordCasts
{
    internal static Kernel Get(DType from, DType to)
    {
        Action<nint, nint, int>[] fields = [.. Pairs(from, to).Select(pair => Get(pair.From, from.ItemSize, pair.To, to.ItemSize))];
        return (blocks, count) =>
        {
            foreach (Action<nint, nint, int> field in fields)
            {
                field((nint)blocks[0], (nint)blocks[1], count);
            }
        };
    }

    /// <summary>Pairs the fields of two dtypes.</summary>
    /// <exception cref="InvalidCastException">The numbers of fields differ.</exception>
    internal static IEnumerable<(Field From, Field To)> Pairs(DType from, DType to)
    {
        IReadOnlyList<Field> source = FieldsOf(from), target = FieldsOf(to);
        return source.Count == target.Count ? source.Zip(target)
            : from.IsRecord ? throw Error.NoCast(from, to)
            : target.Select(field => (source[0], field));
    }

    private static IReadOnlyList<Field> FieldsOf(DType dtype) => dtype.Fields ?? [new Field("", dtype, 0)];

    /// <summary>The cast of one field within blocks: a block loop whose strides are the sizes of the records.</summary>
    private static Action<nint, nint, int> Get(Field from, int fromStep, Field to, int toStep)
    {
        DType source = from.DType.SubType ?? from.DType, target = to.DType.SubType ?? to.DType;
        CastPlan plan = CastPlan.Between(source, target);
        (long[] shape, long[] fromStrides, long[] toStrides, bool isPartial) = SubArrays(
            from.DType, source.ItemSize, to.DType, target.ItemSize);
        return (sourceBlock, targetBlock, count) =>
        {
            if (isPartial)
            {
                Clear((byte*)targetBlock + to.Offset, toStep, to.DType.ItemSize, count);
            }
            Layout read = new([count, .. shape], [fromStep, .. fromStrides], from.Offset),
                write = new([count, .. shape], [toStep, .. toStrides], to.Offset);
            BlockLoop.Run(
                [
                    new Operand(
                        new LeasedMemory((byte*)sourceBlock, (long)count * fromStep), read, plan.Source, plan.SourceBlock, IsOutput: false),
                    new Operand(
                        new LeasedMemory((byte*)targetBlock, (long)count * toStep), write, plan.Target, plan.TargetBlock, IsOutput: true)
                    {
                        KeepsGaps = plan.KeepsGaps,
                    },
                ],
                plan.Kernel);
        };
    }

    /// <summary>
    /// Matches the axes of two sub-arrays from the last one. An axis that is missing or of length 1 repeats. numpy allows other lengths,
    /// too: surplus elements of the source are dropped, missing ones are zeros.
    /// </summary>
    private static (long[] Shape, long[] FromStrides, long[] ToStrides, bool IsPartial) SubArrays(
        DType from, int fromSize, DType to, int toSize)
    {
        Layout source = Layout.Contiguous(from.SubShape, fromSize), target = Layout.Contiguous(to.SubShape, toSize);
        long[] shape = target.Shape.ToArray(), strides = new long[shape.Length];
        bool isPartial = false;
        for (int k = 1; k <= Math.Min(shape.Length, source.NDim); k++)
        {
            long length = source.Shape[^k];
            if (length != 1)
            {
                isPartial |= length < shape[^k];
                shape[^k] = Math.Min(length, shape[^k]);
                strides[^k] = source.Strides[^k];
            }
        }
        return (shape, strides, target.Strides.ToArray(), isPartial);
    }

    private static void Clear(byte* field, int step, int size, int count)
    {
        for (int i = 0; i < count; i++, field += step)
        {
            NativeMemory.Clear(field, (nuint)size);
        }
    }
}

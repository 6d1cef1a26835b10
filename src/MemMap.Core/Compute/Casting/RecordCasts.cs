using System.Runtime.InteropServices;
using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>
/// Casts from and to records, which are raw bytes in a block. Records become others field by field, in order, whatever the names; an
/// element that is no record goes to every field, and a record of one field becomes what the field does.
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

    /// <summary>What of an element becomes what of the other one.</summary>
    /// <exception cref="InvalidCastException">The numbers of fields differ.</exception>
    internal static IEnumerable<(Field From, Field To)> Pairs(DType from, DType to)
    {
        IReadOnlyList<Field> source = FieldsOf(from), target = FieldsOf(to);
        return source.Count == target.Count ? source.Zip(target)
            : from.IsRecord ? throw Error.NoCast(from, to)
            : target.Select(field => (source[0], field));
    }

    private static IReadOnlyList<Field> FieldsOf(DType dtype) => dtype.Fields ?? [new Field("", dtype, 0)];

    /// <summary>The cast of one field within blocks: a block loop of its own, over elements that lie as far apart as the records.</summary>
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
                        new LeasedMemory((byte*)targetBlock, (long)count * toStep), write, plan.Target, plan.TargetBlock, IsOutput: true),
                ],
                plan.Kernel);
        };
    }

    /// <summary>
    /// How sub-arrays meet: axes from the last on; one of length 1 or a missing one repeats. numpy allows other lengths too: what the
    /// source has too much is left out, what it lacks is zeros.
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

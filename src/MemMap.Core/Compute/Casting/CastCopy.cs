using MemMap.DataTypes;
using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>Copies elements from one array to another, cast to the other's dtype.</summary>
internal static class CastCopy
{
    /// <summary>A new array with the elements cast to another dtype. A sub-array dtype repeats each element along its axes.</summary>
    /// <param name="source">The elements to cast.</param>
    /// <param name="dtype">The dtype of the result, including its length and unit.</param>
    /// <param name="order">The memory order of the result.</param>
    /// <param name="casting">The casts that are allowed.</param>
    internal static ArrayRef Convert(ArrayRef source, DType dtype, MemoryOrder order, Casting casting)
    {
        (ArrayRef elements, dtype, CastPlan plan) = Plan(source, dtype, casting);
        ReadOnlySpan<long> shape = elements.Layout.Shape;
        ArrayRef result = dtype.IsRecord ? ArrayRef.Zeros(shape, dtype, order) : ArrayRef.Allocate(shape, dtype, order);
        Run(elements, result, plan, result.NBytes);
        return result;
    }

    /// <summary>A lazy array with the elements cast to another dtype; see <see cref="Convert"/>.</summary>
    /// <inheritdoc cref="Convert"/>
    internal static ArrayRef Later(ArrayRef source, DType dtype, MemoryOrder order, Casting casting)
    {
        (ArrayRef elements, dtype, CastPlan plan) = Plan(source, dtype, casting);
        Loop loop = new(plan.Kernel, plan.Target, plan.SourceBlock, plan.TargetBlock)
        {
            KeepsGaps = plan.KeepsGaps,
            MayFail = Casts.MayFail(source.DType, dtype) ? static _ => true : null,
        };
        string? name = source.DType.SubType is null && !dtype.IsRecord ? ExpressionSteps.CastTo(dtype) : null;
        return Expression.Of(loop, [elements with { DType = plan.Source }], elements.Layout.Shape, order, name) with { DType = dtype };
    }

    private static (ArrayRef Elements, DType DType, CastPlan Plan) Plan(ArrayRef source, DType dtype, Casting casting)
    {
        Check(source.DType, dtype, casting);
        // Bits of an integer that is elsewhere are an array of their own numbers.
        dtype = dtype.Packing is { IsPartial: true } ? dtype.AsNative() : dtype;
        Layout layout = source.Layout;
        if (dtype.SubType is { } element)
        {
            layout = layout.AppendAxes(dtype.SubShape, new long[dtype.SubShape!.Length]);
            dtype = element.Packing is { IsPartial: true } ? element.AsNative() : element;
        }
        if (Casts.LosesImaginary(source.DType, dtype))
        {
            HostObjects.Warn(LostImaginary);
        }
        return (source.WithLayout(layout), dtype,
            source.DType.Equals(dtype) ? CastPlan.Bytes(dtype.ItemSize) : CastPlan.Between(source.DType, dtype));
    }

    /// <summary>Assigns elements with broadcasting. If one of them can't be converted to the target's dtype, none is assigned.</summary>
    internal static void Assign(ArrayRef source, ArrayRef target)
    {
        source = Fit(source, target.DType);
        // A record's fields are written one after the other: a source in the same memory must be read before the first write.
        bool mustBeApart = source.Buffer.SharesBytesWith(target.Buffer) && target.DType.IsRecord && !source.DType.Equals(target.DType);
        if (mustBeApart)
        {
            source = Convert(source, target.DType, MemoryOrder.C, Casting.Unsafe);
        }
        else if (Casts.LosesImaginary(source.DType, target.DType))
        {
            HostObjects.Warn(LostImaginary);
        }
        Run(source, target, CastPlan.Between(source.DType, target.DType), target.NBytes);
    }

    /// <summary>Copies a part of a result of so many bytes, which elements of the same dtype make up.</summary>
    internal static void CopyPart(ArrayRef source, ArrayRef target, long resultBytes)
        => Run(source, target, CastPlan.Between(source.DType, target.DType), resultBytes);

    /// <summary>The source of an assignment to a dtype. It is converted here if a conversion might fail.</summary>
    internal static ArrayRef Fit(ArrayRef source, DType dtype)
    {
        Check(source.DType, dtype, Casting.Unsafe);
        return Casts.MayFail(source.DType, dtype) ? Convert(source, dtype, MemoryOrder.C, Casting.Unsafe) : source;
    }

    private const string LostImaginary = "Casting complex values to real discards the imaginary part";

    private static void Check(DType from, DType to, Casting casting)
    {
        if (Promotion.CastingOf(from, to) is not { } needed || needed > casting)
        {
            throw Error.CannotCastArray(from, to, casting);
        }
    }

    // A result larger than the caches is evicted before it is read again: store it past them.
    private const long StreamBytes = 32 << 20;

    private static unsafe void Run(ArrayRef source, ArrayRef target, CastPlan plan, long resultBytes)
    {
        Kernel? stream = plan.IsCopy && resultBytes >= StreamBytes ? Kernels.Stream(target.ItemSize, isOne: source.Size == 1) : null;
        using var leases = new LeaseSet();
        Layout layout = source.Layout.BroadcastTo(target.Layout.Shape);
        Operand input = leases.Input(source with { Layout = layout, DType = plan.Source }, plan.SourceBlock);
        Operand output = leases.Output(target with { DType = plan.Target }, plan.TargetBlock) with { KeepsGaps = plan.KeepsGaps };
        if (!(plan.IsCopy && TransposedCopy.TryRun(input, output, leases.Verify)))
        {
            BlockLoop.Run([input, output], plan.Kernel, leases.Verify, stream);
        }
    }
}

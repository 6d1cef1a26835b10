using MemMap.DataTypes;
using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>Copies elements from one array to another, cast to the other's dtype.</summary>
internal static class CastCopy
{
    /// <summary>A new array of the elements in another dtype; with a sub-array's dtype, each element repeated along its axes.</summary>
    /// <param name="source">What is cast.</param>
    /// <param name="dtype">What one element becomes, its length and unit included.</param>
    /// <param name="order">Which axis is fastest in the result.</param>
    /// <param name="casting">How much the cast may change.</param>
    internal static ArrayRef Convert(ArrayRef source, DType dtype, MemoryOrder order, Casting casting)
    {
        Check(source.DType, dtype, casting);
        Layout layout = source.Layout;
        if (dtype.SubType is { } element)
        {
            layout = layout.AppendAxes(dtype.SubShape, new long[dtype.SubShape!.Length]);
            dtype = element;
        }
        if (Casts.LosesImaginary(source.DType, dtype))
        {
            HostObjects.Warn(LostImaginary);
        }
        ArrayRef result = dtype.IsRecord ? ArrayRef.Zeros(layout.Shape, dtype, order) : ArrayRef.Allocate(layout.Shape, dtype, order);
        Run(source.WithLayout(layout), result,
            source.DType.Equals(dtype) ? CastPlan.Bytes(dtype.ItemSize) : CastPlan.Between(source.DType, dtype));
        return result;
    }

    /// <summary>Assigns elements with broadcasting. Should one of them have no value in the target's dtype, none is assigned.</summary>
    internal static void Assign(ArrayRef source, ArrayRef target)
    {
        source = Fit(source, target.DType);
        // A record's fields are written one after the other, so what lies in the same memory must have been read before.
        bool mustBeApart = ReferenceEquals(source.Buffer, target.Buffer) && target.DType.IsRecord && !source.DType.Equals(target.DType);
        if (mustBeApart)
        {
            source = Convert(source, target.DType, MemoryOrder.C, Casting.Unsafe);
        }
        else if (Casts.LosesImaginary(source.DType, target.DType))
        {
            HostObjects.Warn(LostImaginary);
        }
        Run(source, target, CastPlan.Between(source.DType, target.DType));
    }

    /// <summary>What can be assigned to elements of a dtype: converted already where an element might have no value in it.</summary>
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

    // What is larger than the caches won't be found there by whoever reads it next.
    private const long StreamBytes = 32 << 20;

    private static unsafe void Run(ArrayRef source, ArrayRef target, CastPlan plan)
    {
        Kernel? stream = plan.IsCopy && target.NBytes >= StreamBytes ? Kernels.Stream(target.ItemSize, isOne: source.Size == 1) : null;
        using var leases = new LeaseSet();
        Layout layout = source.Layout.BroadcastTo(target.Layout.Shape);
        Operand input = leases.Input(source with { Layout = layout, DType = plan.Source }, plan.SourceBlock);
        Operand output = leases.Output(target with { DType = plan.Target }, plan.TargetBlock);
        BlockLoop.Run([input, output], plan.Kernel, leases.Verify, stream);
    }
}

using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// Runs reductions over arrays: selects the axes, allocates the accumulators and the result.
/// </summary>
internal static unsafe class Reductions
{
    /// <summary>Reduces an array along some of its axes, or all.</summary>
    /// <param name="reduction">The reduction.</param>
    /// <param name="array">The elements.</param>
    /// <param name="axes">The axes to reduce; null for all.</param>
    /// <param name="keepDims">Whether reduced axes stay, with length 1.</param>
    internal static ArrayRef Run(Reduction reduction, ArrayRef array, int[]? axes, bool keepDims)
    {
        bool[] reduced = AxesOf(array.NDim, axes);
        DType block = reduction.BlockType(array.DType);
        Reducer reducer = reduction.Visit(block);
        Layout layout = array.Layout;
        Layout arranged = KeptFirst(layout, reduced, out int keptAxes);
        long kept = Layout.CheckedSize(arranged.Shape[..keptAxes]), items = Layout.CheckedSize(arranged.Shape[keptAxes..]);
        if (items == 0 && kept > 0 && !reduction.HasIdentity)
        {
            throw reduction.EmptyError();
        }
        ArrayRef result = ArrayRef.Allocate(ResultShape(layout.Shape, reduced, keepDims), reducer.ResultType);
        using NativeBuffer scratch = NativeBuffer.Allocate(checked(Math.Max(1, kept) * reducer.StateSize), zeroed: false);
        using var leases = new LeaseSet();
        byte* states = leases.Add(scratch);
        var operand = leases.Input(array with { Layout = arranged }, block);
        if (keptAxes == 0)
        {
            ReduceLoop.All(operand, reducer, states, reduction.IgnoresOrder(block), leases.Verify);
        }
        else
        {
            ReduceLoop.Axes(operand, keptAxes, reducer, states, leases.Verify);
        }
        byte* results = leases.Add(result.Buffer);
        int resultSize = reducer.ResultType.ItemSize;
        ParallelWork.InPieces(
            kept, (first, end) => reducer.Finish(states + (first * reducer.StateSize), results + (first * resultSize), end - first, items));
        if ((items == 0 && kept > 0 ? reduction.EmptyWarning : reducer.Warning) is { } warning)
        {
            HostObjects.Warn(warning);
        }
        return result;
    }

    /// <summary>The most results that are in memory at a time while they are assigned to a target.</summary>
    private const long MostResults = 1 << 22;

    /// <summary>Reduces an array along some of its axes, or all, and assigns the results to a target.</summary>
    /// <inheritdoc cref="Run"/>
    /// <param name="reduction">The reduction.</param>
    /// <param name="array">The elements.</param>
    /// <param name="axes">The axes to reduce; null for all.</param>
    /// <param name="keepDims">Whether reduced axes stay, with length 1.</param>
    /// <param name="target">The array that takes the results.</param>
    internal static void Into(Reduction reduction, ArrayRef array, int[]? axes, bool keepDims, ArrayRef target)
    {
        bool[] reduced = AxesOf(array.NDim, axes);
        target.RequireTarget(
            ResultShape(array.Layout.Shape, reduced, keepDims), reduction.Visit(reduction.BlockType(array.DType)).ResultType);
        if (array.Buffer.SharesBytesWith(target.Buffer))
        {
            Elementwise.Copy(Run(reduction, array, axes, keepDims), target);
            return;
        }
        Layout elements = KeptFirst(array.Layout, reduced, out int keptAxes);
        int[] last = [.. Enumerable.Range(keptAxes, array.NDim - keptAxes)];
        Layout results = keepDims ? KeptFirst(target.Layout, reduced, out _).Squeeze(last) : target.Layout;
        foreach ((Layout from, Layout to) in Slabs.Of(elements, keptAxes, MostResults).Zip(Slabs.Of(results, keptAxes, MostResults)))
        {
            ArrayRef slab = target with { Layout = to };
            Elementwise.Copy(Run(reduction, array with { Layout = from }, last, keepDims: false), slab);
        }
    }

    /// <summary>The result of reducing all axes, as a value.</summary>
    internal static object? Scalar(Reduction reduction, ArrayRef array) => Run(reduction, array, null, keepDims: false).Item();

    /// <summary>For each axis, whether it is reduced; null reduces all. As in numpy, a 0-d array accepts the axes 0 and -1.</summary>
    internal static bool[] AxesOf(int ndim, int[]? axes)
    {
        var reduced = new bool[ndim];
        for (int axis = 0; axis < ndim && axes is null; axis++)
        {
            reduced[axis] = true;
        }
        int[] normalized = Layout.NormalizeAxes(axes, Math.Max(ndim, axes is [0] or [-1] ? 1 : 0));
        foreach (int axis in ndim == 0 ? [] : normalized)
        {
            reduced[axis] = true;
        }
        return reduced;
    }

    /// <summary>The layout with the kept axes before the reduced ones; both groups keep their order.</summary>
    internal static Layout KeptFirst(Layout layout, bool[] reduced, out int keptAxes)
    {
        keptAxes = CountKept(reduced);
        var order = new int[reduced.Length];
        for (int axis = 0, kept = 0, last = keptAxes; axis < order.Length; axis++)
        {
            order[reduced[axis] ? last++ : kept++] = axis;
        }
        return layout.SelectAxes(order);
    }

    internal static long[] ResultShape(ReadOnlySpan<long> shape, bool[] reduced, bool keepDims)
    {
        var result = new long[keepDims ? shape.Length : CountKept(reduced)];
        for (int axis = 0, next = 0; axis < shape.Length; axis++)
        {
            if (!reduced[axis] || keepDims)
            {
                result[next++] = reduced[axis] ? 1 : shape[axis];
            }
        }
        return result;
    }

    // A loop: it runs in each reduction's first call, where a method of LINQ over bool would have to be compiled.
    private static int CountKept(bool[] reduced)
    {
        int kept = 0;
        foreach (bool isReduced in reduced)
        {
            kept += isReduced ? 0 : 1;
        }
        return kept;
    }
}

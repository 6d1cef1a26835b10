using MemMap.DataTypes;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>Folds a few elements where they lie, as <see cref="SmallLoop"/> runs kernels, and allocates nothing but the result.</summary>
internal static unsafe class SmallReduction
{
    /// <summary>The bytes of the largest accumulator that is on the stack.</summary>
    private const int MaxStateSize = 128;

    /// <summary>Reduces all axes of a small array.</summary>
    /// <param name="reduction">The reduction.</param>
    /// <param name="array">The elements.</param>
    /// <param name="result">The result, as a value.</param>
    /// <returns>Whether it was reduced; if not, nothing was done.</returns>
    internal static bool TryRun(Reduction reduction, ArrayRef array, out object? result)
    {
        result = null;
        DType block = reduction.BlockType(array.DType);
        if (!SmallLoop.Fits(array, block))
        {
            return false;
        }
        Reduction.KeptReducer borrowed = reduction.Borrow(block);
        Reducer reducer = borrowed.Reducer;
        bool isDone = reducer.StateSize <= MaxStateSize && reducer.ResultType.ItemSize <= SmallLoop.MaxItemSize
            && TryFold(reducer, array, out result);
        string? warning = reducer.Warning;
        reduction.Return(borrowed);
        if (warning is not null)
        {
            HostObjects.Warn(warning);
        }
        return isDone;
    }

    private static bool TryFold(Reducer reducer, ArrayRef array, out object? result)
    {
        result = null;
        byte* states = stackalloc byte[2 * MaxStateSize], total = states + MaxStateSize, value = stackalloc byte[SmallLoop.MaxItemSize];
        using (BufferLease lease = array.Lease())
        {
            byte* elements = SmallLoop.Aligned(array, lease);
            if (elements == null)
            {
                return false;
            }
            SmallLoop.Report(array.Size);
            // The steps of a loop over one chunk: its accumulator is merged into the one of the result.
            reducer.Reset(total, 1);
            reducer.Reset(states, 1);
            reducer.Fold(states, elements, (int)array.Size, 0);
        }
        reducer.Merge(total, states);
        reducer.Finish(total, value, 1, array.Size);
        DType dtype = reducer.ResultType;
        result = Record.ToHost(ElementCodec.ReadKept(dtype, new ReadOnlySpan<byte>(value, dtype.ItemSize)));
        return true;
    }
}

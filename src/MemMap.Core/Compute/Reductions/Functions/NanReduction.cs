using System.Runtime.InteropServices;

namespace MemMap.Compute;

/// <summary>
/// Applies another reduction to all elements except NaN (numpy's <c>nansum</c> and its family). For dtypes without NaN it equals that
/// reduction.
/// </summary>
internal sealed class NanReduction(Reduction reduction) : Reduction("nan" + reduction.Name)
{
    internal override bool HasIdentity => reduction.HasIdentity;

    internal override bool IgnoresOrder(DType dtype) => reduction.IgnoresOrder(dtype);

    internal override string? EmptyWarning => reduction.EmptyWarning;

    internal override InvalidOperationException EmptyError() => reduction.EmptyError();

    internal override DType BlockType(DType dtype) => reduction.BlockType(dtype);

    protected override Reducer Floating<T>(DType dtype) => reduction.Visit(dtype).SkipNaN(new NaNFinder<T>(), reduction);

    protected override Reducer Complex<T>(DType dtype) => reduction.Visit(dtype).SkipNaN(new NaNFinder<T>(), reduction);

    // numpy ignores NaT in nanmin and nanmax only. Here NaT is treated like NaN in all of them.
    protected override Reducer Time(DType dtype) => reduction.Visit(dtype).SkipNaN(new NaTFinder(), reduction);

    protected override Reducer Unsupported(DType dtype) => reduction.Visit(dtype);
}

/// <summary>An accumulator, and the number of elements it has seen.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Counted<TState> where TState : unmanaged
{
    internal TState State;
    internal long Count;
}

/// <summary>Passes the runs of elements between NaNs to another reducer.</summary>
internal sealed unsafe class SkipNaN<T, TState, TResult>(Reducer<T, TState, TResult> inner, NaNFinder finder, Reduction reduction)
    : Reducer<T, Counted<TState>, TResult>(inner.ResultType)
    where T : unmanaged
    where TState : unmanaged
    where TResult : unmanaged
{
    private const int Piece = 128;

    internal override Counted<TState> Initial => new() { State = inner.Initial };

    internal override Counted<TState> Fold(Counted<TState> state, ReadOnlySpan<T> block, long position)
    {
        fixed (T* values = block)
        {
            for (int start = 0, end; start < block.Length; start = finder.Number((byte*)values, end, block.Length))
            {
                end = finder.NaN((byte*)values, start, block.Length);
                if (end > start)
                {
                    state.State = inner.Fold(state.State, block[start..end], position + start);
                    state.Count += end - start;
                }
            }
        }
        return state;
    }

    internal override void FoldEach(Span<Counted<TState>> states, ReadOnlySpan<T> block, long position)
    {
        // The inner reducer expects contiguous accumulators, so they are copied there and back, a piece at a time.
        Span<TState> bare = stackalloc TState[Piece];
        fixed (T* values = block)
        {
            for (int start = 0, end; start < block.Length; start = finder.Number((byte*)values, end, block.Length))
            {
                end = finder.NaN((byte*)values, start, Math.Min(block.Length, start + Piece));
                for (int i = start; i < end; i++)
                {
                    bare[i - start] = states[i].State;
                    states[i].Count++;
                }
                inner.FoldEach(bare[..(end - start)], block[start..end], position);
                for (int i = start; i < end; i++)
                {
                    states[i].State = bare[i - start];
                }
            }
        }
    }

    internal override Counted<TState> Merge(Counted<TState> earlier, Counted<TState> later)
        => new() { State = inner.Merge(earlier.State, later.State), Count = earlier.Count + later.Count };

    internal override TResult Finish(Counted<TState> state, long items)
    {
        if (state.Count == 0 && reduction.AllNaNError() is { } error)
        {
            throw error;
        }
        TResult result = inner.Finish(state.State, state.Count);
        Warning ??= inner.Warning ?? (state.Count == 0 ? reduction.EmptyWarning : null);
        return result;
    }
}

namespace MemMap.Compute;

/// <summary>Keeps the winner of an order. <paramref name="none"/> is the result if all elements are NaN and NaN is ignored.</summary>
internal sealed class ExtremumReducer<T, TExtremum>(DType dtype, T none = default) : Reducer<T, T, T>(dtype)
    where T : unmanaged
    where TExtremum : IExtremum<TExtremum, T>
{
    internal override T Initial => TExtremum.Initial;

    internal override T Fold(T state, ReadOnlySpan<T> block, long position) => Merge(state, TExtremum.Best(block));

    internal override void FoldEach(Span<T> states, ReadOnlySpan<T> block, long position) => TExtremum.BestOfEach(states, block, states);

    internal override T Merge(T earlier, T later) => TExtremum.Beats(later, earlier) ? later : earlier;

    internal override T Finish(T state, long items) => items == 0 ? none : state;
}

/// <summary>An element and its position along the reduced axes; -1 before the first.</summary>
internal readonly record struct Found<T>(T Value, long Position) where T : unmanaged;

/// <summary>
/// Keeps the position of an order's winner. A block is searched only if its winner beats the previous ones, and then only within the
/// piece that contains the winner.
/// </summary>
internal sealed class ArgExtremumReducer<T, TExtremum>() : Reducer<T, Found<T>, long>(DType.Int64)
    where T : unmanaged
    where TExtremum : IExtremum<TExtremum, T>
{
    private const int Piece = 256;

    internal override Found<T> Initial => new(default, -1);

    internal override Found<T> Fold(Found<T> state, ReadOnlySpan<T> block, long position)
    {
        T best = TExtremum.Best(block);
        if (state.Position >= 0 && !TExtremum.Beats(best, state.Value))
        {
            return state;
        }
        int i = 0;
        while (block.Length - i > Piece && TExtremum.Beats(best, TExtremum.Best(block.Slice(i, Piece))))
        {
            i += Piece;
        }
        // The loop normally stops at the winner. The bound matters only if the file is changed concurrently.
        while (i < block.Length - 1 && TExtremum.Beats(best, block[i]))
        {
            i++;
        }
        return new(best, position + i);
    }

    internal override void FoldEach(Span<Found<T>> states, ReadOnlySpan<T> block, long position)
    {
        for (int i = 0; i < block.Length; i++)
        {
            ref Found<T> state = ref states[i];
            state = state.Position < 0 || TExtremum.Beats(block[i], state.Value) ? new(block[i], position) : state;
        }
    }

    internal override Found<T> Merge(Found<T> earlier, Found<T> later)
        => later.Position >= 0 && (earlier.Position < 0 || TExtremum.Beats(later.Value, earlier.Value)) ? later : earlier;

    internal override long Finish(Found<T> state, long items) => state.Position;
}

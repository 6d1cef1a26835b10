namespace MemMap.Compute;

/// <summary>Keeps the winner of an order; <paramref name="none"/> is the result where all elements were NaN and are ignored.</summary>
internal sealed class Extreme<T, TOrder>(DType dtype, T none = default) : Reducer<T, T, T>(dtype)
    where T : unmanaged
    where TOrder : IOrder<TOrder, T>
{
    internal override T Initial => TOrder.Initial;

    internal override T Fold(T state, ReadOnlySpan<T> block, long position) => Merge(state, TOrder.Best(block));

    internal override void FoldEach(Span<T> states, ReadOnlySpan<T> block, long position) => TOrder.BestOfEach(states, block, states);

    internal override T Merge(T earlier, T later) => TOrder.Beats(later, earlier) ? later : earlier;

    internal override T Finish(T state, long items) => items == 0 ? none : state;
}

/// <summary>An element and its position along the reduced axes; -1 before the first.</summary>
internal readonly record struct Found<T>(T Value, long Position) where T : unmanaged;

/// <summary>
/// Keeps the position of an order's winner. A block is searched only where its winner beats those before, and only the piece that has it
/// element by element.
/// </summary>
internal sealed class ArgExtreme<T, TOrder>() : Reducer<T, Found<T>, long>(DType.Int64)
    where T : unmanaged
    where TOrder : IOrder<TOrder, T>
{
    private const int Piece = 256;

    internal override Found<T> Initial => new(default, -1);

    internal override Found<T> Fold(Found<T> state, ReadOnlySpan<T> block, long position)
    {
        T best = TOrder.Best(block);
        if (state.Position >= 0 && !TOrder.Beats(best, state.Value))
        {
            return state;
        }
        int i = 0;
        while (block.Length - i > Piece && TOrder.Beats(best, TOrder.Best(block.Slice(i, Piece))))
        {
            i += Piece;
        }
        // It is there, unless the file was changed meanwhile.
        while (i < block.Length - 1 && TOrder.Beats(best, block[i]))
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
            state = state.Position < 0 || TOrder.Beats(block[i], state.Value) ? new(block[i], position) : state;
        }
    }

    internal override Found<T> Merge(Found<T> earlier, Found<T> later)
        => later.Position >= 0 && (earlier.Position < 0 || TOrder.Beats(later.Value, earlier.Value)) ? later : earlier;

    internal override long Finish(Found<T> state, long items) => state.Position;
}

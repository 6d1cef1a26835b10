using System.Numerics;

namespace MemMap.Compute;

/// <summary>Smallest element; NaN (or NaT) where there is one. No elements: an error.</summary>
internal sealed class Minimum() : Reduction("minimum")
{
    internal override bool HasIdentity => false;

    // Of complex numbers with a NaN in one part, the first wins with its other part.
    internal override bool IgnoresOrder(DType dtype) => !dtype.IsComplex;

    protected override Reducer Bool(DType dtype) => new Extreme<byte, Least<byte>>(dtype);

    internal override string? EmptyWarning => "All-NaN slice encountered";

    protected override Reducer Real<T>(DType dtype) => new Extreme<T, Least<T>>(dtype, T.CreateSaturating(double.NaN));

    protected override Reducer Complex<T>(DType dtype)
        => new Extreme<T, LeastComplex<T>>(dtype, T.CreateTruncating(new Complex(double.NaN, double.NaN)));

    protected override Reducer Time(DType dtype) => new Extreme<long, Least<long>>(dtype, NaT.Value);
}

/// <summary>Largest element; NaN (or NaT) where there is one. No elements: an error.</summary>
internal sealed class Maximum() : Reduction("maximum")
{
    internal override bool HasIdentity => false;

    internal override bool IgnoresOrder(DType dtype) => !dtype.IsComplex;

    protected override Reducer Bool(DType dtype) => new Extreme<byte, Greatest<byte>>(dtype);

    internal override string? EmptyWarning => "All-NaN slice encountered";

    protected override Reducer Real<T>(DType dtype) => new Extreme<T, Greatest<T>>(dtype, T.CreateSaturating(double.NaN));

    protected override Reducer Complex<T>(DType dtype)
        => new Extreme<T, GreatestComplex<T>>(dtype, T.CreateTruncating(new Complex(double.NaN, double.NaN)));

    protected override Reducer Time(DType dtype) => new Extreme<long, Latest>(dtype, NaT.Value);
}

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

/// <summary>Index of the first smallest element; of the first NaN (or NaT) where there is one. No elements: an error.</summary>
internal sealed class ArgMin() : Reduction("argmin")
{
    internal override bool HasIdentity => false;

    internal override bool IgnoresOrder(DType dtype) => false;

    internal override InvalidOperationException EmptyError() => Error.EmptySequence(Name);

    internal override InvalidOperationException? AllNaNError() => Error.AllNaN();

    protected override Reducer Bool(DType dtype) => new ArgExtreme<byte, Least<byte>>();

    protected override Reducer Real<T>(DType dtype) => new ArgExtreme<T, Least<T>>();

    protected override Reducer Complex<T>(DType dtype) => new ArgExtreme<T, LeastComplex<T>>();

    protected override Reducer Time(DType dtype) => new ArgExtreme<long, Least<long>>();
}

/// <summary>Index of the first largest element; of the first NaN (or NaT) where there is one. No elements: an error.</summary>
internal sealed class ArgMax() : Reduction("argmax")
{
    internal override bool HasIdentity => false;

    internal override bool IgnoresOrder(DType dtype) => false;

    internal override InvalidOperationException EmptyError() => Error.EmptySequence(Name);

    internal override InvalidOperationException? AllNaNError() => Error.AllNaN();

    protected override Reducer Bool(DType dtype) => new ArgExtreme<byte, Greatest<byte>>();

    protected override Reducer Real<T>(DType dtype) => new ArgExtreme<T, Greatest<T>>();

    protected override Reducer Complex<T>(DType dtype) => new ArgExtreme<T, GreatestComplex<T>>();

    protected override Reducer Time(DType dtype) => new ArgExtreme<long, Latest>();
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

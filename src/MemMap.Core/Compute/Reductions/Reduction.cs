using MemMap.DataTypes;

namespace MemMap.Compute;

/// <summary>
/// An operation that folds many elements into one. One small class per reduction: it says in which dtype blocks come and gives, for the
/// levels of dtypes that it supports, the <see cref="Reducer"/> that folds them.
/// </summary>
internal abstract class Reduction(string name) : DTypeVisitor<Reducer>
{
    /// <summary>numpy's name of the reduction, as in its error texts.</summary>
    internal string Name { get; } = name;

    /// <summary>Whether there is a result for no elements at all (a sum has one, a minimum hasn't).</summary>
    internal virtual bool HasIdentity => true;

    /// <summary>What to warn of where there is a result for no elements, but not a number.</summary>
    internal virtual string? EmptyWarning => null;

    /// <summary>What to throw for no elements where there is no result for them.</summary>
    internal virtual InvalidOperationException EmptyError() => Error.EmptyReduction(Name);

    /// <summary>What to throw where all elements are NaN and to be ignored; nothing where that has a result.</summary>
    internal virtual InvalidOperationException? AllNaNError() => null;

    /// <summary>Whether elements may be folded in any order (an index of the first minimum may not).</summary>
    internal virtual bool IgnoresOrder(DType dtype) => true;

    /// <summary>The dtype in which the reducer gets its blocks.</summary>
    internal virtual DType BlockType(DType dtype) => dtype.AsNative();

    protected override Reducer Unsupported(DType dtype) => throw Error.NoLoop(Name, dtype);
}

/// <summary>
/// Folds blocks into accumulators. Accumulators are unmanaged values in an array that the loop owns; an axis' worth of them is
/// folded at once where the reduced axis isn't the innermost one.
/// </summary>
internal abstract unsafe class Folder
{
    /// <summary>The size of one accumulator in bytes.</summary>
    internal abstract int StateSize { get; }

    /// <summary>Sets accumulators to the state before any element.</summary>
    internal abstract void Reset(byte* states, long count);

    /// <summary>
    /// Folds a run of elements into one accumulator; <paramref name="position"/> is that of the first along the reduced axes.
    /// </summary>
    internal abstract void Fold(byte* state, byte* block, int count, long position);

    /// <summary>Folds element i into accumulator i; all have the same <paramref name="position"/> along the reduced axes.</summary>
    internal abstract void FoldEach(byte* states, byte* block, int count, long position);

    /// <summary>
    /// Folds rows, one after the other, as <see cref="FoldEach"/> does one; the first has <paramref name="position"/>. Who can take several
    /// at once reads and writes accumulators less often.
    /// </summary>
    internal virtual void FoldRows(byte* states, byte* block, int rows, int row, int itemSize, long position)
    {
        for (int i = 0; i < rows; i++)
        {
            FoldEach(states, block + ((long)i * row * itemSize), row, position + i);
        }
    }

    /// <summary>Folds the accumulator of later elements into that of earlier ones, which is of no more use then.</summary>
    internal abstract void Merge(byte* state, byte* later);
}

/// <summary>A <see cref="Folder"/> whose accumulators become the elements of an array.</summary>
internal abstract unsafe class Reducer : Folder
{
    /// <summary>The dtype of the result.</summary>
    internal abstract DType ResultType { get; }

    /// <summary>What the user is to be warned of, once <see cref="Finish(byte*, byte*, long, long)"/> has run.</summary>
    internal string? Warning { get; private protected set; }

    /// <summary>Writes the native results of accumulators that have each seen <paramref name="items"/> elements.</summary>
    internal abstract void Finish(byte* states, byte* results, long count, long items);

    /// <summary>This reducer for all elements but NaN.</summary>
    internal abstract Reducer SkipNaN(NaNFinder finder, Reduction reduction);
}

/// <summary>The typed face of <see cref="Reducer"/>: what a reduction really implements.</summary>
/// <typeparam name="T">The element in a block.</typeparam>
/// <typeparam name="TState">The accumulator.</typeparam>
/// <typeparam name="TResult">The element of the result.</typeparam>
internal abstract unsafe class Reducer<T, TState, TResult>(DType resultType) : Reducer
    where T : unmanaged
    where TState : unmanaged
    where TResult : unmanaged
{
    internal sealed override DType ResultType => resultType;

    internal sealed override int StateSize => sizeof(TState);

    internal abstract TState Initial { get; }

    internal abstract TState Fold(TState state, ReadOnlySpan<T> block, long position);

    internal abstract void FoldEach(Span<TState> states, ReadOnlySpan<T> block, long position);

    internal abstract TState Merge(TState earlier, TState later);

    internal abstract TResult Finish(TState state, long items);

    internal sealed override Reducer SkipNaN(NaNFinder finder, Reduction reduction)
        => new SkipNaN<T, TState, TResult>(this, finder, reduction);

    internal sealed override void Reset(byte* states, long count)
    {
        TState initial = Initial;
        for (long i = 0; i < count; i++)
        {
            ((TState*)states)[i] = initial;
        }
    }

    internal sealed override void Fold(byte* state, byte* block, int count, long position)
        => *(TState*)state = Fold(*(TState*)state, new ReadOnlySpan<T>(block, count), position);

    internal sealed override void FoldEach(byte* states, byte* block, int count, long position)
        => FoldEach(new Span<TState>(states, count), new ReadOnlySpan<T>(block, count), position);

    internal sealed override void Merge(byte* state, byte* later) => *(TState*)state = Merge(*(TState*)state, *(TState*)later);

    internal sealed override void Finish(byte* states, byte* results, long count, long items)
    {
        for (long i = 0; i < count; i++)
        {
            ((TResult*)results)[i] = Finish(((TState*)states)[i], items);
        }
    }
}

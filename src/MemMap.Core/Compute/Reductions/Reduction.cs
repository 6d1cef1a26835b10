using MemMap.DataTypes;

namespace MemMap.Compute;

/// <summary>
/// An operation that folds many elements into one. There is one small class per reduction. It declares the dtype of its blocks, and returns
/// the <see cref="Reducer"/> that folds them for each level of dtypes that it supports.
/// </summary>
internal abstract class Reduction(string name) : DTypeVisitor<Reducer>
{
    private KeptReducer? _kept;

    /// <summary>numpy's name of the reduction, for error texts.</summary>
    internal string Name { get; } = name;

    /// <summary>Whether the reduction of no elements has a result (a sum has one, a minimum has none).</summary>
    internal virtual bool HasIdentity => true;

    /// <summary>The warning for no elements, if the result is then NaN.</summary>
    internal virtual string? EmptyWarning => null;

    /// <summary>The exception for no elements, if there is no identity.</summary>
    internal virtual InvalidOperationException EmptyError() => Error.EmptyReduction(Name);

    /// <summary>The exception if all elements are NaN and NaN is ignored; null if that has a result.</summary>
    internal virtual InvalidOperationException? AllNaNError() => null;

    /// <summary>Whether elements may be folded in any order (not so for the index of the first minimum).</summary>
    internal virtual bool IgnoresOrder(DType dtype) => true;

    /// <summary>The dtype of the reducer's blocks.</summary>
    internal virtual DType BlockType(DType dtype) => dtype.AsNative();

    protected override Reducer Unsupported(DType dtype) => throw Error.NoLoop(Name, dtype);

    /// <summary>
    /// A reducer for blocks of a dtype, to be returned: the one that was returned last, if it is for the same dtype, or a new one.
    /// </summary>
    internal KeptReducer Borrow(DType block)
        => Interlocked.Exchange(ref _kept, null) is { } kept && ReferenceEquals(kept.Block, block) ? kept : new(block, Visit(block));

    /// <summary>Keeps a borrowed reducer for the next use. One that has left a warning is used up.</summary>
    internal void Return(KeptReducer borrowed) => _kept = borrowed.Reducer.Warning is null ? borrowed : null;

    /// <summary>A reducer, and the dtype of its blocks.</summary>
    internal sealed record KeptReducer(DType Block, Reducer Reducer);
}

/// <summary>
/// Folds blocks into accumulators. Accumulators are unmanaged values in an array that the loop owns. If the reduced axis is not the
/// innermost one, a row of elements is folded into a row of accumulators at once.
/// </summary>
internal abstract unsafe class Folder
{
    /// <summary>The size of one accumulator in bytes.</summary>
    internal abstract int StateSize { get; }

    /// <summary>Resets accumulators to the state before any element.</summary>
    internal abstract void Reset(byte* states, long count);

    /// <summary>
    /// Folds a run of elements into one accumulator. <paramref name="position"/> is that of the first element along the reduced axes.
    /// </summary>
    internal abstract void Fold(byte* state, byte* block, int count, long position);

    /// <summary>Folds element i into accumulator i; all have the same <paramref name="position"/> along the reduced axes.</summary>
    internal abstract void FoldEach(byte* states, byte* block, int count, long position);

    /// <summary>
    /// Folds rows one after the other, each as <see cref="FoldEach"/> does. <paramref name="position"/> is that of the first row. An
    /// override that folds several rows at once reads and writes the accumulators less often.
    /// </summary>
    internal virtual void FoldRows(byte* states, byte* block, int rows, int row, int itemSize, long position)
    {
        for (int i = 0; i < rows; i++)
        {
            FoldEach(states, block + ((long)i * row * itemSize), row, position + i);
        }
    }

    /// <summary>Merges the accumulator of later elements into that of earlier ones. The later one must not be used afterwards.</summary>
    internal abstract void Merge(byte* state, byte* later);
}

/// <summary>A <see cref="Folder"/> whose accumulators become the elements of the result.</summary>
internal abstract unsafe class Reducer : Folder
{
    /// <summary>The dtype of the result.</summary>
    internal abstract DType ResultType { get; }

    /// <summary>The warning for the user, set when <see cref="Finish(byte*, byte*, long, long)"/> has run.</summary>
    internal string? Warning { get; private protected set; }

    /// <summary>Writes the native results of accumulators, each of which has seen <paramref name="items"/> elements.</summary>
    internal abstract void Finish(byte* states, byte* results, long count, long items);

    /// <summary>This reducer for all elements except NaN.</summary>
    internal abstract Reducer SkipNaN(NaNFinder finder, Reduction reduction);
}

/// <summary>The typed base of <see cref="Reducer"/>, which reductions implement.</summary>
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
    {
        TState folded = *(TState*)state;
        for (var items = new ReadOnlySpan<T>(block, count); !items.IsEmpty;)
        {
            int part = Math.Min(items.Length, BlockLoop.PartItems);
            folded = Fold(folded, items[..part], position);
            items = items[part..];
            position += part;
        }
        *(TState*)state = folded;
    }

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

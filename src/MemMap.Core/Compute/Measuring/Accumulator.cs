using System.Numerics;
using System.Runtime.InteropServices;

namespace MemMap.Compute;

/// <summary>Accumulates elements, singly or in blocks, into a <see cref="MeasurePart"/>.</summary>
internal abstract unsafe class Accumulator
{
    /// <summary>Adds a run of elements.</summary>
    internal abstract void Add(byte* block, int count);

    /// <summary>Adds one element. It may be held back until there are enough for a run.</summary>
    internal abstract void AddOne(byte* element);

    /// <summary>Merges another accumulator of the same kind.</summary>
    internal abstract void Add(Accumulator other);

    /// <summary>The measures of the elements so far.</summary>
    internal abstract MeasurePart ToPart();

    /// <summary>Resets the accumulator to the state before any element.</summary>
    internal abstract void Clear();
}

/// <summary>The common part of accumulators of all dtypes: counts and extremes. NaN is counted and otherwise ignored.</summary>
internal abstract unsafe class Accumulator<T, TLeast, TGreatest>(int waiting) : Accumulator
    where T : unmanaged, INumberBase<T>
    where TLeast : IExtremum<TLeast, T>
    where TGreatest : IExtremum<TGreatest, T>
{
    private static readonly CountReducer<T> NonZero = new();

    [ThreadStatic]
    private static T[]? _numbersOnly;

    private T[] _waiting = [];
    private int _waitingCount;
    private long _numbers;
    private long _nans;
    private long _zeros;
    private T _least;
    private T _greatest;

    internal sealed override void Add(byte* block, int count)
    {
        var values = new ReadOnlySpan<T>(block, count);
        for (; !values.IsEmpty; values = values[Math.Min(ExactBlock.Piece, values.Length)..])
        {
            AddPiece(values[..Math.Min(ExactBlock.Piece, values.Length)]);
        }
    }

    internal sealed override void AddOne(byte* element)
    {
        if (_waiting.Length == 0)
        {
            _waiting = new T[waiting];
        }
        _waiting[_waitingCount++] = *(T*)element;
        if (_waitingCount == _waiting.Length)
        {
            Settle();
        }
    }

    internal override void Add(Accumulator other)
    {
        var same = (Accumulator<T, TLeast, TGreatest>)other;
        Settle();
        same.Settle();
        if (same._numbers > 0)
        {
            AddExtremes(same._least, same._greatest);
        }
        _numbers += same._numbers;
        _nans += same._nans;
        _zeros += same._zeros;
    }

    internal sealed override MeasurePart ToPart()
    {
        Settle();
        (ExactTotal real, ExactTotal imaginary, DyadicRational squares) = Totals();
        return new(
            _numbers, _nans, _zeros, _numbers == 0 ? [] : BytesOf(_least), _numbers == 0 ? [] : BytesOf(_greatest), real, imaginary,
            squares);
    }

    internal override void Clear() => (_waitingCount, _numbers, _nans, _zeros) = (0, 0, 0, 0);

    /// <summary>The sums.</summary>
    private protected abstract (ExactTotal Real, ExactTotal Imaginary, DyadicRational Squares) Totals();

    /// <summary>Adds at most <see cref="ExactBlock.Piece"/> numbers, none of them NaN, to the sums.</summary>
    private protected abstract void AddNumbers(ReadOnlySpan<T> numbers, T least, T greatest);

    private protected abstract bool IsNaN(T value);

    /// <summary>Whether a piece contains a NaN, given its smallest element: a NaN wins over all others.</summary>
    private protected virtual bool HasNaN(ReadOnlySpan<T> piece, T least) => IsNaN(least);

    /// <summary>Whether zero lies between two numbers.</summary>
    private protected virtual bool MayBeZero(T least, T greatest) => true;

    private void Settle()
    {
        ReadOnlySpan<T> values = _waiting.AsSpan(0, _waitingCount);
        _waitingCount = 0;
        if (!values.IsEmpty)
        {
            AddPiece(values);
        }
    }

    private void AddPiece(ReadOnlySpan<T> piece)
    {
        T least = TLeast.Best(piece);
        if (HasNaN(piece, least))
        {
            ReadOnlySpan<T> numbers = WithoutNaN(piece);
            _nans += piece.Length - numbers.Length;
            piece = numbers;
            if (piece.IsEmpty)
            {
                return;
            }
            least = TLeast.Best(piece);
        }
        T greatest = TGreatest.Best(piece);
        AddExtremes(least, greatest);
        _numbers += piece.Length;
        if (MayBeZero(least, greatest))
        {
            _zeros += piece.Length - NonZero.Fold(0, piece, 0);
        }
        AddNumbers(piece, least, greatest);
    }

    private ReadOnlySpan<T> WithoutNaN(ReadOnlySpan<T> piece)
    {
        T[] room = _numbersOnly ??= new T[ExactBlock.Piece];
        int count = 0;
        foreach (T value in piece)
        {
            room[count] = value;
            count += IsNaN(value) ? 0 : 1;
        }
        return room.AsSpan(0, count);
    }

    private void AddExtremes(T least, T greatest)
    {
        // Normalises -0 to 0: the result must not depend on which of them came first.
        least += T.Zero;
        greatest += T.Zero;
        bool isFirst = _numbers == 0;
        _least = isFirst || TLeast.Beats(least, _least) ? least : _least;
        _greatest = isFirst || TGreatest.Beats(greatest, _greatest) ? greatest : _greatest;
    }

    private static byte[] BytesOf(T value) => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(ref value)).ToArray();
}

using System.Numerics;
using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>
/// Which of two elements a minimum or maximum keeps. A NaN wins over all numbers, and the first NaN over later ones.
/// </summary>
/// <typeparam name="TSelf">The order itself.</typeparam>
/// <typeparam name="T">The element.</typeparam>
internal interface IExtremum<TSelf, T> where TSelf : IExtremum<TSelf, T> where T : unmanaged
{
    /// <summary>The initial value, which loses to or equals every element.</summary>
    static abstract T Initial { get; }

    /// <summary>Whether a candidate wins over the best so far. An equal one does not.</summary>
    static abstract bool Beats(T candidate, T best);

    /// <summary>The winner of a block of at least one element.</summary>
    static virtual T Best(ReadOnlySpan<T> block)
    {
        T best = block[0];
        foreach (T value in block)
        {
            best = TSelf.Beats(value, best) ? value : best;
        }
        return best;
    }

    /// <summary>The winners of pairs.</summary>
    static virtual void BestOfEach(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> best)
    {
        for (int i = 0; i < x.Length; i++)
        {
            best[i] = TSelf.Beats(y[i], x[i]) ? y[i] : x[i];
        }
    }
}

internal readonly struct Least<T> : IExtremum<Least<T>, T> where T : unmanaged, INumber<T>
{
    public static T Initial => T.CreateSaturating(double.PositiveInfinity);

    public static bool Beats(T candidate, T best) => candidate < best || (T.IsNaN(candidate) && !T.IsNaN(best));

    public static T Best(ReadOnlySpan<T> block) => VectorExtremum.Min(block);

    public static void BestOfEach(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> best) => TensorPrimitives.Min(x, y, best);
}

internal readonly struct Greatest<T> : IExtremum<Greatest<T>, T> where T : unmanaged, INumber<T>
{
    public static T Initial => T.CreateSaturating(double.NegativeInfinity);

    public static bool Beats(T candidate, T best) => candidate > best || (T.IsNaN(candidate) && !T.IsNaN(best));

    public static T Best(ReadOnlySpan<T> block) => VectorExtremum.Max(block);

    public static void BestOfEach(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> best) => TensorPrimitives.Max(x, y, best);
}

/// <summary>
/// The latest time, NaT if there is one. (NaT is the smallest integer, so the earliest time is the integers' minimum.)
/// </summary>
internal readonly struct Latest : IExtremum<Latest, long>
{
    public static long Initial => NaT.Value + 1;

    public static bool Beats(long candidate, long best) => best != NaT.Value && (candidate > best || candidate == NaT.Value);

    public static long Best(ReadOnlySpan<long> block) => block.Contains(NaT.Value) ? NaT.Value : TensorPrimitives.Max(block);
}

/// <summary>The order of complex numbers: by the real part, then by the imaginary part.</summary>
internal readonly struct LeastComplex<T> : IExtremum<LeastComplex<T>, T> where T : unmanaged, INumberBase<T>
{
    public static T Initial => T.CreateTruncating(new Complex(double.PositiveInfinity, double.PositiveInfinity));

    public static bool Beats(T candidate, T best)
        => !NaNFinder<T>.IsNaN(best) && (NaNFinder<T>.IsNaN(candidate)
            || Lexicographic(Complex.CreateTruncating(candidate), Complex.CreateTruncating(best)));

    private static bool Lexicographic(Complex x, Complex y) => x.Real < y.Real || (x.Real == y.Real && x.Imaginary < y.Imaginary);
}

/// <inheritdoc cref="LeastComplex{T}"/>
internal readonly struct GreatestComplex<T> : IExtremum<GreatestComplex<T>, T> where T : unmanaged, INumberBase<T>
{
    public static T Initial => T.CreateTruncating(new Complex(double.NegativeInfinity, double.NegativeInfinity));

    public static bool Beats(T candidate, T best)
        => !NaNFinder<T>.IsNaN(best) && (NaNFinder<T>.IsNaN(candidate)
            || Lexicographic(Complex.CreateTruncating(candidate), Complex.CreateTruncating(best)));

    private static bool Lexicographic(Complex x, Complex y) => x.Real > y.Real || (x.Real == y.Real && x.Imaginary > y.Imaginary);
}

using System.Numerics;
using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>
/// Variance, or a function of it: one pass in bounded memory. A piece that fits in the cache gives its mean and the squared distances
/// from it; pieces are merged with Chan's formula, which loses nothing to cancellation. Integers in float64; the result is real.
/// </summary>
internal sealed class Variance(string name, double ddof, Func<double, double> ofVariance) : Reduction(name)
{
    internal override DType BlockType(DType dtype)
        => dtype.IsInteger || dtype.Kind == ElementKind.Bool ? DType.Float64 : dtype.AsNative();

    internal override string? EmptyWarning => Moments.Warning;

    protected override Reducer Floating<T>(DType dtype) => new MomentsReducer<T>(dtype, ddof, ofVariance);

    protected override Reducer Complex<T>(DType dtype)
        => dtype.Kind == ElementKind.Complex64
            ? new ComplexMomentsReducer<T, float>(DType.Float32, ddof, ofVariance)
            : new ComplexMomentsReducer<T, double>(DType.Float64, ddof, ofVariance);
}

/// <summary>
/// How many elements there were, their mean, and the sum of their squared distances from it. The mean is a pair, rounded and what
/// rounding took: beside a mean that is large, its rounding error would show in the distances between the means that are merged.
/// </summary>
internal readonly record struct Moments(double Count, double Mean, double Rest, double Squares)
{
    internal const string Warning = "Degrees of freedom <= 0 for slice";

    internal Moments Add(double value)
    {
        double count = Count + 1, distance = value - Mean - Rest, step = distance / count;
        return WithMean(count, Mean, Rest + step, Squares + (distance * (distance - step)));
    }

    internal Moments Add(Moments other)
    {
        if (Count == 0 || other.Count == 0)
        {
            return Count == 0 ? other : this;
        }
        double count = Count + other.Count, distance = other.Mean - Mean + (other.Rest - Rest), part = other.Count / count;
        return WithMean(count, Mean, Rest + (distance * part), Squares + other.Squares + (distance * distance * Count * part));
    }

    private static Moments WithMean(double count, double mean, double rest, double squares)
    {
        double sum = mean + rest;
        return new(count, sum, rest - (sum - mean), squares);
    }

    /// <summary>The variance; NaN where <paramref name="ddof"/> leaves nothing to divide by.</summary>
    internal double Variance(double ddof) => Count > ddof ? Squares / (Count - ddof) : double.NaN;
}

internal sealed class MomentsReducer<T>(DType result, double ddof, Func<double, double> ofVariance) : Reducer<T, Moments, T>(result)
    where T : unmanaged, INumberBase<T>
{
    private const int Piece = 1024;

    internal override Moments Initial => default;

    internal override Moments Fold(Moments state, ReadOnlySpan<T> block, long position)
    {
        Span<double> wide = stackalloc double[Piece];
        for (; !block.IsEmpty; block = block[Math.Min(Piece, block.Length)..])
        {
            ReadOnlySpan<T> part = block[..Math.Min(Piece, block.Length)];
            Span<double> values = wide[..part.Length];
            TensorPrimitives.ConvertTruncating(part, values);
            double mean = TensorPrimitives.Sum<double>(values) / values.Length;
            TensorPrimitives.Subtract(values, mean, values);
            double rest = TensorPrimitives.Sum<double>(values) / values.Length;
            double squares = TensorPrimitives.SumOfSquares<double>(values) - (rest * rest * values.Length);
            state = state.Add(new Moments(values.Length, mean, rest, squares));
        }
        return state;
    }

    internal override void FoldEach(Span<Moments> states, ReadOnlySpan<T> block, long position)
    {
        for (int i = 0; i < block.Length; i++)
        {
            states[i] = states[i].Add(double.CreateTruncating(block[i]));
        }
    }

    internal override Moments Merge(Moments earlier, Moments later) => earlier.Add(later);

    internal override T Finish(Moments state, long items)
    {
        Warning = state.Count > ddof ? Warning : Moments.Warning;
        return T.CreateTruncating(ofVariance(state.Variance(ddof)));
    }
}

/// <summary>The moments of a complex number's parts; their squared distances add up to those of the number.</summary>
internal readonly record struct ComplexMoments(Moments Re, Moments Im);

internal sealed class ComplexMomentsReducer<T, TResult>(DType result, double ddof, Func<double, double> ofVariance)
    : Reducer<T, ComplexMoments, TResult>(result)
    where T : unmanaged, INumberBase<T>
    where TResult : unmanaged, INumberBase<TResult>
{
    internal override ComplexMoments Initial => default;

    internal override ComplexMoments Fold(ComplexMoments state, ReadOnlySpan<T> block, long position)
    {
        foreach (T value in block)
        {
            state = Add(state, value);
        }
        return state;
    }

    internal override void FoldEach(Span<ComplexMoments> states, ReadOnlySpan<T> block, long position)
    {
        for (int i = 0; i < block.Length; i++)
        {
            states[i] = Add(states[i], block[i]);
        }
    }

    private static ComplexMoments Add(ComplexMoments state, T value)
    {
        Complex number = Complex.CreateTruncating(value);
        return new(state.Re.Add(number.Real), state.Im.Add(number.Imaginary));
    }

    internal override ComplexMoments Merge(ComplexMoments earlier, ComplexMoments later)
        => new(earlier.Re.Add(later.Re), earlier.Im.Add(later.Im));

    internal override TResult Finish(ComplexMoments state, long items)
    {
        Warning = state.Re.Count > ddof ? Warning : Moments.Warning;
        return TResult.CreateTruncating(ofVariance(state.Re.Variance(ddof) + state.Im.Variance(ddof)));
    }
}

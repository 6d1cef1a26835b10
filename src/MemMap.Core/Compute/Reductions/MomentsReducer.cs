using System.Numerics;
using System.Numerics.Tensors;

namespace MemMap.Compute;

internal sealed class MomentsReducer<T>(DType result, Freedom freedom, Func<double, double> ofVariance) : Reducer<T, Moments, T>(result)
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
            Prefetch.Next(part);
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
        Warning = state.Count > freedom.Ddof ? Warning : Moments.Warning;
        return T.CreateTruncating(ofVariance(freedom.Variance(state.Count, state.Squares)));
    }
}

internal sealed class ComplexMomentsReducer<T, TResult>(DType result, Freedom freedom, Func<double, double> ofVariance)
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
        Warning = state.Re.Count > freedom.Ddof ? Warning : Moments.Warning;
        return TResult.CreateTruncating(ofVariance(freedom.Variance(state.Re.Count, state.Re.Squares + state.Im.Squares)));
    }
}

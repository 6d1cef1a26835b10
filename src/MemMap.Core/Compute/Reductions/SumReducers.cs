using System.Numerics;
using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Adds integers of any size modulo 2^64. A uint64 result has the same bits.</summary>
internal sealed unsafe class IntegerSum<T>(DType result) : Reducer<T, long, long>(result) where T : unmanaged, INumberBase<T>
{
    internal override long Initial => 0;

    internal override long Fold(long state, ReadOnlySpan<T> block, long position) => state + WideningSums.SumIntegers(block);

    internal override void FoldEach(Span<long> states, ReadOnlySpan<T> block, long position)
        => WideningSums.AddRowsOfIntegers(states, block);

    internal override void FoldRows(byte* states, byte* block, int rows, int row, int itemSize, long position)
        => WideningSums.AddRowsOfIntegers(new Span<long>(states, row), new ReadOnlySpan<T>(block, rows * row));

    internal override long Merge(long earlier, long later) => earlier + later;

    internal override long Finish(long state, long items) => state;
}

/// <summary>Adds numbers of at most 32 bits in float64.</summary>
internal sealed unsafe class NarrowSum<T, TResult>(DType result, Func<long, double> scale) : Reducer<T, double, TResult>(result)
    where T : unmanaged, INumberBase<T>
    where TResult : unmanaged, INumberBase<TResult>
{
    internal override double Initial => 0;

    internal override double Fold(double state, ReadOnlySpan<T> block, long position) => state + WideningSums.Sum(block);

    internal override void FoldEach(Span<double> states, ReadOnlySpan<T> block, long position) => WideningSums.AddRows(states, block);

    internal override void FoldRows(byte* states, byte* block, int rows, int row, int itemSize, long position)
        => WideningSums.AddRows(new Span<double>(states, row), new ReadOnlySpan<T>(block, rows * row));

    internal override double Merge(double earlier, double later) => earlier + later;

    internal override TResult Finish(double state, long items) => TResult.CreateTruncating(state / scale(items));
}

/// <summary>Adds float64: sums pieces that fit in the cache, and adds these sums with their rounding errors.</summary>
internal sealed class DoubleSum(Func<long, double> scale) : Reducer<double, CompensatedSum, double>(DType.Float64)
{
    private const int Piece = 512;

    internal override CompensatedSum Initial => default;

    internal override CompensatedSum Fold(CompensatedSum state, ReadOnlySpan<double> block, long position)
    {
        for (; !block.IsEmpty; block = block[Math.Min(Piece, block.Length)..])
        {
            ReadOnlySpan<double> part = block[..Math.Min(Piece, block.Length)];
            Prefetch.Next(part);
            state = state.Add(TensorPrimitives.Sum(part));
        }
        return state;
    }

    internal override void FoldEach(Span<CompensatedSum> states, ReadOnlySpan<double> block, long position)
    {
        for (int i = 0; i < block.Length; i++)
        {
            states[i] = states[i].Add(block[i]);
        }
    }

    internal override CompensatedSum Merge(CompensatedSum earlier, CompensatedSum later) => earlier.Add(later);

    internal override double Finish(CompensatedSum state, long items) => state.Value / scale(items);
}

/// <summary>Adds complex numbers; each part carries its rounding error.</summary>
internal sealed class ComplexSum<T>(DType result, Func<long, double> scale) : Reducer<T, CompensatedComplex, T>(result)
    where T : unmanaged, INumberBase<T>
{
    internal override CompensatedComplex Initial => default;

    internal override CompensatedComplex Fold(CompensatedComplex state, ReadOnlySpan<T> block, long position)
    {
        foreach (T value in block)
        {
            state = state.Add(Complex.CreateTruncating(value));
        }
        return state;
    }

    internal override void FoldEach(Span<CompensatedComplex> states, ReadOnlySpan<T> block, long position)
    {
        for (int i = 0; i < block.Length; i++)
        {
            states[i] = states[i].Add(Complex.CreateTruncating(block[i]));
        }
    }

    internal override CompensatedComplex Merge(CompensatedComplex earlier, CompensatedComplex later)
        => new(earlier.Re.Add(later.Re), earlier.Im.Add(later.Im));

    internal override T Finish(CompensatedComplex state, long items)
        => T.CreateTruncating(new Complex(state.Re.Value / scale(items), state.Im.Value / scale(items)));
}

/// <summary>Adds time spans; NaT if there is one.</summary>
internal sealed class TimeSum(DType result, Func<long, long, long>? finish) : Reducer<long, long, long>(result)
{
    internal override long Initial => 0;

    internal override long Fold(long state, ReadOnlySpan<long> block, long position)
        => state == NaT.Value || block.Contains(NaT.Value) ? NaT.Value : state + TensorPrimitives.Sum(block);

    internal override void FoldEach(Span<long> states, ReadOnlySpan<long> block, long position)
    {
        for (int i = 0; i < block.Length; i++)
        {
            states[i] = Merge(states[i], block[i]);
        }
    }

    internal override long Merge(long earlier, long later) => earlier == NaT.Value || later == NaT.Value ? NaT.Value : earlier + later;

    internal override long Finish(long state, long items) => finish is null ? state : finish(state, items);
}

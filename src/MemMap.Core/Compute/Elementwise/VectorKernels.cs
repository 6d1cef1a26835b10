using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Compute;

/// <summary>
/// A function of float64 that TensorPrimitives has in vectors. Its vectors and its scalar code differ in the last digits, and some of its
/// vectors fall back to scalar code as a whole because of one element.
/// </summary>
internal interface IVectorFunction
{
    /// <summary>The largest absolute value whose result in a vector does not depend on the other elements.</summary>
    static abstract double Limit { get; }

    /// <summary>The results of numbers within the limit. There are at least as many as fill the widest vector.</summary>
    static abstract void Of(ReadOnlySpan<double> x, Span<double> destination);

    /// <summary>The result of any other element: a larger number, an infinity or NaN.</summary>
    static abstract double Of(double x);
}

/// <summary>
/// Creates kernels from vectorised functions. The result of an element depends on that element alone, not on the length of the array or
/// on neighbours: few elements are computed in a whole vector too, and those beyond the limit apart. Narrower floats are computed in
/// float64, since float32 vectors are off by up to four units in the last place (and the exponential of 0 by one).
/// </summary>
internal static class VectorKernels
{
    /// <summary>The largest angle that vectors reduce themselves: beyond it, all of a vector would become scalar code.</summary>
    internal const double MaxAngle = 1 << 20;

    private const int Piece = 512;

    // The elements of the widest vector, 512 bits.
    private const int Widest = 8;

    internal static Kernel Unary<TFunction, T>()
        where TFunction : struct, IVectorFunction
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Kernels.Unary<T, T>(Run<TFunction, T>);

    [SkipLocalsInit]
    private static void Run<TFunction, T>(ReadOnlySpan<T> x, Span<T> destination)
        where TFunction : struct, IVectorFunction
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<double> scratch = stackalloc double[Piece];
        for (int start = 0, count; start < x.Length; start += count)
        {
            count = Math.Min(Piece, x.Length - start);
            ReadOnlySpan<T> part = x.Slice(start, count);
            Span<double> wide = scratch[..Math.Max(Widest, count)];
            wide[count..].Clear();
            TensorPrimitives.ConvertTruncating(part, wide);
            bool areWithin = AreWithin(wide, TFunction.Limit);
            for (int i = 0; !areWithin && i < count; i++)
            {
                wide[i] = Math.Abs(wide[i]) <= TFunction.Limit ? wide[i] : 0;
            }
            TFunction.Of(wide, wide);
            // The source is still there: what is computed in place is written in the end.
            for (int i = 0; !areWithin && i < count; i++)
            {
                double value = double.CreateTruncating(part[i]);
                wide[i] = Math.Abs(value) <= TFunction.Limit ? wide[i] : TFunction.Of(value);
            }
            TensorPrimitives.ConvertTruncating<double, T>(wide[..count], destination.Slice(start, count));
        }
    }

    private static bool AreWithin(ReadOnlySpan<double> values, double limit)
    {
        int i = 0;
        for (Vector256<double> most = Vector256.Create(limit); i <= values.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            if (!Vector256.LessThanOrEqualAll(Vector256.Abs(Vector256.Create(values[i..])), most))
            {
                return false;
            }
        }
        while (i < values.Length && Math.Abs(values[i]) <= limit)
        {
            i++;
        }
        return i == values.Length;
    }
}

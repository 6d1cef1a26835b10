using System.Numerics;
using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>
/// Rounds to a number of decimals (negative: tens, hundreds ...), halves to the even digit, in numpy's steps: scale, round, scale back,
/// each in the dtype itself. Integers stay integers: only negative decimals change them. They are rounded exactly, and overflow wraps.
/// </summary>
internal sealed unsafe class Round(int decimals) : UnaryOperation("round")
{
    private const int MostDigits = 38;

    private readonly double _scale = Math.Pow(10, Math.Abs((double)decimals));

    internal override DType ComputeType(DType x) => x.Kind == ElementKind.Bool ? DType.Float16 : x.AsNative();

    protected override Kernel Integer<T>(DType dtype) => decimals >= 0 ? Map<T>(static (x, d) => x.CopyTo(d)) : Map<T>((x, d) =>
    {
        // Beyond 38 digits every integer rounds to 0, and Int128 has no larger power of ten.
        Int128 scale = decimals < -MostDigits ? Int128.MaxValue : (Int128)BigInteger.Pow(10, -decimals);
        for (int i = 0; i < x.Length; i++)
        {
            d[i] = T.CreateTruncating(Nearest(Int128.CreateTruncating(x[i]), scale));
        }
    });

    protected override Kernel Floating<T>(DType dtype) => Map<T>(Rounded);

    protected override Kernel OfParts<T>()
        => (blocks, count) => Rounded(new ReadOnlySpan<T>(blocks[0], 2 * count), new Span<T>(blocks[1], 2 * count));

    private void Rounded<T>(ReadOnlySpan<T> x, Span<T> d) where T : IFloatingPoint<T>
    {
        T scale = T.CreateSaturating(_scale);
        switch (decimals)
        {
            case 0:
                TensorPrimitives.Round(x, d);
                break;
            case > 0:
                TensorPrimitives.Multiply(x, scale, d);
                TensorPrimitives.Round<T>(d, d);
                TensorPrimitives.Divide(d, scale, d);
                break;
            default:
                TensorPrimitives.Divide(x, scale, d);
                TensorPrimitives.Round<T>(d, d);
                TensorPrimitives.Multiply(d, scale, d);
                break;
        }
    }

    /// <summary>The nearest multiple of <paramref name="scale"/>; the even one of two that are equally near.</summary>
    private static Int128 Nearest(Int128 x, Int128 scale)
    {
        (Int128 quotient, Int128 rest) = Int128.DivRem(x, scale);
        int half = Int128.Abs(rest).CompareTo(scale - Int128.Abs(rest));
        bool isUp = half > 0 || (half == 0 && Int128.IsOddInteger(quotient));
        return (isUp ? quotient + Int128.Sign(x) : quotient) * scale;
    }
}

using System.Numerics;

namespace MemMap.Compute;

/// <summary>The greatest common divisor of two integers, which is not negative; 0 of two zeros.</summary>
internal sealed class Gcd() : BinaryOperation("gcd")
{
    protected override Kernel Integer<T>(DType dtype) => ScalarKernels.Binary<GreatestCommonDivisor<T>, T>();
}

internal readonly struct GreatestCommonDivisor<T> : IBinaryOperator<T, T, T> where T : unmanaged, IBinaryInteger<T>
{
    public static T Of(T x, T y) => T.CreateTruncating(Of(Size(x), Size(y)));

    internal static ulong Of(ulong x, ulong y)
    {
        while (y != 0)
        {
            (x, y) = (y, x % y);
        }
        return x;
    }

    /// <summary>The absolute value, that of the smallest integer included.</summary>
    internal static ulong Size(T x) => T.IsNegative(x) ? unchecked(0 - ulong.CreateTruncating(x)) : ulong.CreateTruncating(x);
}

using System.Numerics;

namespace MemMap.Compute;

/// <summary>The least common multiple of two integers, which wraps where it doesn't fit; 0 if one of them is.</summary>
internal sealed class Lcm() : BinaryOperation("lcm")
{
    protected override Kernel Integer<T>(DType dtype) => ScalarKernels.Binary<LeastCommonMultiple<T>, T>();

    private readonly struct LeastCommonMultiple<T> : IBinaryOperator<T, T, T> where T : unmanaged, IBinaryInteger<T>
    {
        public static T Of(T x, T y)
        {
            ulong a = GreatestCommonDivisor<T>.Size(x), b = GreatestCommonDivisor<T>.Size(y);
            return a == 0 ? T.Zero : T.CreateTruncating(unchecked(a / GreatestCommonDivisor<T>.Of(a, b) * b));
        }
    }
}

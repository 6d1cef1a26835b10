using System.Numerics;

namespace MemMap.Compute;

/// <summary>Whether the sign bit is set, as it also is in -0.0 and some NaNs. Not defined for complex numbers.</summary>
internal sealed class SignBit() : NumberTest("signbit", ofInteger: false)
{
    protected override Kernel Integer<T>(DType dtype) => ScalarKernels.Unary<IsNegative<T>, T, byte>();

    protected override Kernel Floating<T>(DType dtype) => ScalarKernels.Unary<IsNegative<T>, T, byte>();

    private readonly struct IsNegative<T> : IUnaryOperator<T, byte> where T : unmanaged, INumberBase<T>
    {
        public static byte Of(T x) => T.IsNegative(x) ? (byte)1 : (byte)0;
    }
}

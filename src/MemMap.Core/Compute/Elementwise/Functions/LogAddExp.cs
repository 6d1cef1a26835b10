using System.Numerics;

namespace MemMap.Compute;

/// <summary>The logarithm of the sum of the exponentials of two elements, which itself may overflow.</summary>
internal sealed class LogAddExp() : BinaryFloatFunction("logaddexp")
{
    protected override Kernel Floating<T>(DType dtype) => ScalarKernels.BinaryFloat<Function, T>();

    private readonly struct Function : IBinaryFloatOperator
    {
        public static T Of<T>(T x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
            => T.CreateTruncating(OfReal(double.CreateTruncating(x), double.CreateTruncating(y)));
    }

    private static double OfReal(double x, double y)
        // Two equal infinities have no difference.
        => x == y ? x + Math.Log(2) : Math.Max(x, y) + Log1p.OfReal(Math.Exp(-Math.Abs(x - y)));
}

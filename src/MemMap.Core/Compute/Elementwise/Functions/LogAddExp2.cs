using System.Numerics;

namespace MemMap.Compute;

/// <summary>The logarithm to base 2 of the sum of 2 to the power of two elements; see <see cref="LogAddExp"/>.</summary>
internal sealed class LogAddExp2() : BinaryFloatFunction("logaddexp2")
{
    protected override Kernel Floating<T>(DType dtype) => ScalarKernels.BinaryFloat<Function, T>();

    private readonly struct Function : IBinaryFloatOperator
    {
        public static T Of<T>(T x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
            => T.CreateTruncating(OfReal(double.CreateTruncating(x), double.CreateTruncating(y)));
    }

    private static double OfReal(double x, double y)
        => x == y ? x + 1 : Math.Max(x, y) + (Log1p.OfReal(double.Exp2(-Math.Abs(x - y))) / Math.Log(2));
}

using System.Numerics;

namespace MemMap.Compute;

internal sealed class Expm1() : FloatFunction("expm1", ComplexFunctions.Expm1)
{
    protected override Kernel Floating<T>(DType dtype) => Each.FloatMap<Function, T>();

    private readonly struct Function : IFloatMap
    {
        public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
            => T.CreateTruncating(Precise.Expm1(double.CreateTruncating(x)));
    }
}

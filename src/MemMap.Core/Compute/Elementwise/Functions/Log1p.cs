using System.Numerics;

namespace MemMap.Compute;

internal sealed class Log1p() : FloatFunction("log1p", ComplexFunctions.Log1p)
{
    protected override Kernel Floating<T>(DType dtype) => Each.FloatMap<Function, T>();

    private readonly struct Function : IFloatMap
    {
        public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
            => T.CreateTruncating(Precise.Log1p(double.CreateTruncating(x)));
    }
}

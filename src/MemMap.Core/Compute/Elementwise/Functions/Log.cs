using System.Numerics;
using ComplexNumber = System.Numerics.Complex;

namespace MemMap.Compute;

/// <summary>Natural logarithm.</summary>
internal sealed class Log() : FloatFunction("log", ComplexNumber.Log)
{
    protected override Kernel Floating<T>(DType dtype) => Each.FloatMap<Function, T>();

    private readonly struct Function : IFloatMap
    {
        public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Log(x);
    }
}

using System.Numerics;
using ComplexNumber = System.Numerics.Complex;

namespace MemMap.Compute;

/// <summary>Logarithm to base 10.</summary>
internal sealed class Log10() : FloatFunction("log10", static z => ComplexNumber.Log(z) / Math.Log(10))
{
    protected override Kernel Floating<T>(DType dtype) => Each.FloatMap<Function, T>();

    private readonly struct Function : IFloatMap
    {
        public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Log10(x);
    }
}

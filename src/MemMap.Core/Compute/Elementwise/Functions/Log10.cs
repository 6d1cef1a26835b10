using System.Numerics;

namespace MemMap.Compute;

/// <summary>Logarithm to base 10.</summary>
internal sealed class Log10() : UnaryFloatFunction("log10", static z => ComplexFunctions.Scaled(ComplexFunctions.Log(z), 1 / Math.Log(10)))
{
    protected override Kernel Floating<T>(DType dtype) => ScalarKernels.UnaryFloat<Function, T>();

    private readonly struct Function : IUnaryFloatOperator
    {
        public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Log10(x);
    }
}

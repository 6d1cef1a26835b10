using System.Numerics;

namespace MemMap.Compute;

/// <summary>Natural logarithm.</summary>
internal sealed class Log() : UnaryFloatFunction("log", ComplexFunctions.Log)
{
    protected override Kernel Floating<T>(DType dtype) => ScalarKernels.UnaryFloat<Function, T>();

    private readonly struct Function : IUnaryFloatOperator
    {
        public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Log(x);
    }
}

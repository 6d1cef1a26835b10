using System.Numerics;

namespace MemMap.Compute;

/// <summary>Logarithm to base 2.</summary>
internal sealed class Log2() : UnaryFloatFunction("log2", static z => ComplexFunctions.Scaled(ComplexFunctions.Log(z), 1 / Math.Log(2)))
{
    protected override Kernel Floating<T>(DType dtype) => ScalarKernels.UnaryFloat<Function, T>();

    private readonly struct Function : IUnaryFloatOperator
    {
        public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Log2<T>(x);

        // Resolves an ambiguity: IBinaryNumber and ILogarithmicFunctions both declare Log2.
        private static T Log2<T>(T x) where T : ILogarithmicFunctions<T> => T.Log2(x);
    }
}

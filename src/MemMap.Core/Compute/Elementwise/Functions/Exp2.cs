using System.Numerics;

namespace MemMap.Compute;

/// <summary>2 to the power of the element.</summary>
internal sealed class Exp2() : UnaryFloatFunction("exp2", static z => ComplexFunctions.Exp(ComplexFunctions.Scaled(z, Math.Log(2))))
{
    protected override Kernel Floating<T>(DType dtype) => ScalarKernels.UnaryFloat<Function, T>();

    private readonly struct Function : IUnaryFloatOperator
    {
        public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Exp2(x);
    }
}

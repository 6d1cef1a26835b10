using System.Numerics;

namespace MemMap.Compute;

/// <summary>Hyperbolic sine. Uses the scalar function: TensorPrimitives loses all digits near 0.</summary>
internal sealed class Sinh() : UnaryFloatFunction("sinh", ComplexFunctions.Sinh)
{
    protected override Kernel Floating<T>(DType dtype) => ScalarKernels.UnaryFloat<Function, T>();

    private readonly struct Function : IUnaryFloatOperator
    {
        public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Sinh(x);
    }
}

using System.Numerics;
using ComplexNumber = System.Numerics.Complex;

namespace MemMap.Compute;

/// <summary>Hyperbolic sine. TensorPrimitives loses all digits near 0, so the scalar function serves.</summary>
internal sealed class Sinh() : UnaryFloatFunction("sinh", ComplexNumber.Sinh)
{
    protected override Kernel Floating<T>(DType dtype) => ScalarKernels.UnaryFloat<Function, T>();

    private readonly struct Function : IUnaryFloatOperator
    {
        public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Sinh(x);
    }
}

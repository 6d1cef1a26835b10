using System.Numerics;

namespace MemMap.Compute;

/// <summary>Hyperbolic tangent. Uses the scalar function, as <see cref="Sinh"/> does.</summary>
internal sealed class Tanh() : UnaryFloatFunction("tanh", ComplexFunctions.Tanh)
{
    protected override Kernel Floating<T>(DType dtype) => ScalarKernels.UnaryFloat<Function, T>();

    private readonly struct Function : IUnaryFloatOperator
    {
        public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Tanh(x);
    }
}

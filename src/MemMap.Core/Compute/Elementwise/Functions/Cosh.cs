using System.Numerics;

namespace MemMap.Compute;

/// <summary>Hyperbolic cosine. Uses the scalar function, as <see cref="Sinh"/> does.</summary>
internal sealed class Cosh() : UnaryFloatFunction("cosh", ComplexFunctions.Cosh)
{
    protected override Kernel Floating<T>(DType dtype) => ScalarKernels.UnaryFloat<Function, T>();

    private readonly struct Function : IUnaryFloatOperator
    {
        public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Cosh(x);
    }
}

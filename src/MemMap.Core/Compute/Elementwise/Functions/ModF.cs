using System.Numerics;

namespace MemMap.Compute;

/// <summary>
/// The fraction of an element, with its sign; the other result of numpy's <c>modf</c> is that of <see cref="Trunc"/>.
/// </summary>
internal sealed class ModF() : UnaryFloatFunction("modf")
{
    protected override Kernel Floating<T>(DType dtype) => ScalarKernels.UnaryFloat<Function, T>();

    private readonly struct Function : IUnaryFloatOperator
    {
        public static T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
            => T.CopySign(T.IsInfinity(x) ? T.Zero : x - T.Truncate(x), x);
    }
}

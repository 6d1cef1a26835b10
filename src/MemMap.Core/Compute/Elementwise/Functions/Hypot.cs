using System.Numerics;

namespace MemMap.Compute;

/// <summary>The length of the hypotenuse of a right triangle with the two legs.</summary>
internal sealed class Hypot() : BinaryFloatFunction("hypot")
{
    protected override Kernel Floating<T>(DType dtype) => ScalarKernels.BinaryFloat<Function, T>();

    private readonly struct Function : IBinaryFloatOperator
    {
        // The vectors of TensorPrimitives square the legs as they are, which overflows, and forget that an infinite leg wins over NaN.
        public static T Of<T>(T x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Hypot(x, y);
    }
}

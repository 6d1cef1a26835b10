using System.Numerics;

namespace MemMap.Compute;

/// <summary>The number next to the first element in the direction of the second, in their own dtype.</summary>
internal sealed class NextAfter() : BinaryFloatFunction("nextafter")
{
    // The neighbour of a float16 is one in float16.
    protected override bool WidensHalf => false;

    protected override Kernel Floating<T>(DType dtype) => ScalarKernels.BinaryFloat<Function, T>();

    private readonly struct Function : IBinaryFloatOperator
    {
        public static T Of<T>(T x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
            => x < y ? T.BitIncrement(x) : x > y ? T.BitDecrement(x) : x == y ? y : x + y;
    }
}

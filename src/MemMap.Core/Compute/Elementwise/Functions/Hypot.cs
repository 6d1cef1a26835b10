using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>The length of the hypotenuse of a right triangle with the two legs.</summary>
internal sealed class Hypot() : BinaryFloatFunction("hypot")
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Hypot);
}

using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>The smallest integer not below the element. Integers become floats, as in numpy 1.24.</summary>
internal sealed class Ceil() : UnaryFloatFunction("ceil")
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Ceiling);
}

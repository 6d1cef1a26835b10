using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>The largest integer not above the element. Integers become floats, as in numpy 1.24.</summary>
internal sealed class Floor() : UnaryFloatFunction("floor")
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Floor);
}

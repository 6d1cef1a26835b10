using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>The whole number next to the element, towards zero. Integers become floats, as in numpy 1.24.</summary>
internal sealed class Trunc() : UnaryFloatFunction("trunc")
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Truncate);
}

using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>The element without its fraction. Integers become floats, as in numpy 1.24.</summary>
internal sealed class Trunc() : UnaryFloatFunction("trunc")
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Truncate);
}

using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Inverse sine, in radians.</summary>
internal sealed class Arcsin() : UnaryFloatFunction("arcsin", ComplexInverses.Asin)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Asin);
}

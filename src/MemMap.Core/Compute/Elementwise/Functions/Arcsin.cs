using System.Numerics.Tensors;
using ComplexNumber = System.Numerics.Complex;

namespace MemMap.Compute;

/// <summary>Inverse sine, in radians.</summary>
internal sealed class Arcsin() : UnaryFloatFunction("arcsin", ComplexNumber.Asin)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Asin);
}

using System.Numerics.Tensors;
using ComplexNumber = System.Numerics.Complex;

namespace MemMap.Compute;

/// <summary>Inverse cosine, in radians.</summary>
internal sealed class Arccos() : UnaryFloatFunction("arccos", ComplexNumber.Acos)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Acos);
}

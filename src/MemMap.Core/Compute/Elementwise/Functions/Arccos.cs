using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Inverse cosine, in radians.</summary>
internal sealed class Arccos() : UnaryFloatFunction("arccos", ComplexInverses.Acos)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Acos);
}

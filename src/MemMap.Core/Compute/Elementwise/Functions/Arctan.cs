using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Inverse tangent, in radians.</summary>
internal sealed class Arctan() : UnaryFloatFunction("arctan", ComplexInverses.Atan)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Atan);
}

using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Inverse hyperbolic tangent.</summary>
internal sealed class Arctanh() : UnaryFloatFunction("arctanh", ComplexInverses.Atanh)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Atanh);
}

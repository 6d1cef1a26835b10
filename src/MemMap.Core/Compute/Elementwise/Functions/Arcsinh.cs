using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Inverse hyperbolic sine.</summary>
internal sealed class Arcsinh() : UnaryFloatFunction("arcsinh", ComplexInverses.Asinh)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Asinh);
}

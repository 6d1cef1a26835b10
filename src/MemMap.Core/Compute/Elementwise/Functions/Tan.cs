using System.Numerics.Tensors;
using ComplexNumber = System.Numerics.Complex;

namespace MemMap.Compute;

/// <summary>Tangent of an angle in radians.</summary>
internal sealed class Tan() : UnaryFloatFunction("tan", ComplexNumber.Tan)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Tan);
}

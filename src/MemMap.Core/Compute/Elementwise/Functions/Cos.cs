using System.Numerics.Tensors;
using ComplexNumber = System.Numerics.Complex;

namespace MemMap.Compute;

/// <summary>Cosine of an angle in radians.</summary>
internal sealed class Cos() : UnaryFloatFunction("cos", ComplexNumber.Cos)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Cos);
}
